"""What each version of content has changed, in words for people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.utils import display_for_field
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from simple_history.models import HistoricalChanges

from .versions import LOADED, RESTORED, Values, field_values, historical_records, original_pk

_KINDS = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
_REASONS = {LOADED: _("as loaded"), RESTORED: _("restored")}
_TITLES = ["name", "title", "role", "code"]

Names = Mapping[type[models.Model], Mapping[Any, str]]  # related model → key of a row → its name


class Change(NamedTuple):
    """A field in words, and what it held before and after."""

    field: str
    before: str
    after: str


@dataclass
class Version:
    """A version of a row, which `row` describes. is_latest: the row is like this today."""

    record: HistoricalChanges
    row: str
    changes: list[Change]
    is_latest: bool = False

    @property
    def model(self) -> type[models.Model]:
        return self.record.instance_type

    @property
    def kind(self) -> str | Promise:
        return _REASONS.get(self.record.history_change_reason) or _KINDS[self.record.history_type]

    @property
    def author(self) -> str:
        """The name of the member of staff, "" when it was the portal itself."""
        user = self.record.history_user
        return (user.get_full_name() or user.get_username()) if user else ""

    @property
    def key(self) -> str:
        """The name of the version in a form."""
        return f"{self.model._meta.label_lower}:{self.record.pk}"


def versions_with_changes(lookups_by_model: Mapping[type[models.Model], Mapping[str, Any]]) -> list[Version]:
    """Return the versions that changed something, newest first.

    lookups_by_model: which versions of a model, as {Office: {"group_id": 5}}.
    """
    versions = [version for model, lookups in lookups_by_model.items() for version in _versions_of(model, lookups)]
    return sorted(versions, key=lambda version: (version.record.history_date, version.record.pk), reverse=True)


def _versions_of(model: type[models.Model], lookups: Mapping[str, Any]) -> list[Version]:
    versions: list[Version] = []
    latest: dict[Any, Version] = {}
    history = historical_records(model, **lookups)
    values = field_values(history)
    names = _names_of_related(model, values.values())
    for record in history:
        before, is_deletion = latest.get(original_pk(record)), record.history_type == "-"
        old = values[before.record.pk] if before else {}
        changes = [] if is_deletion else _changes(model, old, values[record.pk], names)
        if changes or is_deletion:
            version = Version(record, _row_title(record, names), changes)
            versions.append(version)
            latest[original_pk(record)] = version
    for version in latest.values():
        version.is_latest = version.record.history_type != "-"
    return versions


def _changes(model: type[models.Model], old: Values, new: Values, names: Names) -> list[Change]:
    changes = []
    for name, value in new.items():
        before = old.get(name, [] if isinstance(value, list) else "")
        if before != value:
            column = model._meta.get_field(name)
            changes.append(Change(_label(column), _in_words(column, before, names), _in_words(column, value, names)))
    return changes


def _label(column: Any) -> str:
    """Return the name of a field as its form has it: "Summary (Swedish)"."""
    if isinstance(column, TranslationField):
        return f"{capfirst(column.translated_field.verbose_name)} ({dict(settings.LANGUAGES)[column.language]})"
    return capfirst(column.verbose_name)


def _in_words(column: Any, value: Any, names: Names) -> str:
    if isinstance(value, list):
        return ", ".join(names[column.related_model].get(key, str(key)) for key in value)
    if value == "":
        return ""
    if column.remote_field:
        return names[column.related_model].get(value, str(value))
    if column.get_internal_type() == "PositiveSmallIntegerField":  # a year, which has no thousands separator
        return str(value)
    return str(display_for_field(value, column, ""))


def _names_of_related(model: type[models.Model], all_values: Iterable[Values]) -> Names:
    """Return the names of all rows that the values refer to, in one statement a model."""
    keys = defaultdict(set)
    for values in all_values:
        for name, value in values.items():
            related = model._meta.get_field(name).related_model
            if related and value != "":
                keys[related].update(value if isinstance(value, list) else [value])
    return {
        related: {row.pk: str(row) for row in related._base_manager.filter(pk__in=wanted)}
        for related, wanted in keys.items()
    }


def _row_title(record: HistoricalChanges, names: Names) -> str:
    """Return the kind of a row and what distinguishes it from others: its own title, else what it links."""
    kind = capfirst(record.instance_type._meta.verbose_name)
    titles = [getattr(record, name, "") for name in _TITLES]
    linked = [
        names[column.related_model].get(getattr(record, column.attname), "")
        for column in record.tracked_fields
        if column.related_model in names and column.name != "group"
    ]
    title = next(filter(None, titles), "") or ", ".join(filter(None, linked))
    return f"{kind}: {title}" if title else kind
