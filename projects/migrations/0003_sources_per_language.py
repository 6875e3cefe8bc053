"""The name and licence of a source of projects in three languages; what was there is Finnish."""

from django.db import migrations, models
from django.db.models import F

LANGUAGES = ["fi", "sv", "en"]


def keep_in_finnish(apps, schema_editor):
    apps.get_model("projects", "ProjectSource").objects.update(name_fi=F("name"), licence_fi=F("licence"))


def keep_in_one_column(apps, schema_editor):
    sources = apps.get_model("projects", "ProjectSource").objects
    sources.exclude(name_fi=None).update(name=F("name_fi"))
    sources.exclude(licence_fi=None).update(licence=F("licence_fi"))


def name():
    return models.CharField("name", max_length=200, null=True)


def licence():
    return models.CharField("licence or terms of use", max_length=200, blank=True, null=True)


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_files_waiting_to_be_loaded")]
    operations = [
        *(migrations.AddField("projectsource", f"name_{language}", name()) for language in LANGUAGES),
        *(migrations.AddField("projectsource", f"licence_{language}", licence()) for language in LANGUAGES),
        migrations.RunPython(keep_in_finnish, keep_in_one_column),
    ]
