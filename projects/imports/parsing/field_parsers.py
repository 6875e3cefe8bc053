"""How a cell becomes part of a Draft: a function for each kind of field."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from projects.imports.errors import CellError
from projects.models import FundingStage, Project

from .amounts import read_money
from .columns import LISTS, MONEY, PLAIN, is_money
from .dates import read_day, read_span
from .split_names import MOST, split_names
from .text import clean_line, clean_text, without_contacts
from .vocabulary import code_of, decision_of, is_blank, is_refused, period_of, yes_or_no

LONGEST = {"title": 300, "number": 40, "source_key": 300, "source_url": 1000}  # as the columns of Project hold
_MEASURE_AND_NUMBER = re.compile(r"(\D*\S)\s+[-–—]\s+([A-Z]?[0-9]{3,})")  # "Kehittämishanke - 268124"
_NUMBER = re.compile(r"(?=.*[0-9])[\w./:-]+(?: [\w./:-]+)*")
_EXCEL_GUARD = re.compile(r'="([^"]*)"')  # how some programs keep the zeros of ="005"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MUNICIPALITY_CODE = re.compile(r"[0-9]{1,3}")
_ATTRIBUTES = {"group": "group_name", "region": "region_name"}
_CODE_LENGTHS = {"region": 2, "applicant_place": 3}  # digits; Excel eats the zeros of "005"


def reader_of(field):
    """Return the function that reads a cell of a column for a field: (drafter, draft, told, cell, column) → None.

    It writes into the Draft, or into `told` ({field: value}) what other columns are needed for; CellError when the cell
    can't be what it should be.
    """
    if field in _READERS:
        return _READERS[field]
    if is_money(field):
        return _read_money
    if field in LISTS:
        return _read_names
    if field.startswith("title"):
        return _read_title
    if field.startswith("summary"):
        return _read_summary
    return _read_plain


def remark(draft, column, text):
    """Note something about a cell that does not hinder its row."""
    draft.remarks.append(f"{column.header}: {text}")


def _read_plain(drafter, draft, told, cell, column):
    if getattr(draft, _ATTRIBUTES.get(column.field, column.field)):
        return
    text = _line(cell)
    if is_blank(text):
        return
    most = PLAIN[column.field]
    if len(text) > most:
        if column.field == "applicant":
            raise CellError(_("the cell is longer than %(limit)s characters.") % {"limit": most})
        remark(draft, column, _("cut to %(limit)s characters.") % {"limit": most})
        text = text[:most]
    if column.field in _CODE_LENGTHS and text.isdecimal():
        text = text.zfill(_CODE_LENGTHS[column.field])
    setattr(draft, _ATTRIBUTES.get(column.field, column.field), text)


def _read_title(drafter, draft, told, cell, column):
    text = _line(cell)
    if is_blank(text):
        return
    if len(text) > LONGEST["title"]:
        raise CellError(_("the cell is longer than %(limit)s characters.") % {"limit": LONGEST["title"]})
    _keep_text(draft.titles, "title", told, text, column)


def _read_summary(drafter, draft, told, cell, column):
    text = cell if isinstance(cell, str) else str(cell)
    cleaned = clean_text(text)
    text = without_contacts(cleaned)
    if text != cleaned:
        remark(draft, column, _("the data of contact persons was left out."))
    if not is_blank(text):
        _keep_text(draft.summaries, "summary", told, text, column)


def _keep_text(texts, name, told, text, column):
    _base, _mark, language = column.field.partition("_")
    if language:
        texts.setdefault(language, text)
    else:
        told.setdefault(name, (text, column.language))


def _read_number(drafter, draft, told, cell, column):
    text = re.sub(r"\.0$", "", _line(cell))
    if is_blank(text):
        return
    if match := _MEASURE_AND_NUMBER.fullmatch(text):
        draft.measure, text = draft.measure or match[1][: PLAIN["measure"]], match[2]
    attribute = column.field
    if len(text) > LONGEST["number"] or not _NUMBER.fullmatch(text):
        raise CellError(_("“%(cell)s” is not a project number.") % {"cell": text[:60]})
    setattr(draft, attribute, getattr(draft, attribute) or text)


def _read_source_key(drafter, draft, told, cell, column):
    text = _line(cell)
    if len(text) > LONGEST["source_key"]:
        raise CellError(_("the cell is longer than %(limit)s characters.") % {"limit": LONGEST["source_key"]})
    draft.source_key = draft.source_key or text


def _read_names(drafter, draft, told, cell, column):
    names = split_names(cell if isinstance(cell, str) else str(cell))
    if len(names) > MOST:
        raise CellError(_("more than %(limit)s names in one cell.") % {"limit": MOST})
    if column.field == "places":
        names = [name.zfill(3) if _MUNICIPALITY_CODE.fullmatch(name) else name for name in names]
        draft.place_names.extend(name for name in names if name not in draft.place_names)
    else:
        draft.partner_names.extend(name for name in names if name not in draft.partner_names)


def _read_period(drafter, draft, told, cell, column):
    text = _line(cell)
    if not is_blank(text):
        draft.period = period_of(text) or text[:40]


def _read_day(drafter, draft, told, cell, column):
    day = read_day(cell if isinstance(cell, str) else str(cell), column.field == "ends")
    if day is not None:
        told.setdefault(column.field, day)


def _read_dates(drafter, draft, told, cell, column):
    span = read_span(cell if isinstance(cell, str) else str(cell))
    for name, day in zip(("starts", "ends"), span, strict=True):
        if day is not None:
            told.setdefault(name, day)


def _read_year(drafter, draft, told, cell, column):
    text = _line(cell)
    if is_blank(text):
        return
    if not _YEAR.fullmatch(text):
        raise CellError(_("“%(cell)s” is not a year.") % {"cell": text[:60]})
    told["year"] = text


def _read_financial_year(drafter, draft, told, cell, column):
    years = _YEAR.findall(_line(cell))
    if not years:
        raise CellError(_("“%(cell)s” is not a year.") % {"cell": str(cell)[:60]})
    draft.financial_year = int(years[-1])  # 16.10.2023–15.10.2024 is the year 2024


def _read_money(drafter, draft, told, cell, column):
    if cell not in drafter.sums:
        if len(drafter.sums) > 5_000:
            drafter.sums.clear()
        drafter.sums[cell] = read_money(cell, drafter.decimal)
    money = drafter.sums[cell]
    if money.eur is None:
        return
    if column.field in MONEY:
        told.setdefault("sums", {}).setdefault(column.field, money.eur)
    else:
        stage, _dot, name = column.field.partition(".")
        draft.money.setdefault(stage, {}).setdefault(name, money.eur)
    draft.is_money_approximate |= money.is_approximate


def _read_code(drafter, draft, told, cell, column):
    choices = _CODES[column.field]
    text = _line(cell)
    code = code_of(text, choices)
    if not code and not is_blank(text):
        raise CellError(
            _("“%(cell)s” is not one of: %(choices)s.") % {"cell": text[:60], "choices": " ".join(choices.values)}
        )
    if code and column.field == "kind":
        draft.kind = code
    elif code:
        told[column.field] = code


_CODES = {
    "kind": Project.Kind,
    "starts_precision": Project.Precision,
    "ends_precision": Project.Precision,
    "stage": FundingStage,
}


def _read_decision(drafter, draft, told, cell, column):
    text = _line(cell)
    if is_blank(text):
        return
    if is_refused(text):
        told["is_refused"] = True
    elif decision := code_of(text, Project.Decision) or decision_of(text):
        draft.decision = decision
    else:
        remark(draft, column, _("“%(cell)s” was not understood.") % {"cell": text[:60]})


def _read_state(drafter, draft, told, cell, column):
    _read_plain(drafter, draft, told, cell, column)
    if is_refused(draft.source_state):
        told["is_refused"] = True


def _read_yes_or_no(drafter, draft, told, cell, column):
    text = _line(cell)
    if is_blank(text):
        return
    answer = yes_or_no(text)
    if answer is None:
        remark(draft, column, _("“%(cell)s” was not understood.") % {"cell": text[:60]})
    elif column.field == "approximate":
        draft.is_money_approximate = answer
    else:
        told[column.field] = answer


def _read_url(drafter, draft, told, cell, column):
    text = _line(cell)
    if is_blank(text) or draft.source_url:
        return
    try:
        is_address = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        is_address = False
    if is_address and len(text) <= LONGEST["source_url"] and " " not in text:
        draft.source_url = text
    else:
        remark(draft, column, _("“%(cell)s” is not a web address.") % {"cell": text[:60]})


def _read_source_date(drafter, draft, told, cell, column):
    day = read_day(_line(cell))
    draft.source_date = day.day if day else None


def _read_told(drafter, draft, told, cell, column):
    text = _line(cell)
    if not is_blank(text):
        told.setdefault(column.field, text)


_READERS = {
    "number": _read_number,
    "parent_number": _read_number,
    "source_key": _read_source_key,
    "period": _read_period,
    "starts": _read_day,
    "ends": _read_day,
    "dates": _read_dates,
    "year": _read_year,
    "financial_year": _read_financial_year,
    "kind": _read_code,
    "stage": _read_code,
    "starts_precision": _read_code,
    "ends_precision": _read_code,
    "decision": _read_decision,
    "source_state": _read_state,
    "approximate": _read_yes_or_no,
    "is_leader": _read_yes_or_no,
    "is_theme": _read_yes_or_no,
    "is_person": _read_yes_or_no,
    "source_url": _read_url,
    "source_date": _read_source_date,
    "applicant_kind": _read_told,
    "currency": _read_told,
    "measure_code": _read_told,
    "person_name": _read_told,
}


def _line(cell):
    """Return a cell as one clean line, freed from what guards it against a spreadsheet program."""
    text = cell if isinstance(cell, str) else str(cell)
    if text.startswith('="') and (guard := _EXCEL_GUARD.fullmatch(text)):
        text = guard[1]
    return clean_line(text)
