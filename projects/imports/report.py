"""What came of a file, in numbers and examples; as large for a hundred rows as for a million."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.models import LeaderGroup
from places.models import Municipality, Region
from projects.models import Funding, FundingStage, ImportRow, Programme, Project, Theme

from .merge.diff import restored
from .source_files.rows import Where

EXAMPLES = 20  # rows of each outcome
_DISTINCT_REMARKS = 200
Outcome = ImportRow.Outcome
# In the order in which a person wants to know.
OUTCOMES = [Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.COPY, Outcome.CONFLICT, Outcome.REJECTED, Outcome.GONE]


@dataclass(frozen=True)
class Example:
    """One row for the eye. where: of the row, None when no row tells of the project. notes: reasons and remarks.

    changes: {name: (before, after)} as of changes.Difference.
    """

    where: Where | None
    title: str
    notes: tuple[str, ...] = ()
    changes: dict = field(default_factory=dict)


class Report:
    """What a load did or, as a dry run, would do.

    counts: Counter of rows by outcome. fields: Counter of changed fields by their name for people. examples:
    {outcome: [Example]}, the first few. remarks: Counter of remarks. run: pk of the ImportRun, None for a dry run.
    known_before: published projects of the source before. is_too_much_gone: a real load needs to be forced.
    """

    def __init__(self, is_dry_run=False):
        self.is_dry_run = is_dry_run
        self.counts = Counter()
        self.fields = Counter()
        self.examples = {outcome: [] for outcome in OUTCOMES}
        self.remarks = Counter()
        self.run = None
        self.known_before = 0
        self.is_too_much_gone = False

    def add(self, outcome, where, title, notes=(), changes=None):
        """Count one row and keep it as an example while there are few."""
        self.counts[outcome] += 1
        for name in {field_label(name) for name in changes or ()}:
            self.fields[name] += 1
        if len(self.examples[outcome]) < EXAMPLES and outcome != Outcome.SAME:
            self.examples[outcome].append(Example(where, title, tuple(notes), changes or {}))
        for note in notes if outcome != Outcome.REJECTED else ():
            self.remark(note)

    def change_later(self, where, title, changes, was_same):
        """Note a change that a row makes only once all rows are in. was_same: the row was counted as unchanged."""
        self.add(Outcome.CHANGED, where, title, (), changes)
        self.counts[Outcome.SAME if was_same else Outcome.CHANGED] -= 1

    def remark(self, text):
        """Count something that a person should know; of remarks that are all different only the first ones stay."""
        if text in self.remarks or len(self.remarks) < _DISTINCT_REMARKS:
            self.remarks[text] += 1

    @property
    def rows(self):
        """Return the number of rows of the file."""
        return sum(count for outcome, count in self.counts.items() if outcome != Outcome.GONE)

    def lines(self):
        """Yield the report as lines of text."""
        yield _("Nothing was saved: this was a dry run.") if self.is_dry_run else _("Saved.")
        for outcome in OUTCOMES:
            if self.counts[outcome] or outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME):
                yield f"{outcome.label}: {self.counts[outcome]}"
        if self.fields:
            named = ", ".join(f"{name} {count}" for name, count in self.fields.most_common())
            yield _("Changed fields: %(names)s.") % {"names": named}
        shown = Shown()
        for outcome in (Outcome.CHANGED, Outcome.CONFLICT, Outcome.COPY, Outcome.REJECTED, Outcome.GONE):
            for example in self.examples[outcome]:
                told = [shown.change(name, *values) for name, values in example.changes.items()]
                text = " ".join([*told, *example.notes]) if outcome != Outcome.GONE else ""
                place = f", {example.where.words()}" if example.where else ""
                title = f"{example.title}." if example.title else ""
                yield "  " + " ".join(filter(None, [f"{outcome.label}{place}:", title, text]))
            more = self.counts[outcome] - len(self.examples[outcome])
            if more > 0:
                yield "  " + ngettext("… and %(count)d more", "… and %(count)d more", more) % {"count": more}
        for remark, count in self.remarks.most_common(EXAMPLES):
            yield f"  {count} × {remark}"
        if self.counts[Outcome.GONE]:
            if self.is_too_much_gone and self.is_dry_run:
                yield _("More than a tenth of the source would go: loading will need --force.")
            yield _(
                "Projects that are no longer in the source are hidden, not deleted; they come back when it has them."
            )
        yield _("An empty cell has erased nothing: what a file does not tell stays as it was.")
        if self.run:
            yield _("This can be undone: manage.py import_projects --undo %(run)d") % {"run": self.run}


_LAYOUTS = {
    "register": gettext_lazy("register of the rural network"),
    "group_table": gettext_lazy("table of a Leader group"),
    "cap": gettext_lazy("beneficiaries of the common agricultural policy"),
    "kohesio": gettext_lazy("Kohesio"),
    "operations": gettext_lazy("list of operations"),
    "360giving": gettext_lazy("360Giving"),
    "own": gettext_lazy("this portal's own export"),
    "mapping": gettext_lazy("by a mapping file"),
}


def layout_label(name):
    """Return the name for people of a kind of file, by the name of its layout."""
    return _LAYOUTS.get(name, name)


class Shown:
    """Shows changes to people: names instead of ids. Each table of names is read at most once."""

    _tables = {
        "group": LeaderGroup,
        "parent": Project,
        "theme": Theme,
        "programme": Programme,
        "region": Region,
        "applicant_municipality": Municipality,
        "places": Municipality,
        "partners": LeaderGroup,
    }

    def __init__(self):
        self._names = {}

    def change(self, name, before, after):
        """Return "Ends: 31.12.2023 → 30.6.2024." for a change of changes.Difference or ImportRow.changes."""
        return "{field}: {ours} → {theirs}.".format(**self.pair(name, before, after))

    def pair(self, name, ours, theirs):
        """Return a field and two values of it in words as a dict: field, ours, theirs."""
        return {
            "field": capfirst(field_label(name)),
            "ours": self.value(name, ours),
            "theirs": self.value(name, theirs),
        }

    def value(self, name, value):
        """Return a value of the field `name` in words."""
        if value in (None, "", [], {}):
            return _("empty")
        if name in ("places", "partners"):
            return ", ".join(self._name(name, pk) for pk in value)
        if name in self._tables:
            return self._name(name, value)
        if name in ("is_published", "is_approximate") or isinstance(value, bool):
            return _("yes") if value else _("no")
        choices = dict(Project._meta.get_field(name).flatchoices) if "." not in name else {}
        value = restored(name, value)
        if isinstance(value, date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(value, Decimal):
            return f"{number_format(value, 2)} €"
        text = str(choices.get(value, value))
        return text if len(text) <= 80 else f"{text[:79]}…"

    def _name(self, name, pk):
        model = self._tables[name]
        if model is Project:  # too many to read them all
            return str(Project.objects.filter(pk=pk).first() or pk)
        if model not in self._names:
            self._names[model] = {row.pk: str(row) for row in model._default_manager.all()}
        return self._names[model].get(pk, str(pk))


def field_label(name):
    """Return the name for people of a field in the terms of changes.Difference."""
    if name == "places":
        return _("places")
    if name.startswith("money."):
        _money, stage, year, column = name.split(".")
        label = Funding._meta.get_field(column).verbose_name
        stage_label = str(FundingStage(stage).label).partition(":")[0]  # without why it is not known better
        return ", ".join(filter(None, [str(label), stage_label, year]))
    field_of_project = Project._meta.get_field(name)
    language = getattr(field_of_project, "language", None)
    label = field_of_project.translated_field.verbose_name if language else field_of_project.verbose_name
    return f"{label} ({language})" if language else str(label)
