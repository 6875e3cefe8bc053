"""Take the table of search entries over from places, with its index and what refers to the model by its name."""

from django.db import migrations, models

from search.token_field import TokensField, create_index, drop_index


def rename_content_type(apps, schema_editor, old="places", new="search"):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    content_types.filter(app_label=old, model="searchentry").update(app_label=new)


def restore_content_type(apps, schema_editor):
    rename_content_type(apps, schema_editor, old="search", new="places")


def create(apps, schema_editor):
    create_index(schema_editor, apps.get_model("search", "SearchEntry"))


def drop(apps, schema_editor):
    drop_index(schema_editor, apps.get_model("search", "SearchEntry"))


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("places", "0003_violations_in_words"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="kind")),
                        ("key", models.CharField(max_length=80, verbose_name="key")),
                        ("language", models.CharField(max_length=2, verbose_name="language")),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("title_language", models.CharField(max_length=2, verbose_name="language of the title")),
                        ("title_folded", models.CharField(max_length=300, verbose_name="folded title")),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("text_language", models.CharField(max_length=2, verbose_name="language of the text")),
                        ("url", models.CharField(max_length=300, verbose_name="address")),
                        ("title_tokens", TokensField(blank=True, verbose_name="tokens of the title")),
                        (
                            "tokens",
                            TokensField(
                                blank=True,
                                help_text="words and base forms, lower case, one space between",
                                verbose_name="all tokens",
                            ),
                        ),
                        ("order", models.CharField(max_length=300, verbose_name="ordering key")),
                        ("analyser", models.CharField(max_length=60, verbose_name="what found the base forms")),
                    ],
                    options={
                        "db_table": "places_searchentry",
                        "verbose_name": "search entry",
                        "verbose_name_plural": "search entries",
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "key", "language"), name="search_entry_once")
                        ],
                    },
                )
            ]
        ),
        # The names of the index and, on SQLite, of its triggers hold the table's name.
        migrations.RunPython(drop, create),
        migrations.AlterModelTable("searchentry", None),
        migrations.RunPython(create, drop),
        migrations.RunPython(rename_content_type, restore_content_type),
    ]
