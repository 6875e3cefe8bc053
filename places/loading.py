"""Writing official rows into tables that staff edits too: a three-way comparison, field by field.

For each row three values meet: what the source says now, what a loader wrote last time (LoadedRow) and what the table
holds. A field that staff has not touched follows the source; a field that staff has edited stays, and the report
says where the two differ. A row that staff has deleted is not brought back.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .errors import SourceError
from .models import LoadedRow

LARGEST_LOSS = 0.1  # share of the loaded rows that one run may remove without being asked twice
BATCH = 500  # rows a statement; SQLite allows 32,766 parameters


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


def load_rows(model, rows, key, once=(), force=False):
    """Bring `model` into line with `rows` and return a Report.

    rows: list of dicts, field or attribute name ("region_id") → value; many-to-many fields take a list of primary
    keys. key: names of the fields that identify a row. once: fields written with a new row and never again, such as
    a lasting address word. Raises SourceError when more than a tenth of the rows loaded before would go and `force`
    is not set. Runs inside the caller's transaction.
    """
    loading = _Loading(model, key, once, rows)
    for row in rows:
        loading.take(row)
    loading.remove_the_rest(force)
    loading.write()
    return loading.report


class _Loading:
    """One run over one table."""

    def __init__(self, model, key, once, rows):
        self.model, self.key, self.once = model, key, once
        self.label = model._meta.label
        self.report = Report(str(model._meta.verbose_name_plural))
        self.many = {f.name for f in model._meta.many_to_many if rows and f.name in rows[0]}
        self.present = {self._key_of(obj): obj for obj in model._default_manager.all()}
        self.ledger = {row.key: row for row in LoadedRow.objects.filter(model=self.label)}
        self.links = self._read_links()
        self.seen, self.new, self.touched, self.new_entries, self.changed_entries = set(), [], [], [], []
        self.touched_fields, self.new_links = set(), []

    def take(self, row):
        """Compare one row of the source with the table and the ledger."""
        values = {name: _plain(value) for name, value in row.items() if name not in self.once}
        key = "|".join(str(values[name]) for name in self.key)
        self.seen.add(key)
        self.report.total += 1
        obj, entry = self.present.get(key), self.ledger.get(key)
        if obj is None and entry is not None:
            self.report.differences.append(f"{self.report.name}: {key} was deleted here and is not loaded again")
        elif obj is None:
            self._add(row)
        else:
            self._compare(obj, entry, row, values)
        self._remember(key, entry, values)

    def remove_the_rest(self, force):
        """Remove what the source no longer has, except what staff has edited."""
        gone = [key for key in self.ledger if key not in self.seen]
        going = [key for key in gone if key in self.present]
        if going and len(going) > LARGEST_LOSS * len(self.ledger) and not force:
            raise SourceError(
                f"{self.report.name}: {len(going)} of {len(self.ledger)} rows are missing from the source; "
                "use --force if that is meant"
            )
        for key in going:
            obj, entry = self.present[key], self.ledger[key]
            if any(self._value(obj, name) != was for name, was in entry.values.items()):
                self.report.differences.append(f"{self.report.name}: {obj} is no longer in the source, but edited here")
                continue
            obj.delete()
            self.report.removed += 1
        LoadedRow.objects.filter(pk__in=[self.ledger[key].pk for key in gone]).delete()

    def write(self):
        """Write what was gathered, in few statements."""
        self.model._default_manager.bulk_create([obj for obj, _links in self.new], batch_size=BATCH)
        if self.touched and self.touched_fields:
            self.model._default_manager.bulk_update(self.touched, sorted(self.touched_fields), batch_size=BATCH)
        for name in self.many:
            rows = [(obj, pks) for obj, links in [*self.new, *self.new_links] if (pks := links.get(name)) is not None]
            self._write_links(name, rows)
        LoadedRow.objects.bulk_create(self.new_entries, batch_size=BATCH)
        LoadedRow.objects.bulk_update(self.changed_entries, ["values"], batch_size=BATCH)

    def _add(self, row):
        links = {name: value for name, value in row.items() if name in self.many}
        self.new.append((self.model(**{name: value for name, value in row.items() if name not in links}), links))
        self.report.added += 1

    def _compare(self, obj, entry, row, values):
        changed = False
        for name, new in values.items():
            now = self._value(obj, name)
            if now == new:
                continue
            if entry is None or entry.values.get(name, new) != now:
                self.report.differences.append(f"{obj} ({name}): here {now!r}, in the source {new!r}")
                continue
            changed = True
            if name in self.many:
                self.new_links.append((obj, {name: row[name]}))
            else:
                setattr(obj, name, row[name])
                self.touched_fields.add(self.model._meta.get_field(name.removesuffix("_id")).name)
        if changed:
            self.touched.append(obj)
            self.report.changed += 1

    def _remember(self, key, entry, values):
        if entry is None:
            self.new_entries.append(LoadedRow(model=self.label, key=key, values=values))
        elif entry.values != values:
            entry.values = values
            self.changed_entries.append(entry)

    def _key_of(self, obj):
        return "|".join(str(_plain(getattr(obj, name))) for name in self.key)

    def _value(self, obj, name):
        return self.links[name].get(obj.pk, []) if name in self.many else _plain(getattr(obj, name))

    def _read_links(self):
        links = {}
        for name in self.many:
            links[name] = defaultdict(list)
            for owner, other in self._through(name).objects.values_list(*self._link_columns(name)).order_by("pk"):
                links[name][owner].append(other)
            links[name] = {owner: sorted(others) for owner, others in links[name].items()}
        return links

    def _write_links(self, name, rows):
        owner, other = self._link_columns(name)
        through = self._through(name)
        through.objects.filter(
            **{f"{owner}__in": [obj.pk for obj, _pks in rows if obj.pk in self.links[name]]}
        ).delete()
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
