"""Take the table of loaded rows over from places, with what refers to the model by its name."""

from django.db import migrations, models


def rename_content_type(apps, schema_editor, old="places", new="seeding"):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    content_types.filter(app_label=old, model="loadedrow").update(app_label=new)


def restore_content_type(apps, schema_editor):
    rename_content_type(apps, schema_editor, old="seeding", new="places")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("places", "0003_violations_in_words"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="LoadedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("model", models.CharField(max_length=60, verbose_name="model")),
                        ("key", models.CharField(max_length=300, verbose_name="key")),
                        ("values", models.JSONField(verbose_name="loaded values")),
                        ("loaded_at", models.DateTimeField(auto_now=True, verbose_name="loaded at")),
                    ],
                    options={
                        "db_table": "places_loadedrow",
                        "verbose_name": "loaded row",
                        "verbose_name_plural": "loaded rows",
                        "constraints": [models.UniqueConstraint(fields=("model", "key"), name="loaded_row_once")],
                    },
                )
            ]
        ),
        migrations.AlterModelTable("loadedrow", None),
        migrations.RunPython(rename_content_type, restore_content_type),
    ]
