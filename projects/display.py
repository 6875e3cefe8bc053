"""How a project is put in words: when it runs, in what state it is, what its record counts as."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .models import Project
from .search.facets import RECORD_NAMES, STATE_NAMES, UNKNOWN_NAMES
from .search.index.features import FUNDED, UNKNOWN, record_of


def project_dates(project: Project) -> str:
    """Return the time of a project as exactly as its source states it ("2019–2021", "1.8.2020 – 31.12.2021"), or ""."""
    starts = _day(project.starts, project.starts_precision)
    ends = _day(project.ends, project.ends_precision)
    if starts and ends:
        if starts == ends:
            return starts
        return f"{starts}–{ends}" if len(starts) == len(ends) == 4 else f"{starts} – {ends}"
    if starts:
        return _("start %(day)s") % {"day": starts}
    return _("end %(day)s") % {"day": ends} if ends else ""


def _day(day: date | None, precision: str) -> str:
    if day is None or precision == Project.Precision.YEAR:
        return f"{day.year:04}" if day else ""
    return f"{day.month}/{day.year}" if precision == Project.Precision.MONTH else date_format(day, "SHORT_DATE_FORMAT")


def state_of(project: Project, today: date) -> str:
    """Return "planned", "running", "ended" or "unknown" on a day: computed, as the index does for its facet."""
    if project.ends and project.ends < today:
        return "ended"
    if project.starts and project.starts > today:
        return "planned"
    return "running" if project.ends else UNKNOWN


def state_name(project: Project, today: date) -> str | Promise:
    """Return the state on a day in words."""
    return STATE_NAMES.get(state_of(project, today), UNKNOWN_NAMES["state"])


def caveat(project: Project) -> str | Promise:
    """Return what a record is that is not counted as a funded project; "" for one that is."""
    record = record_of(project.kind, project.decision)
    return "" if record == FUNDED else RECORD_NAMES[record]
