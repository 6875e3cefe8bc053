"""What each version of content has changed, in words for people."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import display_for_field
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from .versions import LOADED, RESTORED, field_values, historical_records, original_pk

_KINDS = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
_REASONS = {LOADED: _("as loaded"), RESTORED: _("brought back")}
_TITLES = ["name", "title", "role", "code"]


@dataclass
class Version:
    """A version of a row called `row`. changes: (field, before, after). is_latest: it is what stands today."""

    record: Any
    row: str
    changes: list[tuple[str, Any, Any]]
    is_latest: bool = False

    @property
    def model(self):
        return self.record.instance_type

    @property
    def kind(self):
        return _REASONS.get(self.record.history_change_reason) or _KINDS[self.record.history_type]

    @property
    def who(self):
        """Return the name of the member of staff, "" when it was the portal itself."""
        user = self.record.history_user
        return (user.get_full_name() or user.get_username()) if user else ""

    @property
    def key(self):
        """What a form names the version by."""
        return f"{self.model._meta.label_lower}:{self.record.pk}"


def versions_with_changes(chosen):
    """Return the Versions that changed something, newest first.

    chosen: {model: lookups that choose its versions}, as {Office: {"group_id": 5}}.
    """
    found = [version for model, lookups in chosen.items() for version in _of_model(model, lookups)]
    return sorted(found, key=lambda version: (version.record.history_date, version.record.pk), reverse=True)


def _of_model(model, lookups):
    found, latest = [], {}
    history = historical_records(model, **lookups)
    values = field_values(history)
    names = _names_of_related(model, values.values())
    for record in history:
        before, is_gone = latest.get(original_pk(record)), record.history_type == "-"
        changes = (
            [] if is_gone else _changes(model, values[before.record.pk] if before else {}, values[record.pk], names)
        )
        if changes or is_gone:
            version = Version(record, _called(record, names), changes)
            found.append(version)
            latest[original_pk(record)] = version
    for version in latest.values():
        version.is_latest = version.record.history_type != "-"
    return found


def _changes(model, old, new, names):
    changes = []
    for name, value in new.items():
        before = old.get(name, [] if isinstance(value, list) else "")
        if before != value:
            column = model._meta.get_field(name)
            changes.append((_label(column), _shown(column, before, names), _shown(column, value, names)))
    return changes


def _label(column):
    """Return the name of a field as its form gives it: "Summary (Swedish)"."""
    if isinstance(column, TranslationField):
        return f"{capfirst(column.translated_field.verbose_name)} ({dict(settings.LANGUAGES)[column.language]})"
    return capfirst(column.verbose_name)


def _shown(column, value, names):
    if isinstance(value, list):
        return ", ".join(names[column.related_model].get(key, str(key)) for key in value)
    if value == "":
        return ""
    if column.remote_field:
        return names[column.related_model].get(value, str(value))
    if column.get_internal_type() == "PositiveSmallIntegerField":  # a year, which no separator parts
        return str(value)
    return display_for_field(value, column, "")


def _names_of_related(model, all_values):
    """Return {related model: {key: name}} of all that the values refer to, in one statement a model."""
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


def _called(record, names):
    """Return the kind of a row and what tells it from the others of its kind: its own title, else what it links."""
    kind = capfirst(record.instance_type._meta.verbose_name)
    titles = [getattr(record, name, "") for name in _TITLES]
    linked = [
        names[column.related_model].get(getattr(record, column.attname), "")
        for column in record.tracked_fields
        if column.related_model in names and column.name != "group"
    ]
    title = next(filter(None, titles), "") or ", ".join(filter(None, linked))
    return f"{kind}: {title}" if title else kind
