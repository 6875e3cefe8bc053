"""An association's registered name and the town of its office in three languages; what was there is Finnish."""

from django.db import migrations, models
from django.db.models import F

LANGUAGES = ["fi", "sv", "en"]


def keep_in_finnish(apps, schema_editor):
    """The other languages stay empty, so that the next load fills them without overwriting staff's words."""
    apps.get_model("groups", "LeaderGroup").objects.update(legal_name_fi=F("legal_name"))
    apps.get_model("groups", "Office").objects.update(town_fi=F("town"))


def keep_in_one_column(apps, schema_editor):
    told = apps.get_model("groups", "LeaderGroup").objects.exclude(legal_name_fi=None)
    told.update(legal_name=F("legal_name_fi"))
    apps.get_model("groups", "Office").objects.exclude(town_fi=None).update(town=F("town_fi"))


def legal_name():
    return models.CharField("registered name", max_length=150, blank=True, null=True)


def town():
    return models.CharField("postal place", max_length=100, blank=True, null=True)


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_search_keywords")]
    operations = [
        *(migrations.AddField("leadergroup", f"legal_name_{language}", legal_name()) for language in LANGUAGES),
        *(migrations.AddField("office", f"town_{language}", town()) for language in LANGUAGES),
        migrations.RunPython(keep_in_finnish, keep_in_one_column),
    ]
