"""The record of personal data names every column that could hold any, and nothing that is not there."""

import pytest
from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from enquiries import privacy
from groups.models import Contact

# What a number, a day or a link to another row says of a person, that row or person says already.
HARMLESS = (
    models.ForeignKey, models.OneToOneField, models.DateField, models.DurationField, models.IntegerField,
    models.BooleanField, models.FloatField, models.DecimalField, models.AutoField, models.TimeField,
)  # fmt: skip
MODELS = apps.get_models(include_auto_created=True)
TEXTS = [field for model in MODELS for field in model._meta.concrete_fields if not isinstance(field, HARMLESS)]


@pytest.mark.parametrize("field", TEXTS, ids=str)
def test_every_column_is_described(field):
    assert privacy.is_described(field), f"{field}: add it to enquiries/privacy.py, and its purpose and limit"


def test_nothing_is_described_that_is_not_there():
    there = {model._meta.label: {privacy._name_of(field) for field in model._meta.concrete_fields} for model in MODELS}
    described = {
        (label, name) for part in (privacy.PERSONAL, privacy.NOT_PERSONAL) for label in part for name in part[label]
    }
    assert [f"{label}.{name}" for label, name in described if name not in there.get(label, ())] == []


def test_no_column_is_both():
    assert [
        one for one in privacy.PERSONAL if privacy.NOT_PERSONAL.get(one, frozenset()) & set(privacy.PERSONAL[one])
    ] == []


def test_each_entry_has_a_purpose_and_a_limit():
    entries = [one for model in MODELS for one in privacy.personal_fields(model).items()]
    assert entries
    assert all(one.whose and one.purpose and one.limit for _name, one in entries)


def test_copies_in_history_are_personal_for_a_time_of_their_own(settings):
    settings.KEEP_CONTACT_VERSIONS_MONTHS = 7
    copies = Contact.history.model
    assert issubclass(copies, HistoricalChanges)
    personal = privacy.personal_fields(copies)
    assert {"person", "email", "phone", "role_fi", "role_sv", "role_en"} <= set(personal)
    assert privacy.limit_of(copies, personal["person"]) == "7 months"


def test_a_new_column_is_noticed():
    column = models.CharField(max_length=5)
    column.set_attributes_from_name("shoe_size")
    column.model = Contact
    assert not privacy.is_described(column)
