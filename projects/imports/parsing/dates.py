"""Days as people write them, with how exact they are: "1.8.2020", "3/2020", "2020", "7/2023–12/2024", 43831."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.imports.errors import CellError
from projects.models import Project

from .vocabulary import is_blank

DAY, MONTH, YEAR = Project.Precision.DAY, Project.Precision.MONTH, Project.Precision.YEAR
FIRST_YEAR, LAST_YEAR = 1990, 2060  # LEADER began in 1991
_EXCEL_EPOCH = date(1899, 12, 30)

_FORMS = [
    (DAY, re.compile(r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})")),
    (DAY, re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})")),
    (DAY, re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?:[T ][0-9:.+Z-]*)?")),
    (DAY, re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")),
    (MONTH, re.compile(r"(?P<m>[0-9]{1,2})\s?[/.]\s?(?P<y>[0-9]{4})")),
    (MONTH, re.compile(r"(?P<y>[0-9]{4})-(?P<m>0[1-9]|1[0-2])")),
    (YEAR, re.compile(r"(?P<y>[0-9]{4})")),
]
_SERIAL = re.compile(r"([3-5][0-9]{4})(?:\.0)?")  # Excel's count of days, 1982–2064
_TWO_DIGITS = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2}")
_DASH = re.compile(r"\s*[-–—−]\s*")
_PART = re.compile(r"(?:(?P<d>[0-9]{1,2})\.)?(?P<m>[0-9]{1,2})[./]?")  # "31.7." or "7" of "31.7.-2.8.2020"


class Day(NamedTuple):
    """A day and how exact it is; a month or a year stands for its first day, or as an end for its last."""

    day: date
    precision: str = DAY


class Span(NamedTuple):
    """A start and an end, each a Day or None."""

    starts: Day | None
    ends: Day | None


@lru_cache(maxsize=8192)  # a file has the same days again and again
def read_day(cell: str, is_end: bool = False) -> Day | None:
    """Return the Day of a cell, None when it does not state one.

    cell: also an ISO date or Excel's count of days. is_end: take the last day of a month or a year. Raises
    CellError for what is no day, a year of two digits, or a year outside FIRST_YEAR–LAST_YEAR.
    """
    text = cell.strip()
    if is_blank(text):
        return None
    for precision, form in _FORMS:
        if match := form.fullmatch(text):
            return _day(precision, match.groupdict(), is_end, text)
    if match := _SERIAL.fullmatch(text):
        return Day(_EXCEL_EPOCH + timedelta(days=int(match[1])))
    if _TWO_DIGITS.fullmatch(text):
        raise CellError(_("“%(cell)s” does not show the century; write the year in four digits.") % {"cell": text})
    raise CellError(_("“%(cell)s” is not a day, month or year.") % {"cell": text[:60]})


@lru_cache(maxsize=8192)
def read_span(cell: str) -> Span:
    """Return the Span of a cell: "1.9.2015 – 28.2.2019", "7/2023–12/2024", "31.7.-2.8.2020", "- 30.08.2025", "2020".

    A single month or year lasts from its first to its last day; a single day is a start. Raises CellError as read_day
    does.
    """
    text = " ".join(cell.split())
    if is_blank(text):
        return Span(None, None)
    try:
        start = read_day(text)
    except CellError:
        return _two_ends(text)
    is_month_or_year = start is not None and start.precision != DAY
    return Span(start, read_day(text, is_end=True) if is_month_or_year else None)


def _two_ends(text: str) -> Span:
    dashes = list(_DASH.finditer(text))
    # ISO days hold hyphens too: try every dash until both sides are days.
    for dash in sorted(dashes, key=lambda found: len(found[0]), reverse=True):
        before, after = text[: dash.start()], text[dash.end() :]
        try:
            ends = read_day(after, is_end=True) if after else None
            starts = _start(before, ends) if before else None
        except CellError:
            continue
        if starts or ends:
            return Span(starts, ends)
    raise CellError(_("“%(cell)s” is not a period of time.") % {"cell": text[:60]})


def _start(text: str, ends: Day | None) -> Day | None:
    """Return the Day of a start that may leave its year to the end: "31.7." before "2.8.2020"."""
    match = _PART.fullmatch(text)
    if not (match and ends and ends.precision != YEAR):
        return read_day(text)
    precision = DAY if match["d"] else MONTH
    return _day(precision, {**match.groupdict(), "y": str(ends.day.year)}, False, text)


def _day(precision: str, parts: dict[str, str | None], is_end: bool, text: str) -> Day:
    year = int(parts["y"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(_("“%(cell)s” has a year that cannot be meant.") % {"cell": text})
    month = int(parts.get("m") or (12 if is_end else 1))
    try:
        last = calendar.monthrange(year, month)[1]
        return Day(date(year, month, int(parts.get("d") or (last if is_end else 1))), precision)
    except ValueError:  # includes calendar's error for a month that does not exist
        raise CellError(_("“%(cell)s” is a day that does not exist.") % {"cell": text}) from None
