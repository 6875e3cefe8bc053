"""An XLSX file as rows of cells. openpyxl is met here only; nothing in the file is evaluated.

Files come from anywhere, so the archive is looked at before it is unpacked, and XML goes through defusedxml.
"""

import zipfile
import zlib
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _

from .errors import ImportFileError
from .rows import CELL_LIMIT, COLUMN_LIMIT, SAMPLE, Row

MOST_ENTRIES = 2_000
MOST_BYTES = 400 << 20  # unpacked, all in all: some 500,000 rows
MOST_SHARED_BYTES = 64 << 20  # texts that openpyxl holds in memory
MOST_RATIO = 300  # unpacked to packed, of entries above 1 MB; sheets of the same row again and again reach about 100
LAST_ROW = 1_048_576  # Excel's own limit

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    ParseError, DefusedXmlException, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


class SheetTable:
    """The visible sheets of an XLSX file, one of which is read. file: seekable, binary; stays open."""

    encoding = "xlsx"
    is_mixed = False
    separator = ""

    def __init__(self, file):
        self.file = file
        self.sheet = 0
        with _own_errors():
            refuse_bomb(file)

    def samples(self):
        """Yield (how to read on, first rows) for each visible sheet."""
        with self._open() as sheets:
            for number, sheet in enumerate(sheets):
                yield number, list(_rows(sheet, last=SAMPLE, width=COLUMN_LIMIT + 1))

    def choose(self, sheet):
        """Read on from this sheet."""
        self.sheet = sheet

    def rows(self, after, width):
        """Yield each Row below row `after`; cells beyond `width` columns are left alone."""
        with self._open() as sheets:
            for row in _rows(sheets[self.sheet], first=after + 1, width=width):
                if any(isinstance(cell, str) and len(cell) > CELL_LIMIT for cell in row.cells):
                    problem = _("A cell is longer than %(limit)s characters; a quotation mark may be missing.")
                    yield Row(row.line, [], problem % {"limit": CELL_LIMIT})
                else:
                    yield row

    @contextmanager
    def _open(self):
        self.file.seek(0)
        with _own_errors():
            # Formulas stay the text they are: data_only would give values that nobody sees in the file as such.
            workbook = openpyxl.load_workbook(self.file, read_only=True, data_only=False, keep_links=False)
            try:
                yield [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            finally:
                workbook.close()


def refuse_bomb(file):
    """Raise ImportFileError when an archive would unpack to more than a spreadsheet is."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise ImportFileError(_("This is an archive, not a spreadsheet. Unpack it and choose the file inside."))
    is_too_much = (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_BYTES
        or any(entry.file_size > MOST_SHARED_BYTES for entry in entries if "sharedstrings" in entry.filename.lower())
        or any(entry.file_size > MOST_RATIO * entry.compress_size for entry in entries if entry.file_size > 1 << 20)
    )
    if is_too_much:
        raise ImportFileError(_("The spreadsheet is too large when unpacked. Save the table as CSV and load that."))


def _rows(sheet, first=1, last=LAST_ROW, width=COLUMN_LIMIT):
    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and would be believed
    for line, cells in enumerate(sheet.iter_rows(first, last, 1, width, values_only=True), start=first):
        if any(cell is not None for cell in cells):
            yield Row(line, [cell if isinstance(cell, str) else _plain(cell) for cell in cells])


def _plain(cell):
    """Return a cell that is no text as str, int or float: days in ISO form, whole floats as int."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, int | float) else str(cell)


@contextmanager
def _own_errors():
    try:
        yield
    except _BROKEN as error:
        raise ImportFileError(
            _("The spreadsheet is damaged or cut short. Open it in Excel, save it again and load that.")
        ) from error
