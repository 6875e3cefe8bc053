"""The result of an import in numbers and examples; as large for a hundred rows as for a million."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.models import ImportRow

from .change_text import ChangeFormatter, field_label
from .merge.changes import Changes
from .source_files.rows import Where

MAX_EXAMPLES = 20  # rows of each outcome
MAX_DISTINCT_WARNINGS = 200
Outcome = ImportRow.Outcome
# In the order in which a person wants to know.
OUTCOMES = [Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.COPY, Outcome.CONFLICT, Outcome.REJECTED, Outcome.GONE]
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


def layout_label(name: str) -> str:
    """Return the name for people of a kind of file, by the name of its layout."""
    return str(_LAYOUTS.get(name, name))


@dataclass(frozen=True)
class Example:
    """One row to look at. where: None when the file has no row about the project. notes: reasons and warnings."""

    where: Where | None
    title: str
    notes: tuple[str, ...] = ()
    changes: Changes = field(default_factory=dict)


@dataclass
class ImportReport:
    """What an import did or, as a dry run, would do.

    counts: rows by outcome. fields: changed fields by their name for people. examples: the first few rows of each
    outcome. run: pk of the ImportRun, None for a dry run. published_before: projects of the source that were published
    before. is_too_much_gone: a real import needs to be forced.
    """

    is_dry_run: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=lambda: {outcome: [] for outcome in OUTCOMES})
    warnings: Counter[str] = field(default_factory=Counter)
    run: int | None = None
    published_before: int = 0
    is_too_much_gone: bool = False

    def add(self, outcome: str, example: Example) -> None:
        """Count one row and keep it as an example while there are few."""
        self.counts[outcome] += 1
        for name in dict.fromkeys(map(field_label, example.changes)):
            self.fields[name] += 1
        if len(self.examples[outcome]) < MAX_EXAMPLES and outcome != Outcome.SAME:
            self.examples[outcome].append(example)
        for note in example.notes if outcome != Outcome.REJECTED else ():
            self.warn(note)

    def add_deferred_change(self, example: Example, is_only_change: bool) -> None:
        """Note a change that a row makes once all rows are in. is_only_change: the row was counted as unchanged."""
        self.add(Outcome.CHANGED, example)
        self.counts[Outcome.SAME if is_only_change else Outcome.CHANGED] -= 1

    def warn(self, text: str) -> None:
        """Count something that a person should know; of warnings that are all different only the first ones stay."""
        if text in self.warnings or len(self.warnings) < MAX_DISTINCT_WARNINGS:
            self.warnings[text] += 1

    @property
    def rows(self) -> int:
        """Return the number of rows of the file."""
        return sum(count for outcome, count in self.counts.items() if outcome != Outcome.GONE)

    def lines(self) -> Iterator[str]:
        """Yield the report as lines of text."""
        yield _("Nothing was saved: this was a dry run.") if self.is_dry_run else _("Saved.")
        for outcome in OUTCOMES:
            if self.counts[outcome] or outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME):
                yield f"{outcome.label}: {self.counts[outcome]}"
        if self.fields:
            names = ", ".join(f"{name} {count}" for name, count in self.fields.most_common())
            yield _("Changed fields: %(names)s.") % {"names": names}
        yield from self._example_lines()
        for warning, count in self.warnings.most_common(MAX_EXAMPLES):
            yield f"  {count} × {warning}"
        if self.counts[Outcome.GONE]:
            if self.is_too_much_gone and self.is_dry_run:
                yield _("More than a tenth of the source would go: loading will need --force.")
            yield _(
                "Projects that are no longer in the source are hidden, not deleted; they come back when it has them."
            )
        yield _("An empty cell has erased nothing: what a file does not state stayed as it was.")
        if self.run:
            yield _("This can be undone: manage.py import_projects --undo %(run)d") % {"run": self.run}

    def _example_lines(self) -> Iterator[str]:
        formatter = ChangeFormatter()
        for outcome in (Outcome.CHANGED, Outcome.CONFLICT, Outcome.COPY, Outcome.REJECTED, Outcome.GONE):
            for example in self.examples[outcome]:
                texts = [*formatter.sentences(example.changes), *example.notes] if outcome != Outcome.GONE else []
                place = f", {example.where.describe()}" if example.where else ""
                title = f"{example.title}." if example.title else ""
                yield "  " + _joined([f"{outcome.label}{place}:", title, *texts])
            more = self.counts[outcome] - len(self.examples[outcome])
            if more > 0:
                yield "  " + ngettext("… and %(count)d more", "… and %(count)d more", more) % {"count": more}


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))
