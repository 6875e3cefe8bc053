"""The index of the site search: FTS5 on SQLite, GIN on PostgreSQL."""

from django.db import migrations

from places.token_index import create_index, drop_index


def create(apps, schema_editor):
    create_index(schema_editor, apps.get_model("places", "SearchEntry"))


def drop(apps, schema_editor):
    drop_index(schema_editor, apps.get_model("places", "SearchEntry"))


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
