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
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from projects.imports.errors import ImportFileError

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
    """The visible sheets of an XLSX file. file: seekable, binary; stays open.

    hidden: names of the sheets that nobody sees.
    """

    encoding = "xlsx"
    is_mixed = False

    def __init__(self, file):
        self.file = file
        with _own_errors():
            refuse_bomb(file)
            sheets = self._open(data_only=False)
        self._sheets = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        self.hidden = [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]

    def samples(self):
        """Yield (name of the sheet, first rows) for each visible sheet."""
        for sheet in self._sheets:
            with _own_errors():
                rows = list(self._rows(sheet, last=SAMPLE, width=COLUMN_LIMIT + 1))
            yield sheet.title, rows

    def rows(self, name, after, width):
        """Yield each Row of a sheet below row `after`; cells beyond `width` columns are left alone."""
        sheet = next(sheet for sheet in self._sheets if sheet.title == name)
        with _own_errors():
            for row in self._rows(sheet, first=after + 1, width=width):
                if any(isinstance(cell, str) and len(cell) > CELL_LIMIT for cell in row.cells):
                    problem = _("A cell is longer than %(limit)s characters; a quotation mark may be missing.")
                    yield Row(row.line, [], problem % {"limit": CELL_LIMIT})
                else:
                    yield row

    def _open(self, data_only):
        self.file.seek(0)
        return openpyxl.load_workbook(self.file, read_only=True, data_only=data_only, keep_links=False).worksheets

    @cached_property
    def _values(self):
        """The sheets by name once more, with the values that formulas had when the file was saved."""
        return {sheet.title: sheet for sheet in self._open(data_only=True)}

    def _rows(self, sheet, first=1, last=LAST_ROW, width=COLUMN_LIMIT):
        values = None  # read beside the formulas from the first of them on
        for line, cells in enumerate(_cells(sheet, first, last, width), start=first):
            plain = [cell if isinstance(cell, str) else _plain(cell) for cell in cells]
            formulas = [index for index, cell in enumerate(plain) if isinstance(cell, str) and cell.startswith("=")]
            if formulas and values is None:
                values = _cells(self._values[sheet.title], line, last, width)
            saved = next(values, ()) if values else ()
            filled = frozenset(index for index in formulas if index >= len(saved) or saved[index] != plain[index])
            for index in filled:  # the others are text that begins with the sign
                if index < len(saved) and saved[index] is not None:
                    plain[index] = _plain(saved[index])
            if any(cell != "" for cell in plain):
                yield Row(line, plain, formulas=filled)


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


def _cells(sheet, first, last, width):
    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and would be believed
    return sheet.iter_rows(first, last, 1, width, values_only=True)


def _plain(cell):
    """Return a cell as str, int or float: days in ISO form, whole floats as int, a formula of several cells as text."""
    if cell is None:
        return ""
    if isinstance(cell, ArrayFormula | DataTableFormula):
        return getattr(cell, "text", None) or "="
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
