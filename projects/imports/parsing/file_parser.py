"""A file that somebody has → Drafts. Pure: nothing is looked up in the database, nothing is written.

Bytes → text (importing.decoding) or sheet (workbook) → rows → header and layout (headers, layouts) → Draft (drafting).
Two looks at the file: the first finds header, layout and decimal sign, the second streams.
"""

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.imports.errors import ImportFileError
from projects.imports.layouts import LAYOUTS
from projects.imports.layouts.mapping import missing_headings, read_mapping
from projects.imports.source_files.csv_reader import TextTable
from projects.imports.source_files.headers import Header, find_header, header_key
from projects.imports.source_files.rows import COLUMN_LIMIT
from projects.imports.source_files.xlsx_reader import SheetTable
from projects.models import ImportRow
from text.normalise import fold

from .amounts import decimal_sign
from .columns import is_money
from .parsed_row import ParsedRow
from .row_parser import RowParser, private_columns
from .text import clean_line

LONGEST_SHEET = ImportRow._meta.get_field("sheet").max_length  # Excel has 31 characters at most
LOOKED_AT = 3000  # rows that the decimal sign is decided by
_ZIP = b"PK\x03\x04"
_TOTAL = re.compile(r"(?:kaikki )?yhteensa|summa|valisumma|total|totalt|sammanlagt|grand total|sum")
_MAY_BE_TOTAL = re.compile(r"\W*(?:kaikki|yht|summa|v[äa]lisumma|total|samman|grand|sum)", re.IGNORECASE)
_YEAR_HEADING = re.compile(r"(?:(?:vuosi|vuonna|ar|year) )?((?:19|20)[0-9]{2})")
_SECTION = re.compile(
    r"(?:yleishyodylliset )?(?:kehittamishankkeet|investointihankkeet|investoinnit|yritystuet|yrityshankkeet"
    r"|teemahankkeet|koulutushankkeet|yhteistyohankkeet|kansainvaliset hankkeet|pienhankkeet|nuorisohankkeet)"
    r"|(?:allmannyttiga )?(?:utvecklingsprojekt|investeringar|investeringsprojekt|foretagsstod|foretagsprojekt"
    r"|temaprojekt|utbildningsprojekt|samarbetsprojekt|internationella projekt|smaprojekt|ungdomsprojekt)"
    r"|development projects|investments|business aid|theme projects"
)


def read_file(file, name, mapping=None):
    """Return the Reading of a file.

    file: binary, seekable, open as long as the Reading is used; its kind is told by its content. name: of the file, for
    messages. mapping: content of a mapping file (see layouts.mapping), where the headings are not known.
    Raises ImportFileError when the file as a whole cannot be read; Reading.drafts() raises it too, where the damage of
    a spreadsheet lies further down.
    """
    told = read_mapping(mapping) if mapping else None
    file.seek(0)
    table = SheetTable(file) if file.read(4) == _ZIP else TextTable(file)
    headers, left_out = _find_headers(table, [told.layout] if told else LAYOUTS, name)
    names = [name for header in headers.values() for name in header.names]
    if told and (missing := missing_headings(told.layout, names)):
        raise ImportFileError(_("The file does not have the heading “%(name)s”.") % {"name": missing[0]})
    return Reading(table, headers, left_out, told.source if told else "")


class _Part(NamedTuple):
    """A table of a file. way: how to read on, a separator or a sheet's name. sheet: what its rows say, as of Where."""

    way: str
    sheet: str
    header: Header
    drafter: RowParser


class Reading:
    """How a file is understood, and its Drafts.

    encoding: "utf-8", "utf-8-bom", "utf-16", "cp1252" or "xlsx". is_mixed: some lines are in another encoding. layout:
    name of the layout. separator: of cells, "" for a spreadsheet. decimal: sign, None when nothing tells. header_line:
    from 1. headers: headings of the file, each once; raw rows of Drafts have them as keys. unmapped: those that are not
    used. private: those of the unmapped whose cells are not kept at all. sheets: names of the sheets that are read, one
    or none for other files; left_out: those that are not. source: code that a mapping file names, or "".
    """

    def __init__(self, table, headers, left_out, source):
        """headers: {separator or name of a sheet: Header}, in order."""
        self._table = table
        self.encoding, self.is_mixed = table.encoding, table.is_mixed
        is_text = isinstance(table, TextTable)
        self.separator = next(iter(headers)) if is_text else ""
        self.sheets, self.left_out = [] if is_text else list(headers), left_out
        first = next(iter(headers.values()))
        self.layout, self.source, self.header_line = first.layout.name, source, first.line
        self.headers = list(dict.fromkeys(name for header in headers.values() for name in header.names))
        used = {header.names[column.at] for header in headers.values() for column in header.columns}
        self.unmapped = [name for name in self.headers if name not in used]
        samples = {way: list(islice(self._rows(way, header), LOOKED_AT)) for way, header in headers.items()}
        private = {way: private_columns(header, samples[way]) for way, header in headers.items()}
        hidden = {header.names[index] for way, header in headers.items() for index in private[way]}
        self.private = [name for name in self.headers if name in hidden]
        self.decimal = first.layout.decimal or _decimal((samples[way], header) for way, header in headers.items())
        self._parts = [
            _Part(
                way,
                way[:LONGEST_SHEET] if len(headers) > 1 else "",
                header,
                RowParser(header, self.decimal, self.encoding == "cp1252", private[way]),
            )
            for way, header in headers.items()
        ]

    def drafts(self):
        """Yield a Draft per row, in order and in bounded memory; each call reads the file anew.

        Year and section headings, repeated headers and single notes below a total are no rows.
        """
        for part in self._parts:
            for draft in self._drafts(part):
                draft.sheet = part.sheet
                yield draft

    def _drafts(self, part):
        told: dict[str, str] = {}
        is_below_total = False
        header, drafter, names = part.header, part.drafter, set(part.header.names)
        has_headings = header.layout.has_headings and len(header.columns) > 1
        for row in self._rows(part.way, header):
            if row.problem:
                yield drafter.draft(row)
                continue
            first = next(text for cell in row.cells if (text := str(cell).strip()))
            if first in names and _is_header(row, header):
                is_below_total = False
            elif has_headings and _is_alone(row.cells):
                if heading := _heading(first):
                    told.update(heading)
                    is_below_total = False
                elif not _is_total(first) and not is_below_total:
                    yield _without_meaning(drafter, row, _("Only one cell is filled: a heading, not a project."))
            elif _is_total(first) and _is_total_row(first, row, header):
                is_below_total = True
            elif is_below_total:
                yield _without_meaning(drafter, row, _("The row stands below the total and was not read."))
            else:
                yield drafter.draft(row, told)

    def _rows(self, way, header):
        return (row for row in self._table.rows(way, header.line, len(header.names)) if not row.is_blank)


