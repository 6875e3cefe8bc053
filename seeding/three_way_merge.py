"""One table in one run of a loader: a three-way comparison, field by field.

For each row three values meet: what the source has now, what a loader wrote last time (LoadedRow) and what the table
holds. A field that staff has not edited follows the source; a field that staff has edited stays, and the report says
where the two differ. A row that staff has deleted is not brought back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import CASCADE, Model, ProtectedError
from django.utils import timezone
from django.utils.text import Truncator

from .errors import SourceError
from .links import BATCH_SIZE, LinkTable
from .models import LoadedRow

MAX_VALUE_LENGTH = 80  # characters of a value in a message

SourceRow = Mapping[str, Any]  # field or attribute name ("region_id") → value; links are a list of keys


@dataclass
class LoadReport:
    """What one run did to one table: counts, and a sentence per difference between staff's edit and the source."""

    name: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    total: int = 0
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name}: {self.total} read, {self.added} new, {self.changed} changed, {self.removed} removed"

    def add_difference(self, text: str) -> None:
        self.differences.append(f"{self.name}: {text}")


@dataclass
class _PendingWrites:
    """What a merge has decided and not yet written. links: (row, {field: keys}) of rows with changed links."""

    added: list[Model] = field(default_factory=list)
    changed: list[Model] = field(default_factory=list)
    changed_fields: set[str] = field(default_factory=set)
    links: list[tuple[Model, str, list[Any]]] = field(default_factory=list)
    new_entries: list[LoadedRow] = field(default_factory=list)
    changed_entries: list[LoadedRow] = field(default_factory=list)


