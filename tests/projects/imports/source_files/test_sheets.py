"""Every visible sheet with known headings is read, and says which it was; sheets of different kinds are refused."""

from decimal import Decimal

import pytest

from projects.imports.errors import ImportFileError
from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import xlsx_file

HEADER = ["Hankenumero", "Hankkeen nimi", "Hakija", "Julkinen rahoitus"]
OTHERS = ["Hankkeen nimi", "Toteuttaja", "Hankenumero", "Yhteyshenkilö", "Huomautus"]


def read(**sheets):
    """Return the Reading of a workbook of these sheets, each a list of rows."""

    def change(workbook):
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)

    return read_file(xlsx_file([], change), "x.xlsx")


def test_each_sheet_is_read_by_its_own_headings():
    reading = read(
        y2016=[HEADER, [1, "Laavu", "Malli ry", "1 000,50 €"], ["Yhteensä", None, None, "1 000,50 €"]],
        y2017=[["Vuosi 2017"], OTHERS, ["Laituri", "Malli ry", 2, "Maija Malli", "ok"]],
    )
    parsed_rows = list(reading.rows())
    assert [(parsed.number, str(parsed.where), parsed.applicant) for parsed in parsed_rows] == [
        ("1", "y2016: 2", "Malli ry"),
        ("2", "y2017: 3", "Malli ry"),
    ]
    assert parsed_rows[0].money == {"announced": {"public_eur": Decimal("1000.50")}}
    assert reading.headers == [*HEADER, "Toteuttaja", "Yhteyshenkilö", "Huomautus"]
    assert (reading.private, reading.unmapped) == (["Yhteyshenkilö"], ["Yhteyshenkilö", "Huomautus"])
    assert "Maija" not in str(parsed_rows[1])


def test_a_heading_between_rows_means_nothing_on_the_next_sheet():
    first, second = read(a=[HEADER, ["2016"], [1, "Laavu", "Malli ry"]], b=[HEADER, [2, "Laituri", "Malli ry"]]).rows()
    assert (str(first.starts), second.starts) == ("2016-01-01", None)


def test_sheets_without_known_headings_are_named_and_empty_ones_are_not():
    reading = read(Ohje=[["Täytä taulukko"]], Hankkeet=[HEADER, [1, "Laavu", "Malli ry"]], Sheet3=[])
    assert (reading.sheets, reading.left_out) == (["Hankkeet"], ["Ohje"])
    assert [parsed.sheet for parsed in reading.rows()] == [""]


def test_sheets_of_different_kinds_are_refused_by_name():
    payments = ["Varainhoitovuosi", "Tuensaaja", "Verotuskunta", "Toimenpide", "Maaseuturahasto", "Yhteensä"]
    with pytest.raises(ImportFileError, match="“Hankkeet” and “Maksut” are tables of different kinds"):
        read(Hankkeet=[HEADER, [1, "Laavu", "Malli ry"]], Maksut=[payments])


def test_a_mapping_may_find_its_headings_on_different_sheets():
    mapping = {"columns": {"Nimike": "title", "Tekijä": "applicant", "Summa": "granted.public_eur"}}

    def change(workbook):
        second = workbook.create_sheet("2017")
        for row in (["Nimike", "Summa"], ["Laituri", 5]):
            second.append(row)

    file = xlsx_file([["Nimike", "Tekijä"], ["Laavu", "Malli ry"]], change)
    rows = read_file(file, "x.xlsx", mapping).rows()
    assert [(row.titles["fi"], row.applicant) for row in rows] == [
        ("Laavu", "Malli ry"),
        ("Laituri", ""),
    ]
