"""A file that somebody has → its rows. Pure: nothing is looked up in the database, nothing is written.

Bytes → text (source_files.encoding) or sheets (workbook_reader) → rows → header and layout (headers, layouts) →
ParsedRow (row_parser). Two looks at the file: the first finds header, layout and decimal sign, the second streams.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from projects.imports.errors import ImportFileError
from projects.imports.layouts import LAYOUTS, Layout
from projects.imports.layouts.mapping import MappingContent, missing_headings, read_mapping
from projects.imports.source_files.csv_reader import TextTable
from projects.imports.source_files.headers import Header, find_header, header_key
from projects.imports.source_files.rows import COLUMN_LIMIT, Cell, SourceRow, Table
from projects.imports.source_files.workbook_reader import WorkbookTable, is_workbook
from projects.models import ImportRow
from text.normalise import fold

from .amounts import decimal_sign
from .columns import is_money
from .parsed_row import ParsedRow, RowHints
from .row_parser import RowParser, private_columns
from .text import clean_line

MAX_SHEET_NAME = ImportRow._meta.get_field("sheet").max_length  # Excel has 31 characters at most
SAMPLE_ROWS = 3000  # by which the decimal sign and private columns are decided
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


def read_file(file: BinaryIO, name: str, mapping: MappingContent | None = None) -> "Reading":
    """Return the Reading of a file.

    file: seekable, open as long as the Reading is used; its kind is known by its content. name: of the file, for
    messages. mapping: content of a mapping file (see layouts.mapping), where the headings are not known.
    Raises ImportFileError when the file as a whole cannot be read.
    """
    own = read_mapping(mapping) if mapping else None
    file.seek(0)
    table: Table = WorkbookTable(file) if is_workbook(file.read(4)) else TextTable(file)
    found = _find_headers(table, [own.layout] if own else LAYOUTS, name)
    names = [name for header in found.headers.values() for name in header.names]
    if own and (missing := missing_headings(own.layout, names)):
        raise ImportFileError(_("The file does not have the heading “%(name)s”.") % {"name": missing[0]})
    return Reading(table, found, own.source if own else "")


class FoundHeaders(NamedTuple):
    """The headers of a file by the names of their tables, in order, and the names of sheets that are left out."""

    headers: dict[str, Header]
    left_out: list[str]


class _Part(NamedTuple):
    """A table of a file. table: its name. sheet: what its rows say, as of Where."""

    table: str
    sheet: str
    header: Header
    parser: RowParser


class Reading:
    """How a file is understood, and its rows.

    encoding: "utf-8", "utf-8-bom", "utf-16", "cp1252", "xlsx", "ods" or "xls". is_mixed: some lines are in another
    encoding. layout: name of the layout. separator: of cells, "" for a spreadsheet. decimal: sign, None when nothing
    shows it. header_line: from 1. headers: headings of the file, each once; raw rows have them as keys. unmapped: those
    that are not used. private: those of the unmapped whose cells are not kept at all. sheets: names of the sheets that
    are read, one or none for other files; left_out: those that are not. source: code that a mapping file names, or "".
    """

    def __init__(self, table: Table, found: FoundHeaders, source: str) -> None:
        headers = found.headers
        self._table = table
        self.encoding, self.is_mixed = table.encoding, table.is_mixed
        is_text = isinstance(table, TextTable)
        self.separator = next(iter(headers)) if is_text else ""
        self.sheets, self.left_out = [] if is_text else list(headers), found.left_out
        first = next(iter(headers.values()))
        self.layout, self.source, self.header_line = first.layout.name, source, first.line
        self.headers = list(dict.fromkeys(name for header in headers.values() for name in header.names))
        used = {header.names[column.position] for header in headers.values() for column in header.columns}
        self.unmapped = [name for name in self.headers if name not in used]
        samples = {name: list(islice(self._source_rows(name, header), SAMPLE_ROWS)) for name, header in headers.items()}
        private = {name: private_columns(header, samples[name]) for name, header in headers.items()}
        hidden = {header.names[index] for name, header in headers.items() for index in private[name]}
        self.private = [name for name in self.headers if name in hidden]
        self.decimal = first.layout.decimal or _decimal((samples[name], header) for name, header in headers.items())
        self._parts = [
            _Part(
                name,
                name[:MAX_SHEET_NAME] if len(headers) > 1 else "",
                header,
                RowParser(header, self.decimal, self.encoding == "cp1252", private[name]),
            )
            for name, header in headers.items()
        ]

    def rows(self) -> Iterator[ParsedRow]:
        """Yield each row, in order and in bounded memory; each call reads the file again.

        Year and section headings, repeated headers and single notes below a total are no rows.
        """
        for part in self._parts:
            for row in self._rows_of(part):
                row.sheet = part.sheet
                yield row

    def _rows_of(self, part: _Part) -> Iterator[ParsedRow]:
        above = RowHints()
        is_below_total = False
        header, parser, names = part.header, part.parser, set(part.header.names)
        has_headings = header.layout.has_headings and len(header.columns) > 1
        for row in self._source_rows(part.table, header):
            if row.problem:
                yield parser.parse(row)
                continue
            first = next(text for cell in row.cells if (text := str(cell).strip()))
            if first in names and _is_header(row, header):
                is_below_total = False
            elif has_headings and _is_alone(row.cells):
                if _take_heading(first, above):
                    is_below_total = False
                elif not _is_total(first) and not is_below_total:
                    yield parser.refuse(row, _("Only one cell is filled: a heading, not a project."))
            elif _is_total(first) and _is_total_row(first, row, header):
                is_below_total = True
            elif is_below_total:
                yield parser.refuse(row, _("The row stands below the total and was not read."))
            else:
                yield parser.parse(row, above)

    def _source_rows(self, name: str, header: Header) -> Iterator[SourceRow]:
        return (row for row in self._table.rows(name, header.line, len(header.names)) if not row.is_blank)


def _is_header(row: SourceRow, header: Header) -> bool:
    cells = [clean_line(str(cell)) for cell in row.cells]
    return cells == ["" if name.startswith("#") else name for name in header.names[: len(cells)]]


def _is_total_row(first: str, row: SourceRow, header: Header) -> bool:
    keys = [column.position for column in header.columns if column.field in ("number", "applicant", "source_key")]
    return not any(len(row.cells) > index and str(row.cells[index]).strip() not in ("", first) for index in keys)


def _find_headers(table: Table, layouts: Sequence[Layout], name: str) -> FoundHeaders:
    """Return the headers of a file.

    Of a text the separator that finds the most columns; of a spreadsheet each sheet with a header. They must be of one
    layout: reading some of them in silence would lose projects, and hide those that are known already.
    """
    headers: dict[str, Header] = {}
    left_out = []
    widest: list[Cell] = []
    for table_name, sample in table.samples():
        rows = [row for row in sample if not row.problem]
        if header := find_header(rows, layouts):
            headers[table_name] = header
        elif rows:
            left_out.append(table_name)
        widest = max([widest, *(row.cells for row in rows if not row.is_blank)], key=len)
    if not headers:
        _refuse_without_header(widest, name)
    for header in headers.values():
        _refuse_too_wide(len(header.names))
    if isinstance(table, TextTable):
        best = max(headers, key=lambda separator: len(headers[separator].columns))
        return FoundHeaders({best: headers[best]}, [])
    first, *others = headers
    if other := next((sheet for sheet in others if headers[sheet].layout is not headers[first].layout), None):
        raise ImportFileError(
            _("The sheets “%(one)s” and “%(other)s” are tables of different kinds. Save each of them as a file.")
            % {"one": first, "other": other}
        )
    return FoundHeaders(headers, [*left_out, *table.hidden])


def _refuse_without_header(widest: list[Cell], name: str) -> None:
    """Raise ImportFileError about a file without a known header. widest: cells of its widest row, [] for none."""
    if not widest:
        raise ImportFileError(_("The file is empty."))
    _refuse_too_wide(len(widest))
    beginning = ", ".join(clean_line(str(cell))[:30] for cell in widest[:8])
    raise ImportFileError(
        _(
            "No row of “%(file)s” has headings that are known. Its widest row begins: %(row)s. "
            "A mapping file can say what the columns are."
        )
        % {"file": name, "row": beginning}
    )


def _refuse_too_wide(width: int) -> None:
    if width > COLUMN_LIMIT:
        message = _(
            "The file has %(width)s columns or more; at most %(limit)s are read. Leave out those that are not needed."
        )
        raise ImportFileError(message % {"width": width, "limit": COLUMN_LIMIT})


def _decimal(samples: Iterable[tuple[list[SourceRow], Header]]) -> str | None:
    """Return the decimal sign that most sums prove, None when none does. samples: rows and header of each table."""
    signs: Counter[str | None] = Counter()
    for rows, header in samples:
        indexes = [column.position for column in header.columns if is_money(column.field)]
        signs.update(decimal_sign(row.cells[index]) for row in rows for index in indexes if index < len(row.cells))
    del signs[None]
    return "," if signs[","] and signs[","] >= signs["."] else "." if signs["."] else None


def _is_alone(cells: list[Cell]) -> bool:
    return sum(1 for cell in cells if str(cell).strip()) == 1


def _is_total(cell: str) -> bool:
    if not _MAY_BE_TOTAL.match(cell):  # quickly past almost every row
        return False
    return bool(_TOTAL.fullmatch(re.sub(r"[\d\s.,€]+$", "", fold(cell[:60])).strip()))


def _take_heading(cell: str, above: RowHints) -> bool:
    """Note what a heading between rows says about the rows below it; return whether it is such a heading."""
    folded = header_key(cell[:80])
    if match := _YEAR_HEADING.fullmatch(folded):
        above.year = match[1]
    elif _SECTION.fullmatch(folded):
        above.section = clean_line(cell)
    else:
        return False
    return True