class TableMerge:
    """The rows of one model, what was loaded into them before (the ledger), and what a run does to them."""

    def __init__(self, model: type[Model], key: Sequence[str], set_once: Iterable[str] = ()) -> None:
        """key: names of the fields that identify a row. set_once: fields written with a new row and never again."""
        self.model, self.key, self.set_once = model, key, frozenset(set_once)
        self.label = model._meta.label
        self.report = LoadReport(str(model._meta.verbose_name_plural))
        self.links = {f.name: LinkTable(f) for f in model._meta.many_to_many}
        # Relations are left to the database: checking each of them here would take a statement a row.
        self.columns = {f.name: f for f in model._meta.concrete_fields if not f.remote_field}
        self.existing = self._read_existing()
        self.ledger = {entry.key: entry for entry in LoadedRow.objects.filter(model=self.label).order_by("pk")}
        self.read_keys: set[str] = set()
        self.pending = _PendingWrites()

    def merge(self, rows: Iterable[SourceRow]) -> None:
        """Compare rows of the source with the table and the ledger, and write what differs, in few statements."""
        for row in rows:
            self._merge_row(row)
        self._write_pending()

    def missing_keys(self) -> list[str]:
        """Return the keys of the rows that the source had and has no more, the last one first."""
        return [key for key in reversed(self.ledger) if key not in self.read_keys and key in self.existing]

    def remove_missing(self) -> None:
        """Remove what the source no longer has, except what staff has edited."""
        for key in self.missing_keys():
            self._remove(self.existing[key], self.ledger[key])
        gone = [entry.pk for key, entry in self.ledger.items() if key not in self.read_keys]
        LoadedRow.objects.filter(pk__in=gone).delete()

    def _merge_row(self, row: SourceRow) -> None:
        values = {name: _as_json(value) for name, value in row.items() if name not in self.set_once}
        key = "|".join(str(values[name]) for name in self.key)
        if key in self.read_keys:
            raise SourceError(f"{self.report.name}: {key} stands twice in the source")
        self.read_keys.add(key)
        self.report.total += 1
        obj, entry = self.existing.get(key), self.ledger.get(key)
        if obj is None and entry is not None:
            self.report.add_difference(f"{self._build(row)} was deleted here and is not loaded again")
        elif obj is None:
            self._add(key, row)
        elif self._follow_source(obj, entry, key, row, values):
            self.pending.changed.append(obj)
            self.report.changed += 1
        self._note_in_ledger(key, entry, values)

    def _add(self, key: str, row: SourceRow) -> None:
        for name, value in row.items():
            self._check_fits(key, name, value)
        obj = self._build(row)
        self.pending.added.append(obj)
        self.pending.links += [(obj, name, row[name]) for name in self.links if name in row]
        self.report.added += 1

    def _follow_source(
        self, obj: Model, entry: LoadedRow | None, key: str, row: SourceRow, values: dict[str, Any]
    ) -> bool:
        """Set the fields that staff has not edited to the values of the source; return whether any differed."""
        is_changed = False
        for name, new in values.items():
            current = self._current_value(obj, name)
            if _same(current, new):
                continue
            if entry is None or not _same(current, self._loaded_value(entry, name)):
                self.report.add_difference(f"{obj} ({name}): here {_short(current)}, in the source {_short(new)}")
                continue
            is_changed = True
            self._check_fits(key, name, row[name])
            if name in self.links:
                self.pending.links.append((obj, name, row[name]))
            else:
                setattr(obj, name, row[name])
                self.pending.changed_fields.add(self.model._meta.get_field(name.removesuffix("_id")).name)
        return is_changed

    def _note_in_ledger(self, key: str, entry: LoadedRow | None, values: dict[str, Any]) -> None:
        if entry is None:
            self.pending.new_entries.append(LoadedRow(model=self.label, key=key, values=values))
        elif entry.values != values:
            entry.values, entry.loaded_at = values, timezone.now()
            self.pending.changed_entries.append(entry)

    def _check_fits(self, key: str, name: str, value: Any) -> None:
        """Raise SourceError when a value doesn't fit its column; SQLite would take it as it is."""
        if name not in self.columns:
            return
        try:
            cleaned = self.columns[name].clean(value, None)
        except ValidationError as error:
            raise SourceError(f"{self.report.name}: {key} ({name}): {' '.join(error.messages)}") from error
        if cleaned != value:
            raise SourceError(
                f"{self.report.name}: {key} ({name}): not {_short(value)} but {_short(cleaned)} is needed"
            )

    def _write_pending(self) -> None:
        pending, self.pending = self.pending, _PendingWrites()
        rows = self.model._default_manager
        rows.bulk_create(pending.added, batch_size=BATCH_SIZE)
        if pending.changed_fields:
            rows.bulk_update(pending.changed, sorted(pending.changed_fields), batch_size=BATCH_SIZE)
        for name, table in self.links.items():
            table.replace([(obj, keys) for obj, link, keys in pending.links if link == name])
        LoadedRow.objects.bulk_create(pending.new_entries, batch_size=BATCH_SIZE)
        LoadedRow.objects.bulk_update(pending.changed_entries, ["values", "loaded_at"], batch_size=BATCH_SIZE)

    def _remove(self, obj: Model, entry: LoadedRow) -> None:
        if self._is_edited(obj, entry):
            self.report.add_difference(f"{obj} is no longer in the source, but edited here")
        elif dependents := self._tables_of_dependents(obj):
            self.report.add_difference(f"{obj} is no longer in the source, but has rows here: {', '.join(dependents)}")
        else:
            name = str(obj)
            try:
                obj.delete()
            except ProtectedError as error:
                users = ", ".join(sorted({f"{row._meta.verbose_name} {row}" for row in error.protected_objects})[:5])
                raise SourceError(
                    f"{self.report.name}: {name} is no longer in the source, but is still needed by: {users}"
                ) from error
            self.report.removed += 1

    def _is_edited(self, obj: Model, entry: LoadedRow) -> bool:
        """Return whether staff has changed the row, also in a field that the source does not have."""
        # `name` is an alias of `name_fi` and its like.
        aliases = {name for name in self.columns if f"{name}_{settings.LANGUAGE_CODE}" in self.columns}
        columns = {f.attname for f in self.model._meta.concrete_fields if not f.primary_key}
        names = {*(columns - self.set_once - aliases), *entry.values}
        return any(not _same(self._current_value(obj, name), self._loaded_value(entry, name)) for name in names)

    def _tables_of_dependents(self, obj: Model) -> list[str]:
        """Return the names of the tables with rows that would be deleted along: added or edited by staff."""
        # A row with the same primary key, such as a boundary, is a part of this one.
        relations = [r for r in self.model._meta.related_objects if r.on_delete is CASCADE and not r.field.primary_key]
        return [
            str(relation.related_model._meta.verbose_name_plural)
            for relation in relations
            if relation.related_model._default_manager.filter(**{relation.field.name: obj.pk}).exists()
        ]

    def _read_existing(self) -> dict[str, Model]:
        existing: dict[str, Model] = {}
        # Of several rows with the same key, such as the history of an area, the one in force counts, else the oldest.
        rows = self.model._default_manager.order_by("pk")
        for obj in sorted(rows, key=lambda obj: getattr(obj, "valid_to", None) is not None):
            existing.setdefault("|".join(str(_as_json(getattr(obj, name))) for name in self.key), obj)
        return existing

    def _build(self, row: SourceRow) -> Model:
        return self.model(**{name: value for name, value in row.items() if name not in self.links})

    def _current_value(self, obj: Model, name: str) -> Any:
        return self.links[name].of(obj) if name in self.links else _as_json(getattr(obj, name))

    def _loaded_value(self, entry: LoadedRow, name: str) -> Any:
        """Return what was loaded; for a field that was not loaded then, what a new row has there."""
        if name in entry.values:
            return entry.values[name]
        if name in self.links:
            return []
        return _as_json(self.model._meta.get_field(name.removesuffix("_id")).get_default())


def _as_json(value: Any) -> Any:
    """Return the value as JSON holds it, so that what was loaded and what the table holds compare equal."""
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, list):
        return sorted(value)
    return value


def _same(first: Any, second: Any) -> bool:
    """Return whether two values mean the same; an empty text may be "" or NULL, depending on who wrote it."""
    return first == second or (first in (None, "") and second in (None, ""))


def _short(value: Any) -> str:
    return Truncator(repr(value)).chars(MAX_VALUE_LENGTH)
