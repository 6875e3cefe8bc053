"""Files as people send them, made from lists of rows, and what is read from them."""

import csv
import io

import openpyxl

from projects.imports.parsing.file_parser import read_file


def csv_file(rows, separator=";", encoding="utf-8", ending="\r\n"):
    """Return a binary file of rows, each a list of cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def xlsx_file(rows, change=lambda workbook: None):
    """Return a binary file of rows in one sheet. change: called with the workbook before it is saved."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    change(workbook)
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def drafts_of(file, mapping=None):
    """Return the Drafts of a binary file, or of rows written as CSV."""
    file = csv_file(file) if isinstance(file, list) else file
    return list(read_file(file, "hankkeet.csv", mapping).drafts())


def draft_of(file, mapping=None):
    """Return the only Draft."""
    (draft,) = drafts_of(file, mapping)
    return draft


def cells(**told):
    """Return header and row of a group's table with these columns besides a title and an applicant."""
    row = {"Hankkeen nimi": "Kylätalon kunnostus", "Hakija": "Mallikylän kyläyhdistys ry"} | told
    return [list(row), list(row.values())]
