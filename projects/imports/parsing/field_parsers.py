"""How a cell becomes part of a row: a function for each kind of field."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from projects.imports.errors import CellError
from projects.imports.source_files.headers import MappedColumn
from projects.imports.source_files.rows import Cell
from projects.models import FundingStage, Project

from .amounts import Money
from .columns import LISTS, MONEY, PLAIN, is_money
from .dates import read_day, read_span
from .parsed_row import HeadedText, ParsedRow, RowHints
from .text import clean_line, clean_text, split_names, without_contacts
from .vocabulary import code_of, decision_of, is_blank, is_refused, period_of, yes_or_no

MAX_LENGTHS = {"title": 300, "number": 40, "source_key": 300, "source_url": 1000}  # as the columns of Project hold
MAX_NAMES = 60  # in one cell; more is a text that got into the wrong column
_MEASURE_AND_NUMBER = re.compile(r"(\D*\S)\s+[-–—]\s+([A-Z]?[0-9]{3,})")  # "Kehittämishanke - 268124"
_NUMBER = re.compile(r"(?=.*[0-9])[\w./:-]+(?: [\w./:-]+)*")
_EXCEL_GUARD = re.compile(r'="([^"]*)"')  # how some programs keep the zeros of ="005"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MUNICIPALITY_CODE = re.compile(r"[0-9]{1,3}")
_ATTRIBUTES = {"group": "group_name", "region": "region_name"}
_CODE_LENGTHS = {"region": 2, "applicant_place": 3}  # digits; Excel eats the zeros of "005"
_CODES = {
    "kind": Project.Kind,
    "starts_precision": Project.Precision,
    "ends_precision": Project.Precision,
    "stage": FundingStage,
}


@dataclass(slots=True)
class RowInProgress:
    """A row while its cells are read. read_money: reads a sum with the decimal sign of the file."""

    parsed: ParsedRow
    hints: RowHints
    read_money: Callable[[Cell], Money]

    def warn(self, column: MappedColumn, text: str) -> None:
        """Note something about a cell that does not hinder its row."""
        self.parsed.warnings.append(f"{column.header}: {text}")


FieldParser = Callable[[RowInProgress, Cell, MappedColumn], None]


def parser_of(field: str) -> FieldParser:
    """Return the function that reads a cell of a column for a field.

    It writes into the row, and raises CellError when the cell cannot be what it should be.
    """
    if field in _PARSERS:
        return _PARSERS[field]
    if is_money(field):
        return _parse_money
    if field in LISTS:
        return _parse_names
    if field.startswith("title"):
        return _parse_title
    if field.startswith("summary"):
        return _parse_summary
    return _parse_plain


def _parse_plain(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    attribute = _ATTRIBUTES.get(column.field, column.field)
    if getattr(row.parsed, attribute):
        return
    text = _line(cell)
    if is_blank(text):
        return
    limit = PLAIN[column.field]
    if len(text) > limit:
        if column.field == "applicant":
            raise _too_long(limit)
        row.warn(column, _("cut to %(limit)s characters.") % {"limit": limit})
        text = text[:limit]
    if column.field in _CODE_LENGTHS and text.isdecimal():
        text = text.zfill(_CODE_LENGTHS[column.field])
    setattr(row.parsed, attribute, text)


def _parse_title(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if is_blank(text):
        return
    if len(text) > MAX_LENGTHS["title"]:
        raise _too_long(MAX_LENGTHS["title"])
    if language := _language_of_field(column):
        row.parsed.titles.setdefault(language, text)
    else:
        row.hints.title = row.hints.title or HeadedText(text, column.language)


def _parse_summary(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    cleaned = clean_text(str(cell))
    text = without_contacts(cleaned)
    if text != cleaned:
        row.warn(column, _("the data of contact persons was left out."))
    if is_blank(text):
        return
    if language := _language_of_field(column):
        row.parsed.summaries.setdefault(language, text)
    else:
        row.hints.summary = row.hints.summary or HeadedText(text, column.language)


def _language_of_field(column: MappedColumn) -> str:
    """Return "sv" for title_sv, "" for a field without a language."""
    return column.field.partition("_")[2]


def _parse_number(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = re.sub(r"\.0$", "", _line(cell))
    if is_blank(text):
        return
    if match := _MEASURE_AND_NUMBER.fullmatch(text):
        row.parsed.measure, text = row.parsed.measure or match[1][: PLAIN["measure"]], match[2]
    if len(text) > MAX_LENGTHS["number"] or not _NUMBER.fullmatch(text):
        raise CellError(_("“%(cell)s” is not a project number.") % {"cell": text[:60]})
    setattr(row.parsed, column.field, getattr(row.parsed, column.field) or text)


def _parse_source_key(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if len(text) > MAX_LENGTHS["source_key"]:
        raise _too_long(MAX_LENGTHS["source_key"])
    row.parsed.source_key = row.parsed.source_key or text


def _parse_names(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    names = list(split_names(str(cell)))
    if len(names) > MAX_NAMES:
        raise CellError(_("more than %(limit)s names in one cell.") % {"limit": MAX_NAMES})
    stated = row.parsed.partner_names
    if column.field == "places":
        names = [name.zfill(3) if _MUNICIPALITY_CODE.fullmatch(name) else name for name in names]
        stated = row.parsed.place_names
    stated.extend(name for name in names if name not in stated)


def _parse_period(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if not is_blank(text):
        row.parsed.period = period_of(text) or text[:40]


def _parse_starts(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    row.hints.starts = row.hints.starts or read_day(str(cell))


def _parse_ends(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    row.hints.ends = row.hints.ends or read_day(str(cell), is_end=True)


def _parse_dates(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    span = read_span(str(cell))
    row.hints.starts = row.hints.starts or span.starts
    row.hints.ends = row.hints.ends or span.ends


def _parse_year(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if is_blank(text):
        return
    if not _YEAR.fullmatch(text):
        raise CellError(_("“%(cell)s” is not a year.") % {"cell": text[:60]})
    row.hints.year = text


def _parse_financial_year(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    years = _YEAR.findall(_line(cell))
    if not years:
        raise CellError(_("“%(cell)s” is not a year.") % {"cell": str(cell)[:60]})
    row.parsed.financial_year = int(years[-1])  # 16.10.2023–15.10.2024 is the year 2024


def _parse_money(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    money = row.read_money(cell)
    if money.eur is None:
        return
    if column.field in MONEY:
        row.hints.sums.setdefault(column.field, money.eur)
    else:
        stage, _dot, name = column.field.partition(".")
        row.parsed.money.setdefault(stage, {}).setdefault(name, money.eur)
    row.parsed.is_money_approximate |= money.is_approximate


def _parse_code(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    choices = _CODES[column.field]
    text = _line(cell)
    code = code_of(text, choices)
    if not code and not is_blank(text):
        raise CellError(
            _("“%(cell)s” is not one of: %(choices)s.") % {"cell": text[:60], "choices": " ".join(choices.values)}
        )
    if code:
        setattr(row.parsed if column.field == "kind" else row.hints, column.field, code)


def _parse_decision(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if is_blank(text):
        return
    if is_refused(text):
        row.hints.is_refused = True
    elif decision := code_of(text, Project.Decision) or decision_of(text):
        row.parsed.decision = decision
    else:
        row.warn(column, _("“%(cell)s” was not understood.") % {"cell": text[:60]})


def _parse_state(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    _parse_plain(row, cell, column)
    if is_refused(row.parsed.source_state):
        row.hints.is_refused = True


def _parse_yes_or_no(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if is_blank(text):
        return
    answer = yes_or_no(text)
    if answer is None:
        row.warn(column, _("“%(cell)s” was not understood.") % {"cell": text[:60]})
    elif column.field == "approximate":
        row.parsed.is_money_approximate = answer
    else:
        setattr(row.hints, column.field, answer)


def _parse_url(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if is_blank(text) or row.parsed.source_url:
        return
    try:
        is_address = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        is_address = False
    if is_address and len(text) <= MAX_LENGTHS["source_url"] and " " not in text:
        row.parsed.source_url = text
    else:
        row.warn(column, _("“%(cell)s” is not a web address.") % {"cell": text[:60]})


def _parse_source_date(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    day = read_day(_line(cell))
    row.parsed.source_date = day.day if day else None


def _parse_text_hint(row: RowInProgress, cell: Cell, column: MappedColumn) -> None:
    text = _line(cell)
    if not is_blank(text):
        setattr(row.hints, column.field, getattr(row.hints, column.field) or text)


_PARSERS: dict[str, FieldParser] = {
    **dict.fromkeys(["number", "parent_number"], _parse_number),
    "source_key": _parse_source_key,
    "period": _parse_period,
    "starts": _parse_starts,
    "ends": _parse_ends,
    "dates": _parse_dates,
    "year": _parse_year,
    "financial_year": _parse_financial_year,
    **dict.fromkeys(_CODES, _parse_code),
    "decision": _parse_decision,
    "source_state": _parse_state,
    **dict.fromkeys(["approximate", "is_leader", "is_theme", "is_person"], _parse_yes_or_no),
    "source_url": _parse_url,
    "source_date": _parse_source_date,
    **dict.fromkeys(["applicant_kind", "currency", "measure_code", "person_name"], _parse_text_hint),
}


def _too_long(limit: int) -> CellError:
    return CellError(_("the cell is longer than %(limit)s characters.") % {"limit": limit})


def _line(cell: Cell) -> str:
    """Return a cell as one clean line, freed from what guards it against a spreadsheet program."""
    text = str(cell)
    if text.startswith('="') and (guard := _EXCEL_GUARD.fullmatch(text)):
        text = guard[1]
    return clean_line(text)
