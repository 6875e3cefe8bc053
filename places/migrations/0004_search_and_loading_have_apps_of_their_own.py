"""Loaded rows and search entries belong to the apps seeding and search, which take over the tables."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0003_violations_in_words"),
        ("seeding", "0001_take_loaded_rows_over_from_places"),
        ("search", "0001_take_entries_over_from_places"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("LoadedRow"), migrations.DeleteModel("SearchEntry")]
        )
    ]
