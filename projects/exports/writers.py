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

import xlsxwriter
from django.utils.translation import gettext as _

from projects.batches import batched

from .columns import JOINT
from .escaping import guard_formula, xml_text
from .metadata import Metadata
from .rows import FLAGS, HEADER, LISTS, MONEY, TEXTS, ExportRow

MAX_XLSX_ROWS = 100_000  # written whole before the first byte leaves; spreadsheets open more only slowly
_BATCH_SIZE = 100  # rows a chunk
_CHUNK_BYTES = 64 * 1024


def write_csv(rows: Iterable[ExportRow], with_bom: bool = False) -> Iterator[bytes]:
    """Yield a table: UTF-8, comma, one header line; no text in it is a formula. with_bom: for some spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEADER)
    yield (("\ufeff" if with_bom else "") + buffer.getvalue()).encode()
    for batch in batched(rows, _BATCH_SIZE):
        buffer.seek(0)
        buffer.truncate()
        for row in batch:
            _flatten(row)
            for name in TEXTS:
                if row[name]:
                    row[name] = guard_formula(row[name])
            writer.writerow(row.values())
        yield buffer.getvalue().encode()


def _flatten(row: ExportRow) -> None:
    """Make each value of a row one that a cell can hold: several values joined, yes or no for a flag."""
    for name in LISTS:
        row[name] = JOINT.join(row[name] or ())
    for name in FLAGS:
        if row[name] is not None:
            row[name] = "yes" if row[name] else "no"


def write_json(rows: Iterable[ExportRow], metadata: Metadata) -> Iterator[bytes]:
    """Yield {"meta": metadata, "projects": [{column: value}]}: unknown is null, a sum is a number."""
    yield f'{{"meta": {json.dumps(metadata, ensure_ascii=False, indent=1)},\n"projects": ['.encode()
    before = "\n"
    for batch in batched(rows, _BATCH_SIZE):
        # One call a batch: the encoder is made anew in each.
        yield (before + _encode([json_row(row) for row in batch])[1:-1]).encode()
        before = ",\n"
    yield b"\n]}\n"


def json_row(row: ExportRow) -> ExportRow:
    """Return the row with sums as floats, which hold their thirteen digits to the cent; JSON knows no Decimal."""
    for name in MONEY:
        if row[name] is not None:
            row[name] = float(row[name])
    return row


# Dates become text; the rows hold no other rows, so nothing can be circular.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=str).encode


def write_xlsx(rows: Iterable[ExportRow], metadata: Metadata) -> Iterator[bytes]:
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
            _flatten(row)
            for column, cell in enumerate(row.values()):
                if isinstance(cell, Decimal):
                    sheet.write_number(line, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif cell:
                    sheet.write_string(line, column, _xlsx_text(str(cell)))
        about = workbook.add_worksheet(_("About the data"))
        about.freeze_panes(1, 0)
        for line, (name, value) in enumerate(metadata.items(), start=1):
            about.write_string(line, 0, name)
            about.write_string(line, 1, _xlsx_text(", ".join(value) if isinstance(value, list) else str(value or "")))
    file.seek(0)
    return iter(partial(file.read, _CHUNK_BYTES), b"")


def _xlsx_text(text: str) -> str:
    """Return a text as a workbook has it, which runs no formula: only what an import would unguard is guarded."""
    return xml_text(guard_formula(text) if text.startswith("'") else text)
