"""A formula counts by the value that its file holds; without one the row is rejected and never shown as "=A1"."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from projects.imports.rejects import LINE, REASON
from tests.projects.imports.files import cells, parsed_row_of, parsed_rows_of, xlsx_file

HEADER = ["Hankenumero", "Hankkeen nimi", "Hakija", "Julkinen rahoitus"]


def saved(rows, **values):
    """Return a spreadsheet whose formulas have values, as Excel saves them: {cell: value}. openpyxl writes none."""
    made = io.BytesIO()
    with zipfile.ZipFile(xlsx_file(rows)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            content = old.read(entry).decode()
            if entry == "xl/worksheets/sheet1.xml":
                for cell, value in values.items():
                    kind = "str" if isinstance(value, str) else "n"
                    pattern = rf'<c r="{cell}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v\s*/?>(?:</v>)?</c>'
                    content, found = re.subn(
                        pattern, rf'<c r="{cell}"\1 t="{kind}"><f>\2</f><v>{value}</v></c>', content
                    )
                    assert found == 1, content
            new.writestr(entry, content)
    made.seek(0)
    return made


def test_a_sum_counts_by_the_value_that_was_saved():
    parsed = parsed_row_of(saved([HEADER, [1, "Laavu", "Malli ry", "=100*2.5"]], D2=250.5))
    assert parsed.money == {"announced": {"public_eur": Decimal("250.50")}}
    assert (parsed.problems, parsed.warnings) == ([], [])


def test_a_title_that_a_formula_gives_is_taken_with_a_warning():
    parsed = parsed_row_of(saved([HEADER, [1, '=A2&" x"', "Malli ry", 5]], B2="Kylätalon katto"))
    assert (parsed.titles, parsed.problems) == ({"fi": "Kylätalon katto"}, [])
    assert "Hankkeen nimi: “Kylätalon katto” is what a formula gives." in parsed.warnings


def test_rows_above_and_below_keep_their_own_values():
    rows = [HEADER, [1, "Laavu", "Malli ry", 1], [2, "=B2", "Malli ry", 2], [], [3, "Laituri", "Malli ry", "=D2+2"]]
    parsed_rows = parsed_rows_of(saved(rows, B3="Silta", D5=3))
    assert [
        (parsed.number, *parsed.titles.values(), parsed.money["announced"]["public_eur"]) for parsed in parsed_rows
    ] == [
        ("1", "Laavu", 1),
        ("2", "Silta", 2),
        ("3", "Laituri", 3),
    ]


@pytest.mark.parametrize("column", ["Hankenumero", "Hankkeen nimi", "Hakija", "Julkinen rahoitus"])
@pytest.mark.parametrize("formula", ["=A1", "=nimi", ArrayFormula("D2:D3", "=FILTER(A1:A9,B1:B9)")])
def test_a_formula_without_a_saved_value_is_a_problem_of_its_column(column, formula):
    row = [1, "Laavu", "Malli ry", 5]
    row[HEADER.index(column)] = formula
    parsed = parsed_row_of(xlsx_file([HEADER, row]))
    assert parsed.problems[0].startswith(f"{column}: “=")
    assert parsed.problems[0].endswith("is a formula; save the value instead.")
    assert not any(title.startswith("=") for title in parsed.titles.values())


@pytest.mark.parametrize("title", ["=A1", "=SUMMA(A1:A3)", "=+B2", "='Taul 1'!A1", "=Taul1!A1", '=HYPERLINK("a";"b")'])
def test_a_formula_that_a_text_file_shows_is_a_problem_too(title):
    parsed = parsed_row_of(cells(**{"Hankkeen nimi": title}))
    assert (parsed.titles, "is a formula" in parsed.problems[0]) == ({}, True)


@pytest.mark.parametrize("title", ["=Laavu", "= yhdessä =", "@kylä", "+ 1 talo", "#kylät"])
def test_a_sign_before_words_makes_no_formula(title):
    parsed = parsed_row_of(cells(**{"Hankkeen nimi": title}))
    assert (list(parsed.titles.values()), parsed.problems) == ([title], [])


@pytest.mark.parametrize("failed", ["#REF!", "#NAME?", "#DIV/0!", "#VIITTAUS!", "#JAKO/0!", "#VÄRDEFEL!"])
def test_what_a_failed_formula_shows_is_no_title(failed):
    parsed = parsed_row_of(cells(**{"Hankkeen nimi": failed}))
    assert (parsed.titles, "where a formula has failed" in parsed.problems[0]) == ({}, True)


def test_no_value_is_a_blank_cell():
    for blank in ("#N/A", "#PUUTTUU!", "#SAKNAS!"):
        assert parsed_row_of(cells(Hakijan_kunta=blank)).applicant_place == ""


def test_a_formula_in_a_file_of_rejected_rows_is_still_one():
    header, row = cells(**{"Hankkeen nimi": "'=A1", LINE: "2017: 3", REASON: "Syy."})
    assert "is a formula" in parsed_row_of([header, row]).problems[0]
