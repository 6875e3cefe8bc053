"""One table in one run of a loader: a three-way comparison, field by field.

For each row three values meet: what the source says now, what a loader wrote last time (LoadedRow) and what the table
holds. A field that staff has not touched follows the source; a field that staff has edited stays, and the report
says where the two differ. A row that staff has deleted is not brought back.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import CASCADE, ProtectedError
from django.utils import timezone
from django.utils.text import Truncator

from .errors import SourceError
from .models import LoadedRow

BATCH = 500  # rows a statement; SQLite allows 32,766 parameters
LONGEST_VALUE = 80  # characters of a value in a message


@dataclass
class Report:
    """What one run did to one table: counts, and a sentence per difference between staff's edit and the source."""

    name: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    total: int = 0
    differences: list[str] = field(default_factory=list)

    def __str__(self):
        return f"{self.name}: {self.total} read, {self.added} new, {self.changed} changed, {self.removed} removed"


class LoadedTable:
    """The rows of one model, what was loaded into them before, and what a run does to them."""

    def __init__(self, model, key, once):
        """key, once: see Loader.load()."""
        self.model, self.key, self.once = model, key, once
        self.label = model._meta.label
        self.report = Report(str(model._meta.verbose_name_plural))
        self.many = {f.name for f in model._meta.many_to_many}
        # Relations are left to the database: asking for each of them would take a statement a row.
        self.columns = {f.name: f for f in model._meta.concrete_fields if not f.remote_field}
        self.present = self._read_present()
        self.ledger = {row.key: row for row in LoadedRow.objects.filter(model=self.label).order_by("pk")}
        self.links = {}
        self.seen = set()
        self._forget_what_is_written()

    def take(self, rows):
        """Compare rows of the source with the table and the ledger, and write what differs, in few statements."""
        for row in rows:
            self._take(row)
        self._write()

    def going(self):
        """Return the keys of the rows that the source had and has no more, the last one first."""
        return [key for key in reversed(self.ledger) if key not in self.seen and key in self.present]

    def remove_the_rest(self):
        """Remove what the source no longer has, except what staff has edited."""
        for key in self.going():
            self._remove(self.present[key], self.ledger[key])
        gone = [entry.pk for key, entry in self.ledger.items() if key not in self.seen]
        LoadedRow.objects.filter(pk__in=gone).delete()

    def _take(self, row):
        values = {name: _plain(value) for name, value in row.items() if name not in self.once}
        key = "|".join(str(values[name]) for name in self.key)
        if key in self.seen:
            raise SourceError(f"{self.report.name}: {key} stands twice in the source")
        self.seen.add(key)
        self.report.total += 1
        obj, entry = self.present.get(key), self.ledger.get(key)
        if obj is None and entry is not None:
            self._tell(f"{self._built(row)} was deleted here and is not loaded again")
        elif obj is None:
            self._add(key, row)
        else:
            self._compare(obj, entry, key, row, values)
        if entry is None:
            self.new_entries.append(LoadedRow(model=self.label, key=key, values=values))
        elif entry.values != values:
            entry.values, entry.loaded_at = values, timezone.now()
            self.changed_entries.append(entry)

    def _add(self, key, row):
        for name in row:
            self._check(key, name, row[name])
        self.new.append((self._built(row), {name: row[name] for name in row if name in self.many}))
        self.report.added += 1

    def _compare(self, obj, entry, key, row, values):
        changed = False
        for name, new in values.items():
            now = self._value(obj, name)
            if _same(now, new):
                continue
            if entry is None or not _same(now, self._was(entry, name)):
                self._tell(f"{obj} ({name}): here {_short(now)}, in the source {_short(new)}")
                continue
            changed = True
            self._check(key, name, row[name])
            if name in self.many:
                self.new_links.append((obj, {name: row[name]}))
            else:
                setattr(obj, name, row[name])
                self.touched_fields.add(self.model._meta.get_field(name.removesuffix("_id")).name)
        if changed:
            self.touched.append(obj)
            self.report.changed += 1

    def _check(self, key, name, value):
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

    def _write(self):
        rows = self.model._default_manager
        rows.bulk_create([obj for obj, _links in self.new], batch_size=BATCH)
        if self.touched_fields:
            rows.bulk_update(self.touched, sorted(self.touched_fields), batch_size=BATCH)
        for name in self.many:
            self._write_links(name, [(o, links[name]) for o, links in [*self.new, *self.new_links] if name in links])
        LoadedRow.objects.bulk_create(self.new_entries, batch_size=BATCH)
        LoadedRow.objects.bulk_update(self.changed_entries, ["values", "loaded_at"], batch_size=BATCH)
        self._forget_what_is_written()

    def _forget_what_is_written(self):
        self.new, self.new_links, self.new_entries = [], [], []
        self.touched, self.touched_fields, self.changed_entries = [], set(), []

    def _remove(self, obj, entry):
        if self._is_edited(obj, entry):
            self._tell(f"{obj} is no longer in the source, but edited here")
        elif added := self._rows_of(obj):
            self._tell(f"{obj} is no longer in the source, but has rows here: {', '.join(added)}")
        else:
            name = str(obj)
            try:
                obj.delete()
            except ProtectedError as error:
                users = ", ".join(sorted({f"{one._meta.verbose_name} {one}" for one in error.protected_objects})[:5])
                raise SourceError(
                    f"{self.report.name}: {name} is no longer in the source, but is still needed by: {users}"
                ) from error
            self.report.removed += 1

    def _is_edited(self, obj, entry):
        """Tell whether staff has changed the row, also in a field that the source says nothing about."""
        shown = {name for name in self.columns if f"{name}_{settings.LANGUAGE_CODE}" in self.columns}
        own = {f.attname for f in self.model._meta.concrete_fields if not f.primary_key} - {*self.once, *shown}
        return any(not _same(self._value(obj, name), self._was(entry, name)) for name in {*own, *entry.values})

    def _rows_of(self, obj):
        """Return the names of the tables with rows that would go along with this one: added or edited by staff."""
        # A row with the same primary key, such as a boundary, is a part of this one.
        relations = [r for r in self.model._meta.related_objects if r.on_delete is CASCADE and not r.field.primary_key]
        return [
            str(relation.related_model._meta.verbose_name_plural)
            for relation in relations
            if relation.related_model._default_manager.filter(**{relation.field.name: obj.pk}).exists()
        ]

    def _read_present(self):
        present = {}
        # Of several rows with the same key, such as the history of an area, the one in force counts, else the oldest.
        rows = self.model._default_manager.order_by("pk")
        for obj in sorted(rows, key=lambda obj: getattr(obj, "valid_to", None) is not None):
            present.setdefault("|".join(str(_plain(getattr(obj, name))) for name in self.key), obj)
        return present

    def _built(self, row):
        return self.model(**{name: value for name, value in row.items() if name not in self.many})

    def _tell(self, difference):
        self.report.differences.append(f"{self.report.name}: {difference}")

    def _value(self, obj, name):
        return self._read_links(name).get(obj.pk, []) if name in self.many else _plain(getattr(obj, name))

    def _was(self, entry, name):
        """Return what was loaded; for a field that was not loaded then, what a new row has there."""
        if name in entry.values:
            return entry.values[name]
        return [] if name in self.many else _plain(self.model._meta.get_field(name.removesuffix("_id")).get_default())

    def _read_links(self, name):
        if name not in self.links:
            found = defaultdict(list)
            for owner, other in self._through(name).objects.values_list(*self._link_columns(name)):
                found[owner].append(other)
            self.links[name] = {owner: sorted(others) for owner, others in found.items()}
        return self.links[name]

    def _write_links(self, name, rows):
        owner, other = self._link_columns(name)
        through = self._through(name)
        through.objects.filter(**{f"{owner}__in": [obj.pk for obj, _pks in rows]}).delete()
        links = [through(**{owner: obj.pk, other: pk}) for obj, pks in rows for pk in pks]
        through.objects.bulk_create(links, batch_size=BATCH)

    def _through(self, name):
        return getattr(self.model, name).through

    def _link_columns(self, name):
        relation = self.model._meta.get_field(name)
        return relation.m2m_column_name(), relation.m2m_reverse_name()


def _plain(value):
    """Return the value as JSON keeps it, so that what was loaded and what the table holds compare equal."""
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, list):
        return sorted(value)
    return value


def _same(one, other):
    """Tell whether two values mean the same; an empty text may be "" or NULL, depending on who wrote it."""
    return one == other or (one in (None, "") and other in (None, ""))


def _short(value):
    return Truncator(repr(value)).chars(LONGEST_VALUE)
