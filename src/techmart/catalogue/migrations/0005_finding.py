"""The search index in plain tables, in place of one that was another on each database.

`techmart refresh-products` fills it where products are there already.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_ratings_and_past_prices'),
    ]

    operations = [
        migrations.RunSQL('DROP TABLE catalogue_search'),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phrases', models.CharField(help_text='With commas between them: hard drive, hdd', max_length=200)),
            ],
            options={
                'ordering': ['phrases'],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, unique=True)),
                ('stem', models.CharField(db_index=True, max_length=40)),
                ('products', models.PositiveIntegerField(default=0, help_text='How many products have its stem.')),
            ],
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='`tag`, or the key of a specification.', max_length=60)),
                ('value', models.CharField(max_length=120)),
                ('number', models.FloatField(help_text='The value of a number, for ranges.', null=True)),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='catalogue.product')),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'value', 'product'], name='catalogue_fact_value')],
            },
        ),
        migrations.CreateModel(
            name='OldSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=180, unique=True)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_slugs', to='catalogue.category')),
                ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='old_slugs', to='catalogue.product')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('product', None), ('category', None), _connector='XOR'), name='catalogue_old_slug_of_one')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stem', models.CharField(max_length=40)),
                ('weight', models.PositiveSmallIntegerField()),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='catalogue.product')),
            ],
            options={
                'indexes': [models.Index(fields=['stem', 'product', 'weight'], name='catalogue_posting_stem')],
            },
        ),
        migrations.CreateModel(
            name='WordPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.CharField(max_length=3)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='catalogue.word')),
            ],
            options={
                'indexes': [models.Index(fields=['letters', 'word'], name='catalogue_part_letters')],
            },
        ),
    ]
