"""A row of a file → a ParsedRow: each column's cell read for its field, then what only the whole row shows."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from projects.exports.escaping import unguard_formula
from projects.imports.errors import CellError
from projects.imports.rejects import are_rejected_rows
from projects.imports.source_files.headers import Header, is_contact
from projects.imports.source_files.rows import Cell, SourceRow
from projects.models import Project

from .amounts import Money, read_money
from .applicants import applicant_of
from .field_parsers import RowInProgress, parser_of
from .parsed_row import ParsedRow, RowHints
from .row_rules import apply_row_rules
from .text import damage_in, is_damaged, looks_like_contact, storable, without_contacts
from .vocabulary import code_of

# A function, a reference to a cell or a number after the sign; "=Laavu" is text.
_FORMULA = re.compile(r"=[-+(\s]*(?:[A-ZÅÄÖa-zåäö.]+[0-9]*\(|(?:'[^']*'|\w+)!|\$?[A-Z]{1,3}\$?[0-9]|[0-9])")
# Excel's errors in English, Finnish and Swedish; those for "no value" are blank cells.
_FAILED = re.compile(
    r"#(?:REF|VALUE|NAME|NUM|NULL|DIV/0|SPILL|CALC|VIITTAUS|ARVO|NIMI|LUKU|TYHJÄ|JAKO/0|REFERENS|VÄRDEFEL|NAMN|OGILTIGT"
    r"|SKÄRNING|DIVISION/0)[!?]"
)


_REMEMBERED_SUMS = 5_000


class RowParser:
    """Makes a ParsedRow of each row of a table."""

    def __init__(
        self, header: Header, decimal: str | None, is_single_byte: bool = False, private: frozenset[int] = frozenset()
    ) -> None:
        """decimal: the file's decimal sign or None.

        is_single_byte: the file is cp1252, so letters that it does not define were read as latin-1. private: indexes of
        columns that are never kept.
        """
        self.layout = header.layout
        self.names = header.names
        self.decimal, self.is_single_byte, self.private = decimal, is_single_byte, private
        self.is_guarded = self.layout.is_guarded or are_rejected_rows(self.names)  # by us, on the way out
        # Of two columns for one field the surer heading is read first and stays.
        columns = sorted(header.columns, key=lambda column: column.priority)
        self.parsers = [(column, parser_of(column.field)) for column in columns]
        used = {column.position for column in columns}
        self.unused = [index for index in range(len(self.names)) if index not in used and index not in private]
        self.summaries = [column.position for column in columns if column.field.startswith("summary")]
        self._sums: dict[Cell, Money] = {}  # the same sums come again and again

    def parse(self, source: SourceRow, headings: RowHints | None = None) -> ParsedRow:
        """Return the ParsedRow of a row. headings: what headings above the row say."""
        cells = source.cells + [""] * (len(self.names) - len(source.cells))
        if self.is_guarded:
            cells = [unguard_formula(cell) if isinstance(cell, str) else cell for cell in cells]
        raw, is_odd = self._raw(cells)
        row = ParsedRow(source.line, raw, kind=self.layout.kind, decision=self.layout.decision)
        if source.problem:
            row.problems.append(source.problem)
            return row
        if is_odd:
            self._note_damage(row, cells)
        hints = replace(headings, sums={}) if headings else RowHints()
        failed = self._parse_cells(source, cells, RowInProgress(row, hints, self._read_money))
        if self._is_of_person(row, hints):
            reason = _("About a natural person or a sole trader: not published, nothing of the row is kept.")
            return ParsedRow(source.line, {}, is_person=True, problems=[reason])
        apply_row_rules(row, hints, self.layout)
        self.layout.finish(row, hints)
        if not row.titles and "title" not in failed:
            row.problems.append(_("The title is missing."))
        return row

    def refuse(self, source: SourceRow, problem: str) -> ParsedRow:
        """Return a row that is no project, with the reason; its cells are kept as they were read, and nothing else."""
        return ParsedRow(source.line, self.parse(source).raw, problems=[problem])

    def _parse_cells(self, source: SourceRow, cells: list[Cell], row: RowInProgress) -> set[str]:
        """Read the cells into the row; return the fields that could not be read, titles of all languages as "title"."""
        failed = set()
        for column, parse_cell in self.parsers:
            cell = cells[column.position]
            if cell == "":
                continue
            is_formula = column.position in source.formulas
            try:
                if isinstance(cell, str) and cell[0] in "=#":
                    self._refuse_unfilled(cell, is_formula)
                parse_cell(row, cell, column)
            except CellError as error:
                row.parsed.problems.append(f"{column.header}: {error}")
                failed.add(column.field.partition("_")[0])
            else:
                if is_formula and column.field.startswith("title"):
                    row.warn(column, _("“%(cell)s” is what a formula gives.") % {"cell": str(cell)[:60]})
        return failed

    def _read_money(self, cell: Cell) -> Money:
        if cell not in self._sums:
            if len(self._sums) > _REMEMBERED_SUMS:
                self._sums.clear()
            self._sums[cell] = read_money(cell, self.decimal)
        return self._sums[cell]

    def _refuse_unfilled(self, cell: str, is_formula: bool) -> None:
        """Raise CellError for a formula in the place of its value, and for what stands where one has failed."""
        if (is_formula and cell[0] == "=") or (not self.layout.is_guarded and _FORMULA.match(cell)):
            raise CellError(_("“%(cell)s” is a formula; save the value instead.") % {"cell": cell[:60]})
        if _FAILED.fullmatch(cell.strip()):
            raise CellError(_("“%(cell)s” stands where a formula has failed.") % {"cell": cell[:60]})

    def _raw(self, cells: list[Cell]) -> tuple[dict[str, str], bool]:
        """Return {header: cell} of a row, and whether letters in it are damaged.

        Personal data is left out and what a database cannot hold replaced.
        """
        texts = [str(cell) for cell in cells]
        for index in self.private:
            texts[index] = ""
        for index in self.summaries:
            texts[index] = without_contacts(texts[index])
        for index in self.unused:
            if "@" in texts[index] and looks_like_contact(texts[index]):
                texts[index] = ""
        is_odd = is_damaged("\n".join(texts))
        if is_odd:
            texts = [storable(text) for text in texts]
        raw = dict(zip(self.names, texts, strict=False))
        for index in self.private:
            del raw[self.names[index]]
        return raw, is_odd

    def _note_damage(self, row: ParsedRow, cells: list[Cell]) -> None:
        for column, _parse_cell in self.parsers:
            for kind in sorted(damage_in(str(cells[column.position]))):
                is_problem = kind not in ("lost sign", "undefined") or (kind == "undefined" and not self.is_single_byte)
                (row.problems if is_problem else row.warnings).append(f"{column.header}: {_damage(kind)}")

    def _is_of_person(self, row: ParsedRow, hints: RowHints) -> bool:
        if hints.person_name or hints.is_person:
            return True
        applicant = applicant_of(row.applicant, hints.applicant_kind, self.layout.is_cautious)
        if code := code_of(hints.applicant_kind, Project.ApplicantKind):
            row.applicant_kind = code
            return False
        row.applicant_kind = applicant.kind
        return applicant.is_person


def _damage(kind: str) -> str:
    return {
        "nul": _("the cell holds NUL bytes."),
        "undecoded": _("the cell holds bytes that are not of the file's encoding."),
        "undefined": _("the cell holds signs that cp1252 does not define; they were read as latin-1."),
        "mojibake": _("the letters of the cell are damaged, as in “Ã¤” for “ä”; save the file again as UTF-8."),
        "lost sign": _("the cell has “¿”, perhaps where a quotation mark or a dash was."),
    }[kind]


def private_columns(header: Header, sample: Iterable[SourceRow]) -> frozenset[int]:
    """Return the indexes of columns that are never kept: by their heading, or as most of their cells show contacts.

    sample: some rows below the header.
    """
    used = {column.position for column in header.columns}
    rows = list(sample)
    private = set()
    for index, name in enumerate(header.names):
        if index in used:
            continue
        cells = [str(row.cells[index]) for row in rows if len(row.cells) > index and str(row.cells[index]).strip()]
        if is_contact(name) or (cells and sum(map(looks_like_contact, cells)) * 2 > len(cells)):
            private.add(index)
    return frozenset(private)
