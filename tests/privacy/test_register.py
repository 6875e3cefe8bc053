"""The register of personal data names every column that could hold any, and nothing that is not there."""

import pytest
from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from groups.models import Contact
from privacy import register

# What a number, a day or a link to another row says of a person, that row or person says already.
HARMLESS = (
    models.ForeignKey, models.OneToOneField, models.DateField, models.DurationField, models.IntegerField,
    models.BooleanField, models.FloatField, models.DecimalField, models.AutoField, models.TimeField,
)  # fmt: skip
MODELS = apps.get_models(include_auto_created=True)
TEXTS = [field for model in MODELS for field in model._meta.concrete_fields if not isinstance(field, HARMLESS)]


@pytest.mark.parametrize("field", TEXTS, ids=str)
def test_every_column_is_described(field):
    assert register.is_described(field), f"{field}: describe it in personal_data.py of its app, with purpose and limit"


def test_nothing_is_described_that_is_not_there():
    columns = {
        model._meta.label: {register.base_name(field) for field in model._meta.concrete_fields} for model in MODELS
    }
    gone = [
        f"{label}.{name}"
        for label, entry in register.entries().items()
        for name in {*entry.personal, *entry.not_personal} - columns.get(label, set())
    ]
    assert gone == []


def test_no_column_is_both():
    assert [label for label, entry in register.entries().items() if entry.not_personal & set(entry.personal)] == []


def test_each_entry_has_a_purpose_and_a_limit():
    purposes = [field.purpose for model in MODELS for field in register.personal_fields(model).values()]
    assert purposes
    assert all(purpose.data_subject and purpose.reason and purpose.limit for purpose in purposes)


def test_what_lets_somebody_in_is_secret():
    secrets = {
        f"{label}.{name}"
        for label, entry in register.entries().items()
        for name, field in entry.personal.items()
        if field.is_secret
    }
    assert secrets == {
        "auth.User.password",
        "enquiries.Enquiry.status_key",
        "otp_static.StaticToken.token",
        "otp_totp.TOTPDevice.key",
        "sessions.Session.session_data",
    }


def test_copies_in_history_are_personal_for_a_time_of_their_own(settings):
    settings.KEEP_CONTACT_VERSIONS_MONTHS = 7
    copies = Contact.history.model
    assert issubclass(copies, HistoricalChanges)
    personal = register.personal_fields(copies)
    assert {"person", "email", "phone", "role_fi", "role_sv", "role_en"} <= set(personal)
    assert register.limit_of(copies, personal["person"].purpose) == "7 months"


def test_a_new_column_is_noticed():
    column = models.CharField(max_length=5)
    column.set_attributes_from_name("shoe_size")
    column.model = Contact
    assert not register.is_described(column)
