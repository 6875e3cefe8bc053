"""One row → one Draft: each column's cell read for its field, then what only the whole row shows."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from places.names import fold

from ..formulas import unguarded
from ..models import FundingStage, Project
from .applicants import applicant_of
from .dates import read_day, read_span
from .draft import Draft
from .errors import CellError
from .fields import LISTS, MONEY, PLAIN, is_money
from .headers import Header, is_contact
from .money import read_money
from .names import MOST, split_names
from .rejected import are_rejected_rows
from .texts import clean_line, clean_text, damage_in, is_damaged, looks_like_contact, storable, without_contacts
from .words import code_of, decision_of, is_blank, is_refused, language_of, period_of, yes_or_no

LONGEST = {"title": 300, "number": 40, "source_key": 300, "source_url": 1000}  # as the columns of Project hold
_MEASURE_AND_NUMBER = re.compile(r"(\D*\S)\s+[-–—]\s+([A-Z]?[0-9]{3,})")  # "Kehittämishanke - 268124"
_NUMBER = re.compile(r"(?=.*[0-9])[\w./:-]+(?: [\w./:-]+)*")
_EXCEL_GUARD = re.compile(r'="([^"]*)"')  # how some programs keep the zeros of ="005"
# A function, a reference to a cell or a number after the sign; "=Laavu" is text.
_FORMULA = re.compile(r"=[-+(\s]*(?:[A-ZÅÄÖa-zåäö.]+[0-9]*\(|(?:'[^']*'|\w+)!|\$?[A-Z]{1,3}\$?[0-9]|[0-9])")
# Excel's errors in English, Finnish and Swedish; those for "no value" are blank cells.
_FAILED = re.compile(
    r"#(?:REF|VALUE|NAME|NUM|NULL|DIV/0|SPILL|CALC|VIITTAUS|ARVO|NIMI|LUKU|TYHJÄ|JAKO/0|REFERENS|VÄRDEFEL|NAMN|OGILTIGT"
    r"|SKÄRNING|DIVISION/0)[!?]"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MUNICIPALITY_CODE = re.compile(r"[0-9]{1,3}")


@dataclass
class Drafter:
    """Makes Drafts of rows. header: of importing.headers; decimal: the file's decimal sign or None.

    is_single_byte: the file is cp1252, so letters that it does not define were read as latin-1. private: indexes of
    columns that are never kept.
    """

    header: Header
    decimal: str | None
    is_single_byte: bool = False
    private: frozenset = frozenset()

    def __post_init__(self):
        self.layout = self.header.layout
        self.names = self.header.names
        self.is_guarded = self.layout.is_guarded or are_rejected_rows(self.names)  # by us, on the way out
        # Of two columns for one field the surer heading is read first and stays.
        columns = sorted(self.header.columns, key=lambda column: column.turn)
        self.readers = [(column, _READERS.get(column.field) or _reader(column.field)) for column in columns]
        used = {column.at for column in columns}
        self.unused = [index for index in range(len(self.names)) if index not in used and index not in self.private]
        self.texts = [column.at for column in columns if column.field.startswith("summary")]
        self.sums: dict = {}  # what a cell was read as; the same sums come again and again

    def draft(self, row, told=()):
        """Return the Draft of a row. told: {field: value} that headings above the row tell."""
        cells = row.cells + [""] * (len(self.names) - len(row.cells))
        if self.is_guarded:
            cells = [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]
        raw, is_odd = self._raw(cells)
        draft = Draft(row.line, raw, kind=self.layout.kind, decision=self.layout.decision)
        told = dict(told)
        if row.problem:
            draft.problems.append(row.problem)
            return draft
        if is_odd:
            self._note_damage(draft, cells)
        failed = set()
        for column, read in self.readers:
            cell = cells[column.at]
            if cell == "":
                continue
            try:
                if isinstance(cell, str) and cell[0] in "=#":
                    self._refuse_unfilled(cell, column.at in row.formulas)
                read(self, draft, told, cell, column)
            except CellError as error:
                draft.problems.append(f"{column.header}: {error}")
                failed.add(column.field.partition("_")[0])
            else:
                if column.at in row.formulas and column.field.startswith("title"):
                    _remark(draft, column, _("“%(cell)s” is what a formula gives.") % {"cell": str(cell)[:60]})
        if self._is_of_person(draft, told):
            reason = _("About a natural person or a sole trader: not published, nothing of the row is kept.")
            return Draft(row.line, {}, is_person=True, problems=[reason])
        _settle(draft, told, self.layout)
        self.layout.finish(draft, told)
        if not draft.titles and "title" not in failed:
            draft.problems.append(_("The title is missing."))
        return draft

    def _refuse_unfilled(self, cell, is_formula):
        """Raise CellError for a formula in the place of its value, and for what stands where one has failed."""
        if (is_formula and cell[0] == "=") or (not self.layout.is_guarded and _FORMULA.match(cell)):
            raise CellError(_("“%(cell)s” is a formula; save the value instead.") % {"cell": cell[:60]})
        if _FAILED.fullmatch(cell.strip()):
            raise CellError(_("“%(cell)s” stands where a formula has failed.") % {"cell": cell[:60]})

    def _raw(self, cells):
        """Return {header: cell} of a row, and whether letters in it are damaged.

        Personal data is left out and what a database cannot hold replaced.
        """
        kept = [cell if isinstance(cell, str) else str(cell) for cell in cells]
        for index in self.private:
            kept[index] = ""
        for index in self.texts:
            kept[index] = without_contacts(kept[index])
        for index in self.unused:
            if "@" in kept[index] and looks_like_contact(kept[index]):
                kept[index] = ""
        is_odd = is_damaged("\n".join(kept))
        if is_odd:
            kept = [storable(cell) for cell in kept]
        raw = dict(zip(self.names, kept, strict=False))
        for index in self.private:
            del raw[self.names[index]]
        return raw, is_odd

    def _note_damage(self, draft, cells):
        for column, _read in self.readers:
            for kind in sorted(damage_in(str(cells[column.at]))):
                is_problem = kind not in ("lost sign", "undefined") or (kind == "undefined" and not self.is_single_byte)
                (draft.problems if is_problem else draft.remarks).append(f"{column.header}: {_damage(kind)}")

    def _is_of_person(self, draft, told):
        if told.get("person_name") or told.get("is_person"):
            return True
        applicant = applicant_of(draft.applicant, told.get("applicant_kind", ""), self.layout.is_cautious)
        if code := code_of(told.get("applicant_kind", ""), Project.ApplicantKind):
            draft.applicant_kind = code
            return False
        draft.applicant_kind = applicant.kind
        return applicant.is_person


def _damage(kind):
    return {
        "nul": _("the cell holds NUL bytes."),
        "undecoded": _("the cell holds bytes that are not of the file's encoding."),
        "undefined": _("the cell holds signs that cp1252 does not define; they were read as latin-1."),
        "mojibake": _("the letters of the cell are damaged, as in “Ã¤” for “ä”; save the file anew as UTF-8."),
        "lost sign": _("the cell has “¿”, perhaps where a quotation mark or a dash was."),
    }[kind]


def _remark(draft, column, text):
    draft.remarks.append(f"{column.header}: {text}")


# How a cell becomes part of a Draft; `told` takes what other columns are needed for.


def _read_plain(drafter, draft, told, cell, column):
    if getattr(draft, _ATTRIBUTES.get(column.field, column.field)):
        return
    text = drafter_text(drafter, cell)
    if is_blank(text):
        return
    most = PLAIN[column.field]
    if len(text) > most:
        if column.field == "applicant":
            raise CellError(_("the cell is longer than %(limit)s characters.") % {"limit": most})
        _remark(draft, column, _("cut to %(limit)s characters.") % {"limit": most})
        text = text[:most]
    if column.field in _CODE_LENGTHS and text.isdecimal():
        text = text.zfill(_CODE_LENGTHS[column.field])
    setattr(draft, _ATTRIBUTES.get(column.field, column.field), text)


_ATTRIBUTES = {"group": "group_name", "region": "region_name"}
_CODE_LENGTHS = {"region": 2, "applicant_place": 3}  # digits; Excel eats the zeros of "005"


def drafter_text(drafter, cell):
    """Return a cell as one clean line, freed from what guards it against a spreadsheet program."""
    text = cell if isinstance(cell, str) else str(cell)
    if text.startswith('="') and (guard := _EXCEL_GUARD.fullmatch(text)):
        text = guard[1]
    return clean_line(text)


def _read_title(drafter, draft, told, cell, column):
    text = drafter_text(drafter, cell)
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
        _remark(draft, column, _("the data of contact persons was left out."))
    if not is_blank(text):
        _keep_text(draft.summaries, "summary", told, text, column)


def _keep_text(texts, name, told, text, column):
    _base, _mark, language = column.field.partition("_")
    if language:
        texts.setdefault(language, text)
    else:
        told.setdefault(name, (text, column.language))


def _read_number(drafter, draft, told, cell, column):
    text = re.sub(r"\.0$", "", drafter_text(drafter, cell))
    if is_blank(text):
        return
    if match := _MEASURE_AND_NUMBER.fullmatch(text):
        draft.measure, text = draft.measure or match[1][: PLAIN["measure"]], match[2]
    attribute = column.field
    if len(text) > LONGEST["number"] or not _NUMBER.fullmatch(text):
        raise CellError(_("“%(cell)s” is not a project number.") % {"cell": text[:60]})
    setattr(draft, attribute, getattr(draft, attribute) or text)


def _read_source_key(drafter, draft, told, cell, column):
    text = drafter_text(drafter, cell)
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
    text = drafter_text(drafter, cell)
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
    text = drafter_text(drafter, cell)
    if is_blank(text):
        return
    if not _YEAR.fullmatch(text):
        raise CellError(_("“%(cell)s” is not a year.") % {"cell": text[:60]})
    told["year"] = text


def _read_financial_year(drafter, draft, told, cell, column):
    years = _YEAR.findall(drafter_text(drafter, cell))
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
    text = drafter_text(drafter, cell)
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
    text = drafter_text(drafter, cell)
    if is_blank(text):
        return
    if is_refused(text):
        told["is_refused"] = True
    elif decision := code_of(text, Project.Decision) or decision_of(text):
        draft.decision = decision
    else:
        _remark(draft, column, _("“%(cell)s” was not understood.") % {"cell": text[:60]})


def _read_state(drafter, draft, told, cell, column):
    _read_plain(drafter, draft, told, cell, column)
    if is_refused(draft.source_state):
        told["is_refused"] = True


def _read_yes_or_no(drafter, draft, told, cell, column):
    text = drafter_text(drafter, cell)
    if is_blank(text):
        return
    answer = yes_or_no(text)
    if answer is None:
        _remark(draft, column, _("“%(cell)s” was not understood.") % {"cell": text[:60]})
    elif column.field == "approximate":
        draft.is_money_approximate = answer
    else:
        told[column.field] = answer


def _read_url(drafter, draft, told, cell, column):
    text = drafter_text(drafter, cell)
    if is_blank(text) or draft.source_url:
        return
    try:
        is_address = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        is_address = False
    if is_address and len(text) <= LONGEST["source_url"] and " " not in text:
        draft.source_url = text
    else:
        _remark(draft, column, _("“%(cell)s” is not a web address.") % {"cell": text[:60]})


def _read_source_date(drafter, draft, told, cell, column):
    day = read_day(drafter_text(drafter, cell))
    draft.source_date = day.day if day else None


def _read_told(drafter, draft, told, cell, column):
    text = drafter_text(drafter, cell)
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


def _reader(field):
    if is_money(field):
        return _read_money
    if field in LISTS:
        return _read_names
    if field.startswith("title"):
        return _read_title
    if field.startswith("summary"):
        return _read_summary
    return _read_plain


# What only the whole row shows.


def _settle(draft, told, layout):
    _settle_texts(draft, told)
    _settle_days(draft, told)
    _settle_money(draft, told, layout)
    draft.measure = draft.measure or told.get("section", "")
    draft.period = draft.period or period_of(draft.programme)
    if told.get("is_theme") and not draft.kind:
        draft.kind = Project.Kind.THEME
    if told.get("is_leader") is False:
        draft.problems.append(_("Not a Leader project."))
    if told.get("is_refused"):
        draft.problems.append(_("The application was turned down or withdrawn: there is no project."))
    if draft.parent_number and draft.parent_number == draft.number:
        draft.problems.append(_("The project is told to be its own theme project."))


def _settle_texts(draft, told):
    """Put title and summary under the language that they are in: what they show, else what the heading is in."""
    title, title_heading = told.get("title", ("", "fi"))
    summary, summary_heading = told.get("summary", ("", "fi"))
    of_summary = language_of(summary) if summary else ""
    of_title = (language_of(title) or of_summary) if title else ""
    for texts, text, guess, heading in (
        (draft.titles, title, of_title, title_heading),
        (draft.summaries, summary, of_summary, summary_heading),
    ):
        if text:
            texts.setdefault(guess or heading, text)
    if title and of_title and of_title != title_heading:
        language = get_language_info(of_title)["name_translated"]
        draft.remarks.append(_("The language of the title was guessed: %(language)s.") % {"language": language})


def _settle_days(draft, told):
    if "year" in told and "starts" not in told:
        told["starts"] = read_day(told["year"])
        draft.remarks.append(_("Only a year is told, %(year)s; it is taken as the start.") % {"year": told["year"]})
    starts, ends = told.get("starts"), told.get("ends")
    if starts:
        draft.starts, draft.starts_precision = starts.day, told.get("starts_precision", starts.precision)
    if ends:
        draft.ends, draft.ends_precision = ends.day, told.get("ends_precision", ends.precision)
    if draft.starts and draft.ends and draft.ends < draft.starts:
        draft.problems.append(
            _("The project ends (%(ends)s) before it starts (%(starts)s).")
            % {name: date_format(getattr(draft, name), "SHORT_DATE_FORMAT") for name in ("ends", "starts")}
        )


def _settle_money(draft, told, layout):
    if told.get("sums"):
        stage = draft.money.setdefault(told.get("stage") or layout.stage, {})
        for name, eur in told["sums"].items():
            stage.setdefault(name, eur)
    currency = told.get("currency")
    if draft.money and currency and fold(currency) not in ("eur", "euro", "euroa"):
        draft.problems.append(_("The money is not in euros but “%(currency)s”.") % {"currency": currency[:20]})
    for sums in draft.money.values():
        public, total = sums.get("public_eur"), sums.get("total_eur")
        if public is not None and total is not None and public > total:
            draft.remarks.append(_("The public funding is more than the total cost."))
        if public == 0:
            draft.remarks.append(_("The file tells 0 € of public funding; leave the cell empty when it is not known."))


def private_columns(header, sample):
    """Return the indexes of columns that are never kept: by their heading, or as most of their cells show contacts.

    header: of importing.headers. sample: some rows below it.
    """
    used = {column.at for column in header.columns}
    private = set()
    for index, name in enumerate(header.names):
        if index in used:
            continue
        cells = [str(row.cells[index]) for row in sample if len(row.cells) > index and str(row.cells[index]).strip()]
        if is_contact(name) or (cells and sum(map(looks_like_contact, cells)) * 2 > len(cells)):
            private.add(index)
    return frozenset(private)
