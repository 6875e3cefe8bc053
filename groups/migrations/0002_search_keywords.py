"""Other words that services and duties are searched by, editable in three languages."""

from django.db import migrations, models

COLUMNS = ["keywords", "keywords_fi", "keywords_sv", "keywords_en"]


def column(name):
    return models.TextField(
        "other words it is searched by",
        blank=True,
        null=name != "keywords",
        help_text="Separated by commas. The search finds the page by them; they are not shown.",
    )


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial")]
    operations = [migrations.AddField(model, name, column(name)) for model in ["service", "duty"] for name in COLUMNS]
