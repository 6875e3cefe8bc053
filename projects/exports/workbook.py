"""A workbook (XLSX) written sheet by sheet, row by row, and given out in pieces while it grows.

openpyxl would write all of it to a file before the first byte can leave, and takes five times as long. What is written
here is the smallest form of ISO/IEC 29500 that spreadsheets open: text in the cells themselves, no formulas at all.
"""

import io
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from .xml import writable

MOST_ROWS = 200_000  # of a sheet here; a spreadsheet opens at most 1,048,576, and slowly
_MOST_CHARACTERS = 32_767  # of a cell; with more, the file counts as damaged
_PIECE = 500  # rows between two pieces
_FIRST_DAY = date(1899, 12, 30).toordinal()  # day 0 of spreadsheets

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Cell formats: 0 plain, 1 a day, 2 bold.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>'
    '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(sheets):
    """Yield the bytes of a workbook in pieces.

    sheets: list of (name, header, rows): the name has at most 31 characters, header is a list of str, rows an iterable
    of rows of str, Decimal, int, date or None. Codes go in as text and stay text.
    """
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as package:
        for path, content in _frame([name for name, _header, _rows in sheets]):
            package.writestr(path, _XML + content)
        for number, (_name, header, rows) in enumerate(sheets, start=1):
            with package.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                for piece in _sheet(header, rows):
                    sheet.write(piece.encode())
                    yield outlet.taken()
    yield outlet.taken()


class _Outlet(io.RawIOBase):
    """What a ZipFile writes, until it is taken; it cannot go back in it."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def write(self, data, /):
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self):
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _frame(names):
    """Yield (path, content) of all parts of the package but its sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{_attribute(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for number in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{parts}</Types>',
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship Id="rId{len(names) + 1}" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", _STYLES


def _sheet(header, rows):
    """Yield a sheet as pieces of XML; its first row stays in sight."""
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
        f"<row>{''.join(_text(name, 2) for name in header)}</row>"
    )
    piece = []
    for row in rows:
        piece.append(f"<row>{''.join(map(_cell, row))}</row>")
        if len(piece) == _PIECE:
            yield "".join(piece)
            piece = []
    yield "".join(piece) + "</sheetData></worksheet>"


def _cell(value):
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal | int):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, date):
        return f'<c s="1"><v>{value.toordinal() - _FIRST_DAY}</v></c>'
    raise TypeError(f"{value!r} cannot be written to a cell.")


def _text(value, style=0):
    value = escape(writable(value[:_MOST_CHARACTERS]), {"\r": "&#13;"})
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def _attribute(value):
    return escape(value, {'"': "&quot;"})
