"""Take the table of attempts over from enquiries, with what refers to the model by its name."""

from django.db import migrations, models


def rename_content_type(apps, schema_editor, old="enquiries", new="ratelimit"):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    content_types.filter(app_label=old, model="attempt").update(app_label=new)


def restore_content_type(apps, schema_editor):
    rename_content_type(apps, schema_editor, old="ratelimit", new="enquiries")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("enquiries", "0010_a_recipient_has_a_case"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address_hash", models.CharField(max_length=64, verbose_name="hash of the network address")),
                        ("at", models.DateTimeField(verbose_name="when")),
                    ],
                    options={
                        "db_table": "enquiries_attempt",
                        "verbose_name": "attempt",
                        "verbose_name_plural": "attempts",
                        "indexes": [
                            models.Index(fields=["address_hash", "at"], name="attempts_of_address"),
                            models.Index(fields=["at"], name="attempts_by_time"),
                        ],
                    },
                )
            ]
        ),
        migrations.AlterModelTable("attempt", None),
        migrations.RunPython(rename_content_type, restore_content_type),
    ]
