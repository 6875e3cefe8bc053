"""One row → one Draft: each column's cell read for its field, then what only the whole row shows."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from projects.exports.escaping import unguard_formula
from projects.imports.errors import CellError
from projects.imports.rejects import are_rejected_rows
from projects.imports.source_files.headers import Header, is_contact
from projects.models import Project

from .applicants import applicant_of
from .field_parsers import reader_of, remark
from .parsed_row import ParsedRow
from .row_rules import settle
from .text import damage_in, is_damaged, looks_like_contact, storable, without_contacts
from .vocabulary import code_of

# A function, a reference to a cell or a number after the sign; "=Laavu" is text.
_FORMULA = re.compile(r"=[-+(\s]*(?:[A-ZÅÄÖa-zåäö.]+[0-9]*\(|(?:'[^']*'|\w+)!|\$?[A-Z]{1,3}\$?[0-9]|[0-9])")
# Excel's errors in English, Finnish and Swedish; those for "no value" are blank cells.
_FAILED = re.compile(
    r"#(?:REF|VALUE|NAME|NUM|NULL|DIV/0|SPILL|CALC|VIITTAUS|ARVO|NIMI|LUKU|TYHJÄ|JAKO/0|REFERENS|VÄRDEFEL|NAMN|OGILTIGT"
    r"|SKÄRNING|DIVISION/0)[!?]"
)


@dataclass
class RowParser:
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
        self.readers = [(column, reader_of(column.field)) for column in columns]
        used = {column.at for column in columns}
        self.unused = [index for index in range(len(self.names)) if index not in used and index not in self.private]
        self.texts = [column.at for column in columns if column.field.startswith("summary")]
        self.sums: dict = {}  # what a cell was read as; the same sums come again and again

    def draft(self, row, told=()):
        """Return the Draft of a row. told: {field: value} that headings above the row tell."""
        cells = row.cells + [""] * (len(self.names) - len(row.cells))
        if self.is_guarded:
            cells = [unguard_formula(cell) if isinstance(cell, str) else cell for cell in cells]
        raw, is_odd = self._raw(cells)
        draft = ParsedRow(row.line, raw, kind=self.layout.kind, decision=self.layout.decision)
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
                    remark(draft, column, _("“%(cell)s” is what a formula gives.") % {"cell": str(cell)[:60]})
        if self._is_of_person(draft, told):
            reason = _("About a natural person or a sole trader: not published, nothing of the row is kept.")
            return ParsedRow(row.line, {}, is_person=True, problems=[reason])
        settle(draft, told, self.layout)
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
