"""An export as a file: CSV, JSON or XLSX, as chunks of bytes while the rows are read.

rows: of rows.rows_of(). metadata: of metadata.export_metadata(), for formats that have room for it.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from projects.batches import batched
from projects.imports.layouts.own import JOINT

from .escaping import guard_formula, xml_text
from .metadata import Metadata
from .rows import DATES, HEADER, MONEY, Row, Value

MAX_XLSX_ROWS = 100_000  # written whole before the first byte leaves; spreadsheets open more only slowly
_BATCH_SIZE = 500  # rows a chunk
_CHUNK_BYTES = 64 * 1024


def write_csv(rows: Iterable[Row], with_bom: bool = False) -> Iterator[bytes]:
    """Yield a table: UTF-8, comma, one header line; no text in it is a formula. with_bom: for some spreadsheets."""
    buffer = io.StringIO("\ufeff" if with_bom else "")
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer)
    writer.writerow(HEADER)
    yield buffer.getvalue().encode()
    for batch in batched(rows, _BATCH_SIZE):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([map(_csv_cell, row.values()) for row in batch])
        yield buffer.getvalue().encode()


def _csv_cell(value: Value) -> Value:
    return guard_formula(value) if isinstance(value, str) else _cell(value)


def _cell(value: Value) -> Value:
    """Return a value as one cell holds it: several values joined, yes or no for a flag, all others as they are."""
    if isinstance(value, list):
        return JOINT.join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def write_json(rows: Iterable[Row], metadata: Metadata) -> Iterator[bytes]:
    """Yield {"meta": metadata, "projects": [{column: value}]}: unknown is null, a sum is a number."""
    yield f'{{"meta": {json.dumps(metadata, ensure_ascii=False, indent=1)},\n"projects": ['.encode()
    before = "\n"
    for batch in batched(rows, _BATCH_SIZE):
        yield (before + ",\n".join(map(_encode, batch))).encode()
        before = ",\n"
    yield b"\n]}\n"


def _json_default(value: Any) -> float | str:
    """Return a sum as a number and a date as text. A float holds the thirteen digits of a sum to the cent."""
    return float(value) if isinstance(value, Decimal) else value.isoformat()


_encode = json.JSONEncoder(ensure_ascii=False, default=_json_default).encode


def json_row(row: Row) -> dict[str, Any]:
    """Return a row as the JSON file has it: sums as floats, dates as text."""
    return row | {name: _json_default(value) for name in [*MONEY, *DATES] if (value := row[name]) is not None}


def write_xlsx(rows: Iterable[Row], metadata: Metadata) -> Iterator[bytes]:
    """Return the chunks of a workbook: the projects, and on another sheet the metadata.

    Codes are text, sums are numbers and dates are dates. The workbook is written to a temporary file row by row, so
    memory does not grow with it, and whole before this returns.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  # gone with the iterator that reads it
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
        bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet(_("Projects"))
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, HEADER, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row.values()):
                if isinstance(value, Decimal):
                    sheet.write_number(line, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif text := _xlsx_text(value):
                    sheet.write_string(line, column, text)
        about = workbook.add_worksheet(_("About the data"))
        about.freeze_panes(1, 0)
        for line, (name, value) in enumerate(metadata.items(), start=1):
            about.write_string(line, 0, name)
            about.write_string(line, 1, ", ".join(value) if isinstance(value, list) else _xlsx_text(value))
    file.seek(0)
    return iter(partial(file.read, _CHUNK_BYTES), b"")


def _xlsx_text(value: Any) -> str:
    """Return a value as text of a workbook, which runs no formula: only what an import would unguard is guarded."""
    text = "" if value is None else str(_cell(value))
    return xml_text(guard_formula(text) if text.startswith("'") else text)
