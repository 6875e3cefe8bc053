"""What a row states compared with what is known of its project.

What is not stated changes nothing. What staff has edited stays. The project's own source may replace what it stated
before; another copy in the same file and another source only add what is missing.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

from projects.imports.resolve.resolve import ResolvedRow
from projects.models import Project
from text.normalise import match_key

from .aggregate import ProjectAggregate
from .changes import Change, Changes, FieldName, FundingField

_DEFAULTS = {"applicant_kind": Project.ApplicantKind.UNKNOWN, "decision": Project.Decision.UNKNOWN}
_COARSENESS: dict[str, int] = {Project.Precision.DAY: 0, Project.Precision.MONTH: 1, Project.Precision.YEAR: 2}
# Where two rows of one project may differ without anybody being wrong: words of another language, addresses of pages.
_DIFFER_FREELY = {
    *("keywords", "measure", "source_state", "source_url", "source_date", "summary_fi", "summary_sv", "summary_en"),
    *("programme", "applicant_kind", "applicant_municipality", "region"),
}


class MergePolicy(Enum):
    """How much a row may change: REPLACE what its source has stated, or only add, as a COPY or as ANOTHER_SOURCE."""

    REPLACE = auto()
    COPY = auto()
    ANOTHER_SOURCE = auto()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a row would change.

    guarded_by: the name under which Project.edited_fields notes that staff has edited it. fills_gap: nothing was known.
    """

    field: FieldName
    before: Any
    after: Any
    guarded_by: str
    fills_gap: bool = False


@dataclass(slots=True)
class Difference:
    """What a row would change: `changes`; and what it says otherwise but may not change: `protected` by edits of staff,
    `differing` from a copy or another source.
    """

    edited_fields: frozenset[str]
    changes: Changes = field(default_factory=dict)
    protected: Changes = field(default_factory=dict)
    differing: Changes = field(default_factory=dict)

    def classify(self, change: FieldChange, policy: MergePolicy) -> None:
        """Put a change where it belongs."""
        values = Change(change.before, change.after)
        if change.guarded_by in self.edited_fields:
            if change.field != "is_published":  # hidden by staff on purpose: not worth reporting at each import
                self.protected[change.field] = values
        elif policy is MergePolicy.REPLACE or change.fills_gap:
            self.changes[change.field] = values
        elif change.field not in _DIFFER_FREELY:
            self.differing[change.field] = values

    def new_values(self) -> dict[FieldName, Any]:
        """Return {field: value} that the changes lead to."""
        return {name: change.after for name, change in self.changes.items()}


def compare(existing: ProjectAggregate, row: ResolvedRow, policy: MergePolicy) -> Difference:
    """Return what a row would change of a project; changes nothing."""
    difference = Difference(frozenset(existing.project.edited_fields))
    _compare_columns(existing, row, policy, difference)
    _compare_places(existing, row, policy, difference)
    if row.partners and set(row.partners) != set(existing.partners):
        change = FieldChange("partners", existing.partners, row.partners, "partners", fills_gap=not existing.partners)
        difference.classify(change, policy)
    _compare_money(existing, row, policy, difference)
    if not existing.project.is_published and policy is not MergePolicy.ANOTHER_SOURCE:
        difference.classify(FieldChange("is_published", False, True, "is_published"), MergePolicy.REPLACE)
    return difference


def _compare_columns(existing: ProjectAggregate, row: ResolvedRow, policy: MergePolicy, difference: Difference) -> None:
    for name, value in row.columns.items():
        before = existing.value(name)
        if name in ("starts", "ends"):
            _compare_day(name, existing.project, row, policy, difference)
        elif before == value or name.endswith("_precision") or (name == "region" and existing.places):
            continue
        else:
            fills_gap = before in ("", None) or before == _DEFAULTS.get(name)
            difference.classify(FieldChange(name, before, value, name, fills_gap), policy)


def _compare_day(name: str, project: Project, row: ResolvedRow, policy: MergePolicy, difference: Difference) -> None:
    before, after = getattr(project, name), row.columns[name]
    precision_name = f"{name}_precision"
    precision, precision_before = row.columns[precision_name], getattr(project, precision_name)
    if before and _is_same_day(before, precision_before, after, precision):
        return
    # Of two copies of an end the later one is the newer: projects are extended, not shortened.
    if policy is MergePolicy.COPY and name == "ends" and before:
        if after <= before:
            return
        policy = MergePolicy.REPLACE
    guarded_by = precision_name if precision_name in difference.edited_fields else name
    difference.classify(FieldChange(name, before, after, guarded_by, fills_gap=before is None), policy)
    if name in difference.changes and precision != precision_before:
        difference.changes[precision_name] = Change(precision_before, precision)


def _is_same_day(before: date, precision_before: str, after: date, precision: str) -> bool:
    """Return whether two dates say the same: a day apart is a time zone, a year alone includes its days."""
    if _COARSENESS[precision] < _COARSENESS[precision_before]:
        return False
    if precision == Project.Precision.YEAR:
        return before.year == after.year
    if precision == Project.Precision.MONTH:
        return (before.year, before.month) == (after.year, after.month)
    return abs((before - after).days) <= 1


def _compare_places(existing: ProjectAggregate, row: ResolvedRow, policy: MergePolicy, difference: Difference) -> None:
    if not row.places:
        return
    region = existing.project.region_id
    if region and policy is MergePolicy.REPLACE and "region" not in row.columns:  # it stood for municipalities
        difference.classify(FieldChange("region", region, None, "region"), policy)
    if row.places == existing.places:
        return
    if policy is not MergePolicy.COPY:
        change = FieldChange("places", existing.places, row.places, "places", fills_gap=not existing.places)
        difference.classify(change, policy)
    elif set(row.places) - set(existing.places):
        all_places = existing.places | {code: row.places[code] for code in row.places if code not in existing.places}
        difference.classify(FieldChange("places", existing.places, all_places, "places", fills_gap=True), policy)


def _compare_money(existing: ProjectAggregate, row: ResolvedRow, policy: MergePolicy, difference: Difference) -> None:
    for (stage, year), sums in row.money.items():
        is_any_new = False
        for column, value in sums.items():
            name = FundingField(stage, year, column)
            before = existing.value(name)
            if column == "is_approximate":
                before = bool(before)
                # It goes only with a sum: where one copy says "about", the exact one of the same sum does not undo it.
                if not (is_any_new or (value and policy is MergePolicy.REPLACE)):
                    continue
            if before == value:
                continue
            fills_gap = before is None or is_any_new
            difference.classify(FieldChange(name, before, value, "fundings", fills_gap), policy)
            is_any_new = is_any_new or name in difference.changes


def is_another_project(existing: ProjectAggregate, row: ResolvedRow) -> bool:
    """Return whether a row of the same number or id is about something else: both title and applicant differ."""
    project, columns = existing.project, row.columns
    titles = [(getattr(project, name), columns[name]) for name in columns if name.startswith("title_")]
    comparable = [pair for pair in titles if all(pair)]
    applicant = columns.get("applicant")
    return bool(
        comparable
        and all(match_key(ours) != match_key(theirs) for ours, theirs in comparable)
        and applicant
        and project.applicant
        and match_key(applicant) != match_key(project.applicant)
    )
