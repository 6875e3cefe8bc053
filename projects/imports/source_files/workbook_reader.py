"""A spreadsheet (XLSX, ODS or XLS) as rows of cells; nothing in the file is evaluated.

Files come from anywhere: an archive is looked at before it is unpacked, and it is unpacked by a process of its own with
little memory and no secrets (workbook_process.py, where calamine is met). Its rows wait in a temporary file, so that
the portal's own memory does not grow with the sheet.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from projects.imports.errors import ImportFileError

from . import workbook_process
from .rows import CELL_LIMIT, COLUMN_LIMIT, SAMPLE, SourceRow

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 400 << 20  # all in all: some 500,000 rows
MAX_SHARED_TEXT_BYTES = 64 << 20
MAX_RATIO = 300  # unpacked to packed, of entries above 1 MB; sheets of the same row again and again reach about 100

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED_XLSX = "EncryptedPackage".encode("utf-16-le")  # name of a stream in the OLE file that hides it
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def is_workbook(beginning: bytes) -> bool:
    """Return whether a file that begins like this is a spreadsheet or a ZIP archive."""
    return beginning.startswith((_ZIP, _OLE))


class WorkbookTable:
    """The visible sheets of a spreadsheet.

    encoding: "xlsx", "ods" or "xls". hidden: names of the sheets that nobody sees.
    """

    is_mixed = False

    def __init__(self, file: BinaryIO) -> None:
        self.encoding = _kind_of(file)
        self._unpacked = _unpack(file, self.encoding)
        self._begins: dict[str, int] = {}  # where the rows of a visible sheet stand in the unpacked file
        self.hidden: list[str] = []
        self._find_sheets()

    def samples(self) -> Iterator[tuple[str, list[SourceRow]]]:
        """Yield (name of the sheet, first rows) for each visible sheet."""
        for name in self._begins:
            rows = []
            for row in self._rows(name, COLUMN_LIMIT + 1):
                if row.line > SAMPLE:
                    break
                rows.append(row)
            yield name, rows

    def rows(self, name: str, after: int, width: int) -> Iterator[SourceRow]:
        """Yield each row of a sheet below row `after`; cells beyond `width` columns are left alone."""
        for row in self._rows(name, width):
            if row.line <= after:
                continue
            if any(isinstance(cell, str) and len(cell) > CELL_LIMIT for cell in row.cells):
                problem = _("A cell is longer than %(limit)s characters; a quotation mark may be missing.")
                yield SourceRow(row.line, [], problem % {"limit": CELL_LIMIT})
            else:
                yield row

    def _find_sheets(self) -> None:
        position = 0
        for line in self._unpacked:
            position += len(line)
            if line.startswith(b"{"):
                sheet = json.loads(line)
                if sheet["is_hidden"]:
                    self.hidden.append(sheet["name"])
                else:
                    self._begins[sheet["name"]] = position

    def _rows(self, name: str, width: int) -> Iterator[SourceRow]:
        self._unpacked.seek(self._begins[name])
        for text in self._unpacked:
            if text.startswith(b"{"):
                return
            line, cells, formulas = json.loads(text)
            if any(cell != "" for cell in cells[:width]):
                yield SourceRow(line, cells[:width], formulas=frozenset(formulas))


def _kind_of(file: BinaryIO) -> str:
    """Return what kind of spreadsheet a file is, by its content; raises ImportFileError for what is none."""
    file.seek(0)
    if file.read(4) == _OLE:
        file.seek(0)
        if _ENCRYPTED_XLSX in file.read():
            raise _locked()
        return "xls"
    try:
        return refuse_bomb(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error


def refuse_bomb(file: BinaryIO) -> str:
    """Return "xlsx" or "ods"; raise ImportFileError when an archive is neither or would unpack to more than one is."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        is_ods = "mimetype" in names and archive.read("mimetype").startswith(_ODS_TYPE)
    if not is_ods and "[Content_Types].xml" not in names:
        raise ImportFileError(_("This is an archive, not a spreadsheet. Unpack it and choose the file inside."))
    is_too_much = (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES
        or any(
            entry.file_size > MAX_SHARED_TEXT_BYTES for entry in entries if "sharedstrings" in entry.filename.lower()
        )
        or any(entry.file_size > MAX_RATIO * entry.compress_size for entry in entries if entry.file_size > 1 << 20)
    )
    if is_too_much:
        raise _too_large()
    return "ods" if is_ods else "xlsx"


def _unpack(file: BinaryIO, kind: str) -> IO[bytes]:
    """Return a temporary file with the rows of a spreadsheet, as workbook_process.py writes them."""
    unpacked = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open as long as its rows are read
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as book:  # calamine goes by the ending
        file.seek(0)
        shutil.copyfileobj(file, book)
        book.flush()
        # -I and no environment: the process has what calamine needs and nothing that is worth stealing.
        command = [sys.executable, "-I", workbook_process.__file__, book.name]
        nothing = subprocess.DEVNULL
        done = subprocess.run(command, stdin=nothing, stdout=unpacked, stderr=nothing, env={}, check=False)
    if done.returncode == workbook_process.IS_LOCKED:
        raise _locked()
    if done.returncode == workbook_process.IS_TOO_LARGE or done.returncode < 0:  # ended by the system at a limit
        raise _too_large()
    if done.returncode:
        raise _damaged()
    unpacked.seek(0)
    return unpacked


def _damaged() -> ImportFileError:
    return ImportFileError(
        _("The spreadsheet is damaged or cut short. Open it in a spreadsheet program, save it again and load that.")
    )


def _locked() -> ImportFileError:
    return ImportFileError(_("The spreadsheet is locked with a password. Save it without one and load that."))


def _too_large() -> ImportFileError:
    return ImportFileError(_("The spreadsheet is too large when unpacked. Save the table as CSV and load that."))
