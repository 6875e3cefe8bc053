"""An export as a file: CSV, JSON or XLSX, given out in pieces while the rows are read.

`pieces` is what rows.rows_of() yields; `about` is {what: text or list}, told with the rows where the format has room.
"""

import json
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from projects.imports.layouts.own import JOINT

from .formulas import guarded
from .rows import DAYS, FLAGS, HEADER, LISTS, MONEY, cells_of
from .workbook import workbook


def as_csv(pieces, with_bom=False):
    """Yield a table: UTF-8, comma, one header line; no text in it is a formula. with_bom: some spreadsheets need it."""
    yield (("\ufeff" if with_bom else "") + ",".join(HEADER) + "\r\n").encode()
    for lines in pieces:
        yield "".join(f"{line}\r\n" for line in lines).encode()


def as_json(pieces, about):
    """Yield {"meta": about, "projects": [{column: value}]}: unknown is null, money a number, several values a list."""
    yield f'{{"meta": {json.dumps(about, ensure_ascii=False, indent=1)},\n"projects": ['.encode()
    before = "\n"
    for rows in pieces:
        texts = [json.dumps(as_object(row), ensure_ascii=False) for row in rows]
        yield (before + ",\n".join(texts)).encode()
        before = ",\n"
    yield b"\n]}\n"


def as_workbook(pieces, about):
    """Yield a workbook: the projects, and on another sheet what they are. Codes are text; days and sums are not."""
    rows = (_cells(row) for rows in pieces for row in rows)
    told = [[name, ", ".join(value) if isinstance(value, list) else value] for name, value in about.items()]
    return workbook([(_("Projects"), HEADER, rows), (_("About the data"), ["", ""], told)])


def as_object(row):
    """Return a row as {column: value}: unknown is None, several values are a list, a flag is True or False.

    Money is a float: it holds the thirteen digits of a sum to the cent.
    """
    return {name: _value(name, cell) for name, cell in zip(HEADER, cells_of(row), strict=True)}


def _value(name, cell):
    if name in LISTS:
        return cell.split(JOINT) if cell else []
    if not cell:
        return None
    if name in MONEY:
        return float(cell)
    if name in FLAGS:
        return cell == "yes"
    return int(cell) if name == "id" else cell


def _cells(row):
    return [_of_workbook(name, cell) for name, cell in zip(HEADER, cells_of(row), strict=True)]


def _of_workbook(name, cell):
    if not cell:
        return None
    if name in MONEY:
        return Decimal(cell)
    if name in DAYS:
        return date.fromisoformat(cell)
    # Text in a workbook is no formula; only what an import would take for a guard needs one.
    return guarded(cell) if cell.startswith("'") else cell
