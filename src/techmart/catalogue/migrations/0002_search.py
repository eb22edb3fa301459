"""The search index: an FTS5 table on SQLite, a tsvector with its GIN index on PostgreSQL."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE catalogue_search USING fts5(title, sku, labels, summary, description, "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )
        return
    schema_editor.execute(
        # No foreign key, as FTS5 has none: an entry without its product is left out by the join that reads it.
        "CREATE TABLE catalogue_search (product_id bigint PRIMARY KEY, document tsvector NOT NULL)"
    )
    schema_editor.execute("CREATE INDEX catalogue_search_document ON catalogue_search USING gin (document)")


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE catalogue_search")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
