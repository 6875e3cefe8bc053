"""A spreadsheet is read as it is seen: the visible sheet, below titles, to the total; nothing is evaluated."""

from datetime import date, datetime
from decimal import Decimal

from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import parsed_row_of, parsed_rows_of, xlsx_file

HEADER = ["Hankenumero", "Hankkeen nimi", "Hakija", "Aloituspäivämäärä", "Julkinen rahoitus"]
ROW = [48208, "Laituri", "Malli ry", datetime(2020, 8, 1), 27003.2]


def test_reads_numbers_days_and_sums_as_the_program_keeps_them():
    parsed = parsed_row_of(xlsx_file([HEADER, ROW]))
    assert (parsed.number, parsed.starts) == ("48208", date(2020, 8, 1))
    assert parsed.money == {"announced": {"public_eur": Decimal("27003.20")}}
    assert parsed.raw == {
        "Hankenumero": "48208", "Hankkeen nimi": "Laituri", "Hakija": "Malli ry", "Aloituspäivämäärä": "2020-08-01",
        "Julkinen rahoitus": "27003.2",
    }  # fmt: skip


def test_reads_days_that_are_numbers():
    assert parsed_row_of(xlsx_file([HEADER, [1001, "Laituri", "Malli ry", 43831, None]])).starts == date(2020, 1, 1)


def test_finds_the_header_below_titles_and_stops_at_the_total():
    rows = [
        ["Rahoitetut hankkeet 2020"],
        [],
        HEADER,
        ROW,
        ["Yhteensä", None, None, None, 27003.2],
        ["Laatinut toimisto"],
    ]
    reading = read_file(xlsx_file(rows), "x.xlsx")
    assert reading.header_line == 3
    assert [parsed.line for parsed in reading.rows()] == [4]


def test_says_what_stands_below_the_total():
    rows = [HEADER, ROW, ["Yhteensä", None, None, None, 1], [1, "Laavu", "Malli ry", None, 5]]
    assert parsed_rows_of(xlsx_file(rows))[1].problems == ["The row stands below the total and was not read."]


def test_a_project_may_be_called_a_total():
    rows = [HEADER[1:], ["Summa", "Malli ry", None, 5], ["Laavu", "Malli ry", None, 5]]
    assert [parsed.problems for parsed in parsed_rows_of(xlsx_file(rows))] == [[], []]


def test_skips_hidden_sheets_and_sheets_without_a_known_header():
    def change(workbook):
        hidden, cover = workbook.active, workbook.create_sheet("Kansi", 0)
        hidden.sheet_state = "hidden"
        cover.append(["Hankkeita 2020"])
        visible = workbook.create_sheet("Hankkeet")
        visible.append(HEADER)
        visible.append([1, "Laavu", "Malli ry"])

    reading = read_file(xlsx_file([HEADER, ROW], change), "x.xlsx")
    (parsed,) = reading.rows()
    assert (parsed.titles, parsed.sheet) == ({"fi": "Laavu"}, "")
    assert (reading.sheets, reading.left_out) == (["Hankkeet"], ["Kansi", "Sheet"])


def test_puts_together_a_header_whose_upper_cells_are_merged():
    def change(workbook):
        workbook.active.merge_cells("C1:E1")

    rows = [
        ["Hankkeen nimi", "Hakija", "Rahoitus", None, None],
        [None, None, "EU", "Valtio", "Kuntaraha"],
        ["Laituri", "Malli ry", 420, 380, 200],
    ]
    reading = read_file(xlsx_file(rows, change), "x.xlsx")
    assert reading.headers[2:] == ["Rahoitus: EU", "Rahoitus: Valtio", "Rahoitus: Kuntaraha"]
    (parsed,) = reading.rows()
    assert parsed.money == {"announced": {"eu_eur": 420, "state_eur": 380, "municipal_eur": 200}}


def test_leaves_cells_beside_the_table_alone():
    assert parsed_row_of(xlsx_file([HEADER, [*ROW, None, "huom!"]])).problems == []


def test_a_file_is_known_by_its_content_whatever_its_name():
    assert read_file(xlsx_file([HEADER, ROW]), "hankkeet.csv").encoding == "xlsx"
