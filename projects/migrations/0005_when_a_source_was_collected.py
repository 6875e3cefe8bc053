"""The day on which the projects of a source were read from it, where that is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_versions_of_projects")]

    operations = [
        migrations.AddField(
            model_name="projectsource",
            name="collected_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which its projects were read from it.",
                null=True,
                verbose_name="collected on",
            ),
        ),
    ]
