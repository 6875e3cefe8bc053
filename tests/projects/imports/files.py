"""Files as people send them, made from lists of rows, and what is read from them."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl

from projects.imports.parsing.file_parser import read_file
from projects.imports.parsing.parsed_row import ParsedRow

Rows = list[list[Any]]


def csv_file(rows: Rows, separator: str = ";", encoding: str = "utf-8", ending: str = "\r\n") -> io.BytesIO:
    """Return a binary file of rows, each a list of cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def xlsx_file(rows: Rows, change: Callable[[openpyxl.Workbook], object] = lambda workbook: None) -> io.BytesIO:
    """Return a binary file of rows in one sheet. change: called with the workbook before it is saved."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    change(workbook)
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{}</manifest:manifest>'
)
_ODS_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>'
    '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def ods_cell(value: Any, repeated: int = 1) -> str:
    """Return a cell as LibreOffice writes it."""
    kind = {date: "date", int: "float", float: "float", bool: "boolean"}.get(type(value), "string")
    attribute = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    stored = "" if kind == "string" else f'office:{attribute}="{str(value).lower()}"'
    return (
        f'<table:table-cell office:value-type="{kind}" {stored} table:number-columns-repeated="{repeated}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def ods_row(*values: Any) -> str:
    """Return a row of cells, None for an empty one."""
    cells = ("<table:table-cell/>" if value is None else ods_cell(value) for value in values)
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_file(rows: str, hidden: str = "", manifest: str = "") -> io.BytesIO:
    """Return an ODS file with a sheet of rows, and a hidden one. manifest: more entries of its manifest."""
    sheets = f'<table:table table:name="Hankkeet">{rows}</table:table>'
    if hidden:
        sheets += f'<table:table table:name="Piilo" table:style-name="hidden">{hidden}</table:table>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST.format(manifest))
        archive.writestr("content.xml", _ODS_CONTENT.format(sheets))
    file.seek(0)
    return file


def parsed_rows_of(file: Any, mapping: Any = None) -> list[ParsedRow]:
    """Return what is read of a binary file, or of rows written as CSV."""
    file = csv_file(file) if isinstance(file, list) else file
    return list(read_file(file, "hankkeet.csv", mapping).rows())


def parsed_row_of(file: Any, mapping: Any = None) -> ParsedRow:
    """Return the only row that is read."""
    (row,) = parsed_rows_of(file, mapping)
    return row


def cells(**columns: Any) -> Rows:
    """Return header and row of a group's table with these columns besides a title and an applicant."""
    row = {"Hankkeen nimi": "Kylätalon kunnostus", "Hakija": "Mallikylän kyläyhdistys ry"} | columns
    return [list(row), list(row.values())]