def _is_header(row, header):
    cells = [clean_line(str(cell)) for cell in row.cells]
    return cells == ["" if name.startswith("#") else name for name in header.names[: len(cells)]]


def _is_total_row(first, row, header):
    keys = [column.at for column in header.columns if column.field in ("number", "applicant", "source_key")]
    return not any(len(row.cells) > index and str(row.cells[index]).strip() not in ("", first) for index in keys)


def _without_meaning(drafter, row, problem):
    return ParsedRow(row.line, drafter.draft(row).raw, problems=[problem])


def _find_headers(table, layouts, name):
    """Return {separator or sheet: Header}, and the names of the sheets that are left out.

    Of a text the separator that finds the most columns; of a spreadsheet each sheet with a header. They must be of one
    layout: reading some of them in silence would lose projects, and hide those that are known already.
    """
    found, left_out, widest = {}, [], []
    for way, rows in table.samples():
        rows = [row for row in rows if not row.problem]
        if header := find_header(rows, layouts):
            found[way] = header
        elif rows:
            left_out.append(way)
        widest = max([widest, *(row.cells for row in rows if not row.is_blank)], key=len)
    if not found:
        _refuse_without_header(widest, name)
    for header in found.values():
        _refuse_too_wide(len(header.names))
    if isinstance(table, TextTable):
        best = max(found, key=lambda way: len(found[way].columns))
        return {best: found[best]}, []
    one, *others = found
    if other := next((way for way in others if found[way].layout is not found[one].layout), None):
        raise ImportFileError(
            _("The sheets “%(one)s” and “%(other)s” are tables of different kinds. Save each of them as a file.")
            % {"one": one, "other": other}
        )
    return found, [*left_out, *table.hidden]


def _refuse_without_header(widest, name):
    """Raise ImportFileError about a file without a known header. widest: cells of its widest row, [] for none."""
    if not widest:
        raise ImportFileError(_("The file is empty."))
    _refuse_too_wide(len(widest))
    shown = ", ".join(clean_line(str(cell))[:30] for cell in widest[:8])
    raise ImportFileError(
        _(
            "No row of “%(file)s” has headings that are known. Its widest row begins: %(row)s. "
            "A mapping file can say what the columns are."
        )
        % {"file": name, "row": shown}
    )


def _refuse_too_wide(width):
    if width > COLUMN_LIMIT:
        message = _(
            "The file has %(width)s columns or more; at most %(limit)s are read. Leave out those that are not needed."
        )
        raise ImportFileError(message % {"width": width, "limit": COLUMN_LIMIT})


def _decimal(samples):
    """Return the decimal sign that most sums prove, None when none does. samples: (rows, Header) of each table."""
    signs: Counter = Counter()
    for rows, header in samples:
        indexes = [column.at for column in header.columns if is_money(column.field)]
        signs.update(decimal_sign(row.cells[index]) for row in rows for index in indexes if index < len(row.cells))
    del signs[None]
    return "," if signs[","] and signs[","] >= signs["."] else "." if signs["."] else None


def _is_alone(cells):
    return sum(1 for cell in cells if str(cell).strip()) == 1


def _is_total(cell):
    if not _MAY_BE_TOTAL.match(cell):  # quickly past almost every row
        return False
    return bool(_TOTAL.fullmatch(re.sub(r"[\d\s.,€]+$", "", fold(cell[:60])).strip()))


def _heading(cell):
    """Return what a heading between rows tells the rows below it, {} for other words."""
    folded = header_key(cell[:80])
    if match := _YEAR_HEADING.fullmatch(folded):
        return {"year": match[1]}
    return {"section": clean_line(cell)} if _SECTION.fullmatch(folded) else {}
