"""A workbook is written as it streams, opens in a reader of workbooks, and holds text as text."""

import io
from datetime import date, datetime
from decimal import Decimal
from itertools import count, islice

import pytest
from openpyxl import load_workbook

from projects.exports.workbook import workbook


def opened(*sheets):
    return load_workbook(io.BytesIO(b"".join(workbook(list(sheets)))))


def rows_of(cells):
    sheet = opened(("Hankkeet", ["a", "b", "c", "d"], [cells])).active
    return [cell.value for cell in sheet[2]]


def test_each_kind_of_value_comes_back():
    assert rows_of(["005", Decimal("27003.20"), date(2020, 8, 1), None]) == ["005", 27003.2, datetime(2020, 8, 1), None]


@pytest.mark.parametrize("text", ["=1+1", "+358", "-2", "@SUM(A1)", "<a & b>", " väli ", "rivi\nrivi", "\tsarkain"])
def test_text_is_never_a_formula_and_stays_as_it_is(text):
    sheet = opened(("Hankkeet", ["a"], [[text]])).active
    cell = sheet["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_what_xml_cannot_hold_is_left_out():
    assert rows_of(["a\x00b\x1b\ufffec", "", "", ""])[0] == "abc"


def test_a_text_longer_than_a_cell_is_cut():
    assert len(rows_of(["ä" * 40_000, "", "", ""])[0]) == 32_767


def test_sheets_have_their_names_and_a_header_that_stays():
    book = opened(("Hankkeet & rahat", ["numero"], []), ("Tietoja", ["mikä"], [["lisenssi"]]))
    assert book.sheetnames == ["Hankkeet & rahat", "Tietoja"]
    assert book["Hankkeet & rahat"].freeze_panes == "A2"
    assert book["Tietoja"]["A2"].value == "lisenssi"


def test_bytes_leave_before_the_last_row_is_read():
    endless = ([str(number), None] for number in count())
    pieces = workbook([("Hankkeet", ["a", "b"], endless)])
    assert sum(map(len, islice(pieces, 50))) > 10_000
