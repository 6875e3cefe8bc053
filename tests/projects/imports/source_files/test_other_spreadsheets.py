"""ODS and XLS files are read as XLSX files are, whatever their names."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from projects.imports.errors import ImportFileError
from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import ods_file, ods_row

HEADER = ["Hankenumero", "Hankkeen nimi", "Hakija", "Aloituspäivämäärä", "Julkinen rahoitus"]
# Made with xlwt: a title row, the header, two projects, and a hidden sheet.
XLS = Path(__file__).parent / "data" / "hankkeet.xls"


def ods():
    """Return an ODS file of the same content as XLS."""
    return ods_file(
        ods_row("Rahoitetut hankkeet 2020")
        + ods_row(*HEADER)
        + ods_row(48208, "Laituri", "Mallikylän kyläyhdistys ry", date(2020, 8, 1), 27003.2)
        + ods_row("48209", "Laavu", "Mallikylän kyläyhdistys ry", "7/2021", None),
        hidden=ods_row("Muistiinpanoja"),
    )


@pytest.fixture(params=["ods", "xls"])
def reading(request):
    """A file of each kind, read."""
    file = ods() if request.param == "ods" else io.BytesIO(XLS.read_bytes())
    reading = read_file(file, "hankkeet.csv")
    assert reading.encoding == request.param
    return reading


def test_numbers_days_and_sums_are_read_as_the_program_keeps_them(reading):
    first, second = reading.rows()
    assert (first.line, first.number, first.titles) == (3, "48208", {"fi": "Laituri"})
    assert (first.starts, first.money) == (date(2020, 8, 1), {"announced": {"public_eur": Decimal("27003.20")}})
    assert (second.line, second.starts, second.starts_precision) == (4, date(2021, 7, 1), "month")
    assert (first.problems, second.problems, second.money) == ([], [], {})


def test_hidden_sheets_are_named_and_not_read(reading):
    assert (reading.sheets, reading.left_out) == (["Hankkeet"], ["Piilo"])


def test_an_xls_file_that_was_cut_short_is_refused():
    with pytest.raises(ImportFileError, match="damaged or cut short"):
        read_file(io.BytesIO(XLS.read_bytes()[:1500]), "hankkeet.xls")


def test_an_ods_file_that_was_cut_short_is_refused():
    with pytest.raises(ImportFileError, match="damaged or cut short"):
        read_file(io.BytesIO(ods().getvalue()[:-200]), "hankkeet.ods")


def test_an_empty_row_that_is_repeated_to_the_end_of_the_sheet_is_none():
    tail = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    file = ods_file(ods_row(*HEADER) + ods_row(1, "Laavu", "Malli ry") + tail)
    assert [row.number for row in read_file(file, "x.ods").rows()] == ["1"]
