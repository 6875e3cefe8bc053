"""The register of personal data: each column that holds any, what for and until when; see docs/privacy.md.

tests/privacy/test_register.py fails for a text column that no app has described. The copies that history keeps of a
model follow the model's own entry, for settings.KEEP_CONTACT_VERSIONS_MONTHS.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from modeltranslation.fields import TranslationField
from simple_history.models import HistoricalChanges

_VERSIONS_LIMIT = "settings.KEEP_CONTACT_VERSIONS_MONTHS"
_COLUMNS_OF_VERSIONS = frozenset(["history_change_reason", "history_type"])


@dataclass(frozen=True)
class Purpose:
    """Whose data it is, what it is for, and until when it is kept ("settings.NAME" stands for the setting's value)."""

    data_subject: str
    reason: str
    limit: str


@dataclass(frozen=True)
class PersonalField:
    """A column that holds personal data. Secret is what lets somebody in: it is never exported."""

    purpose: Purpose
    is_secret: bool = False


@dataclass(frozen=True)
class ModelEntry:
    """The columns of one model by name, without a language: "role" covers role_fi, role_sv and role_en."""

    personal: Mapping[str, PersonalField]
    not_personal: frozenset[str]


_NOTHING = ModelEntry({}, frozenset())
_entries: dict[str, ModelEntry] = {}


def describe(
    model: str, personal: Mapping[Purpose, str] | None = None, *, not_personal: str = "", secret: str = ""
) -> None:
    """Describe the text columns of a model ("app.Model"); names of columns are separated by spaces.

    personal: the columns that serve each purpose. secret: those of them that let somebody in. not_personal: public
    facts, codes and states.
    """
    secrets = secret.split()
    fields = {
        name: PersonalField(purpose, name in secrets)
        for purpose, names in (personal or {}).items()
        for name in names.split()
    }
    _entries[model] = ModelEntry(fields, frozenset(not_personal.split()))


def entries() -> Mapping[str, ModelEntry]:
    """Return what all apps have described, by "app.Model"."""
    return _entries


def personal_fields(model: type[models.Model]) -> dict[str, PersonalField]:
    """Return the personal columns of a model by name, with those of each language and those of copies in history."""
    personal = _entry_of(model).personal
    return {
        field.name: personal[name] for field in model._meta.concrete_fields if (name := base_name(field)) in personal
    }


def is_described(field: models.Field) -> bool:
    """Return whether the register says of a column whether it is personal."""
    if issubclass(field.model, HistoricalChanges) and field.name in _COLUMNS_OF_VERSIONS:
        return True
    entry = _entry_of(field.model)
    return base_name(field) in entry.personal or base_name(field) in entry.not_personal


def limit_of(model: type[models.Model], purpose: Purpose) -> str:
    """Return until when personal data of a model is kept, with the figures of the settings."""
    limit = _VERSIONS_LIMIT if issubclass(model, HistoricalChanges) else purpose.limit
    figures = {
        "KEEP_CASE_MONTHS": f"{settings.KEEP_CASE_MONTHS} months",
        "KEEP_STAFF_TRACES_DAYS": f"{settings.KEEP_STAFF_TRACES_DAYS} days",
        "KEEP_CONTACT_VERSIONS_MONTHS": f"{settings.KEEP_CONTACT_VERSIONS_MONTHS} months",
    }
    for name, figure in figures.items():
        limit = limit.replace(f"settings.{name}", figure)
    return limit


def base_name(field: models.Field) -> str:
    """Return the name that the register calls a column by: "role" for role_fi."""
    return field.translated_field.name if isinstance(field, TranslationField) else field.name


def _entry_of(model: type[models.Model]) -> ModelEntry:
    if issubclass(model, HistoricalChanges):
        model = getattr(model, "instance_type", model)
    return _entries.get(model._meta.label, _NOTHING)
