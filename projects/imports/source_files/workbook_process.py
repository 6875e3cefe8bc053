"""The process in which a spreadsheet is unpacked, apart from the portal: workbook_process.py BOOK > rows.

calamine holds a sheet in memory as a whole and ends its process where memory runs out, and a small file can describe a
huge sheet. So it runs here, within limits that the system enforces. No part of the portal is imported.

Output: lines of JSON in the order of the file: for each sheet {"name": …, "is_hidden": …}, and below a visible one
[line, [cells], [indexes of cells that a formula fills]] for each of its rows that is not blank. Cells are text, int or
float; a formula whose value the file does not hold is given as its text.
"""

import json
import re
import resource
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, NamedTuple, TextIO
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

MAX_MEMORY_BYTES = 1 << 30  # address space
MAX_OUTPUT_BYTES = 1 << 30
MAX_CPU_SECONDS = 300
MAX_COLUMNS = 201  # one more than the portal reads, so that it sees that there are too many
MAX_CELL_LENGTH = 131_073  # likewise

IS_LOCKED, IS_TOO_LARGE = 3, 4  # exit statuses

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA_OR_ERROR = re.compile(rb"<(?:\w+:)?f[\s>/]|\bt\s*=\s*[\"']e[\"']")
_CHUNK_BYTES = 1 << 20

Cell = str | int | float


class SpecialCell(NamedTuple):
    """What calamine does not say of a cell of an XLSX file: its formula, if any, and its error or ""."""

    formula: str | None
    error: str


SpecialCells = dict[int, dict[int, SpecialCell]]  # by line, from 1, and index of the column, from 0


def main() -> int:
    """Write the rows of the book that the command line names to standard output; return the exit status."""
    limits = {
        resource.RLIMIT_AS: MAX_MEMORY_BYTES,
        resource.RLIMIT_FSIZE: MAX_OUTPUT_BYTES,
        resource.RLIMIT_CPU: MAX_CPU_SECONDS,
        resource.RLIMIT_CORE: 0,  # no image of the file's content on the disk
    }
    for limit, amount in limits.items():
        with suppress(ValueError, OSError):  # lower already, or a system that does not know this limit
            resource.setrlimit(limit, (amount, amount))
    try:
        write_rows(Path(sys.argv[1]), sys.stdout)
    except PasswordError:
        return IS_LOCKED
    except MemoryError:
        return IS_TOO_LARGE
    return 0


def write_rows(file: Path, out: TextIO) -> None:
    """Write the rows of a book as lines of JSON. file: its name ends as its format wants."""
    book = CalamineWorkbook.from_path(file)
    parts = _sheet_parts(file) if file.suffix == ".xlsx" else {}
    for sheet in book.sheets_metadata:
        is_hidden = sheet.visible is not SheetVisibleEnum.Visible
        _write(out, {"name": sheet.name, "is_hidden": is_hidden})
        if not is_hidden:
            special = _special_cells(file, parts[sheet.name]) if sheet.name in parts else {}
            for row in _rows(book.get_sheet_by_name(sheet.name), special):
                _write(out, row)


def _write(out: TextIO, value: object) -> None:
    out.write(json.dumps(value, separators=(",", ":")) + "\n")


def _rows(sheet: CalamineSheet, special: SpecialCells) -> Iterator[tuple[int, list[Cell], list[int]]]:
    left: list[Cell] = [""] * sheet.start[1] if sheet.start else []  # columns that calamine leaves out
    line = 0
    for line, values in enumerate(sheet.iter_rows(), start=1):
        row = [*left, *map(plain, values[:MAX_COLUMNS])][:MAX_COLUMNS]
        formulas = _add_special_cells(row, special.pop(line, {}))
        if any(cell != "" for cell in row):
            yield line, row, formulas
    for line in sorted(special):  # below the last value: formulas whose values the file does not hold
        row = []
        formulas = _add_special_cells(row, special[line])
        if row:
            yield line, row, formulas


def _add_special_cells(row: list[Cell], special: dict[int, SpecialCell]) -> list[int]:
    """Put errors and formulas without a value into a row; return the indexes of the cells that a formula fills."""
    formulas = []
    for index, (formula, error) in special.items():
        if index >= MAX_COLUMNS:
            continue
        row.extend([""] * (index + 1 - len(row)))
        if row[index] == "":
            row[index] = error or f"={formula}"
        if formula is not None:
            formulas.append(index)
    return formulas


def plain(value: Cell | bool | date | time | timedelta) -> Cell:
    """Return a value of calamine as str, int or float: days in ISO form, whole floats as int."""
    if isinstance(value, str):
        return value[:MAX_CELL_LENGTH]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _sheet_parts(file: Path) -> dict[str, str]:
    """Return {name of a sheet: name of its part in the archive} of an XLSX file, {} for one that keeps no XML."""
    with zipfile.ZipFile(file) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
        found = {sheet.get("name", ""): targets.get(sheet.get(_RELATION), "") for sheet in sheets}
        paths = {name: target[1:] if target.startswith("/") else f"xl/{target}" for name, target in found.items()}
        return {name: path for name, path in paths.items() if path in archive.namelist()}


def _special_cells(file: Path, name: str) -> SpecialCells:
    """Return the cells of a sheet that have a formula or an error; most sheets have none, which is quickly seen."""
    special: SpecialCells = defaultdict(dict)
    with zipfile.ZipFile(file) as archive:
        with archive.open(name) as part:
            if not _has_special_cells(part):
                return special
        with archive.open(name) as part:
            line, index = 0, -1
            for event, element in ElementTree.iterparse(part, events=["start", "end"]):
                tag = element.tag.rpartition("}")[2]
                if event == "start" and tag == "row":
                    line, index = int(element.get("r", line + 1)), -1
                elif event == "start" and tag == "c":
                    index = _column(element.get("r", "")) if element.get("r") else index + 1
                elif event == "end" and tag == "c":
                    formula, value = element.find("{*}f"), element.findtext("{*}v") or ""
                    error = value if element.get("t") == "e" else ""
                    if formula is not None or error:
                        special[line][index] = SpecialCell(None if formula is None else formula.text or "", error)
                elif event == "end" and tag == "row":
                    element.clear()
    return special


def _has_special_cells(part: IO[bytes]) -> bool:
    overlap = b""
    while chunk := part.read(_CHUNK_BYTES):
        if _FORMULA_OR_ERROR.search(overlap + chunk):
            return True
        overlap = chunk[-20:]
    return False


def _column(reference: str) -> int:
    """Return the index of a cell's column: 0 for "A7", 27 for "AB7"."""
    index = 0
    for letter in reference.rstrip("0123456789"):
        index = index * 26 + ord(letter.upper()) - 64
    return index - 1


if __name__ == "__main__":
    sys.exit(main())
