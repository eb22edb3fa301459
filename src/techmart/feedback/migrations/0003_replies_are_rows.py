from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0002_reviews_questions_and_threads'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='feedback',
            name='replied_at',
        ),
        migrations.RemoveField(
            model_name='feedback',
            name='replied_by',
        ),
        migrations.RemoveField(
            model_name='feedback',
            name='reply',
        ),
    ]
