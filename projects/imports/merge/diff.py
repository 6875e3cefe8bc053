"""What a row tells compared with what is known of its project, and the two made one.

What is not told changes nothing. What staff has edited stays. The project's own source may replace what it told
before; another copy in the same file and another source only add what is missing.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from django.utils import timezone

from projects.imports.source_files.rows import Where
from projects.models import Funding, Project
from projects.services import set_headline_funding, title_key
from text.normalise import match_key

_FIELDS = {field.name: field for field in Project._meta.concrete_fields}
_ATTNAMES = {name: field.attname for name, field in _FIELDS.items()}
_DEFAULTS = {"applicant_kind": Project.ApplicantKind.UNKNOWN, "decision": Project.Decision.UNKNOWN}
_COARSENESS = {Project.Precision.DAY: 0, Project.Precision.MONTH: 1, Project.Precision.YEAR: 2}
# Where two rows of one project may differ without anybody being wrong: words of another language, addresses of pages.
_DIFFER_FREELY = {
    *("keywords", "measure", "source_state", "source_url", "source_date", "summary_fi", "summary_sv", "summary_en"),
    *("programme", "applicant_kind", "applicant_municipality", "region"),
}


class MergePolicy(Enum):
    """How much a row may change: REPLACE what its source has told, or only add, as a COPY or as ANOTHER_SOURCE."""

    REPLACE = auto()
    COPY = auto()
    ANOTHER_SOURCE = auto()


@dataclass(slots=True)
class ExistingProject:
    """A project with what belongs to it. A new one is not in the database yet.

    places: {municipality's code: name_in_source}. fundings: {(stage, financial year or None): Funding}. The sets and
    flags tell what has to be written. is_seen: a row of this file has told of it
    already; where: the first that did, if near.
    """

    project: Project
    places: dict[str, str] = field(default_factory=dict)
    partners: list[int] = field(default_factory=list)
    fundings: dict[tuple[str, int | None], Funding] = field(default_factory=dict)
    is_new: bool = False
    is_seen: bool = False
    where: Where | None = None
    changed: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Difference:
    """What a row would change: `changes` {name: (before, after)}; what it says otherwise but may not change: `kept` by
    staff's edits, `differing` from a copy or another source.

    Names are fields of Project, "places", "partners" and "money.<stage>.<year or nothing>.<column of Funding>".
    """

    changes: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)
    differing: dict = field(default_factory=dict)


def compare(known, told, manner):
    """Return the Difference between a Known project and what a row tells (told.Told). Changes nothing."""
    found = Difference()
    for name, value in told.columns.items():
        before = getattr(known.project, _ATTNAMES[name])
        if name in ("starts", "ends"):
            _compare_day(known.project, name, told, manner, found)
        elif before == value or name.endswith("_precision") or (name == "region" and known.places):
            continue
        else:
            is_empty = before in ("", None) or before == _DEFAULTS.get(name)
            _classify(found, known.project, name, name, before, value, manner, is_empty)
    if told.places and manner is MergePolicy.REPLACE and known.project.region_id and "region" not in told.columns:
        _classify(found, known.project, "region", "region", known.project.region_id, None, manner, False)
    _compare_places(known, told, manner, found)
    if told.partners and set(told.partners) != set(known.partners):
        is_empty = not known.partners
        _classify(found, known.project, "partners", "partners", known.partners, told.partners, manner, is_empty)
    _compare_money(known, told, manner, found)
    if not known.project.is_published and manner is not MergePolicy.ANOTHER_SOURCE:
        _classify(found, known.project, "is_published", "is_published", False, True, MergePolicy.REPLACE, False)
    return found


def _classify(found, project, name, edited_as, before, after, manner, is_empty):
    """Put one difference where it belongs. edited_as: the name under which an edit by staff is noted."""
    if edited_as in project.edited_fields:
        if name != "is_published":  # hidden by staff on purpose: not worth telling at each load
            found.kept[name] = (before, after)
    elif manner is MergePolicy.REPLACE or is_empty:
        found.changes[name] = (before, after)
    elif name not in _DIFFER_FREELY:
        found.differing[name] = (before, after)


def _compare_day(project, name, told, manner, found):
    before, after = getattr(project, name), told.columns[name]
    precision = told.columns[f"{name}_precision"]
    precision_before = getattr(project, f"{name}_precision")
    if before and _is_same_day(before, precision_before, after, precision):
        return
    # Of two copies of an end the later one is the newer: projects are extended, not shortened.
    is_copied_end = manner is MergePolicy.COPY and name == "ends" and before
    is_extended = is_copied_end and after > before
    if is_copied_end and not is_extended:
        return
    edited_as = next((one for one in (name, f"{name}_precision") if one in project.edited_fields), name)
    way = MergePolicy.REPLACE if is_extended else manner
    _classify(found, project, name, edited_as, before, after, way, before is None)
    if name in found.changes and precision != precision_before:
        found.changes[f"{name}_precision"] = (precision_before, precision)


def _is_same_day(before, precision_before, after, precision):
    """Tell whether two dates say the same: a day apart is a time zone, a year alone includes its days."""
    if _COARSENESS[precision] < _COARSENESS[precision_before]:
        return False
    if precision == Project.Precision.YEAR:
        return before.year == after.year
    if precision == Project.Precision.MONTH:
        return (before.year, before.month) == (after.year, after.month)
    return abs((before - after).days) <= 1


def _compare_places(known, told, manner, found):
    if not told.places or told.places == known.places:
        return
    if manner is MergePolicy.COPY:
        more = {code: word for code, word in told.places.items() if code not in known.places}
        if more:
            _classify(found, known.project, "places", "places", known.places, known.places | more, manner, True)
    else:
        is_empty = not known.places
        _classify(found, known.project, "places", "places", known.places, told.places, manner, is_empty)


def _compare_money(known, told, manner, found):
    for (stage, year), sums in told.money.items():
        funding = known.fundings.get((stage, year))
        is_any_new = False
        for column, value in sums.items():
            before = getattr(funding, column) if funding else None
            if before == value:
                continue
            name = f"money.{stage}.{year or ''}.{column}"
            if column == "is_approximate":
                before = bool(before)
                # It goes only with a sum: where one copy says "about", the exact one of the same sum does not undo it.
                if before == value or not (is_any_new or (value and manner is MergePolicy.REPLACE)):
                    continue
            _classify(found, known.project, name, "fundings", before, value, manner, before is None or is_any_new)
            is_any_new = is_any_new or name in found.changes


def ends_before_it_starts(known, difference):
    """Tell whether the project would end before it starts if the changes were made."""
    starts, ends = (
        difference.changes[name][1] if name in difference.changes else getattr(known.project, name)
        for name in ("starts", "ends")
    )
    return bool(starts and ends and ends < starts)


def is_another_project(known, told):
    """Tell whether a row of the same number or id is about something else: both title and applicant differ."""
    project, columns = known.project, told.columns
    titles = [(getattr(project, name), columns[name]) for name in columns if name.startswith("title_")]
    shared = [pair for pair in titles if all(pair)]
    applicant = columns.get("applicant")
    return bool(
        shared
        and all(match_key(ours) != match_key(theirs) for ours, theirs in shared)
        and applicant
        and project.applicant
        and match_key(applicant) != match_key(project.applicant)
    )


def apply(known, values, now=None):
    """Give a Known project new values and bring into line what is computed from them; writes nothing.

    values: {name: value} with the names of Difference. now: of the change.
    """
    project = known.project
    for name, value in values.items():
        if name == "places":
            known.places = dict(value)
        elif name == "partners":
            known.partners = list(value)
        elif name.startswith("money."):
            _set_money(known, name, value)
        else:
            setattr(project, _ATTNAMES[name], value)
        known.changed.add(name.split(".")[0] if "." in name or name in ("places", "partners") else "columns")
    if "money" in known.changed:
        set_headline_funding(project, known.fundings.values())
    if any(name.startswith("title_") for name in values):
        project.title_key = title_key(project)
    if values:
        project.changed_at = now or timezone.now()


def _set_money(known, name, value):
    _money, stage, year, column = name.split(".")
    place = (stage, int(year) if year else None)
    if place not in known.fundings:
        known.fundings[place] = Funding(stage=stage, financial_year=place[1])
    setattr(known.fundings[place], column, value)


def is_empty_funding(funding):
    """Tell whether a Funding tells no sum at all, so that it is not worth a row."""
    return all(getattr(funding, column) is None for column in Funding.MONEY)


def stored(changes):
    """Return {name: (before, after)} as JSON can hold it."""
    return {name: [_storable(before), _storable(after)] for name, (before, after) in changes.items()}


def restored(name, value):
    """Return the value of a name as stored() has written it in its own type."""
    if value is None or name in ("places", "partners"):
        return value
    if name.startswith("money."):
        return Funding._meta.get_field(name.rsplit(".", 1)[1]).to_python(value)
    return _FIELDS[name].to_python(value)


def _storable(value):
    return str(value) if isinstance(value, (date, Decimal)) else value
