"""Sums are read as people write them; what may mean two sums is reported, never guessed."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from projects.imports.errors import CellError
from projects.imports.parsing.amounts import decimal_sign, read_money
from tests.projects.imports.files import parsed_rows_of


@pytest.mark.parametrize(
    ("cell", "eur"),
    [
        ("27 003,20 €", "27003.20"),
        ("27\u00a0003,20\u00a0€", "27003.20"),
        ("27\u202f003,20 €", "27003.20"),
        ("27003,20 €", "27003.20"),
        ("€ 41 199,44", "41199.44"),
        ("81 732,00 euroa", "81732.00"),
        ("71 895 euroa", "71895"),
        ("52 338,00€.", "52338.00"),
        ("70 000€.", "70000"),
        ("5 000,-", "5000"),
        ("1.234,56", "1234.56"),
        ("1.234.567,8", "1234567.80"),
        ("3.000", "3000"),
        ("0", "0"),
        (27003.2, "27003.20"),
        (30000, "30000"),
    ],
)
def test_reads_sums_of_a_file_with_decimal_commas(cell, eur):
    assert read_money(cell, ",") == (Decimal(eur), False)


@pytest.mark.parametrize(("cell", "eur"), [("337478.4", "337478.40"), ("1,234.56", "1234.56"), ("123819.00", "123819")])
def test_reads_sums_of_a_file_with_decimal_points(cell, eur):
    assert read_money(cell, ".").eur == Decimal(eur)


@pytest.mark.parametrize("cell", ["vajaat 51 000 €", "reilut 53 000", "noin 50 000 euroa", "drygt 50 000 €", "~50000"])
def test_marks_approximate_sums(cell):
    money = read_money(cell, ",")
    assert money.is_approximate
    assert money.eur >= 50_000


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "n/a", "ei tiedossa", "uppgift saknas"])
def test_a_cell_without_a_sum_is_unknown_and_not_0(cell):
    assert read_money(cell, ",").eur is None


@pytest.mark.parametrize(
    ("cell", "decimal", "reason"),
    [
        ("3.000", None, "thousands or decimals"),
        ("3.000", ".", "thousands or decimals"),
        ("3,000", ",", "thousands or decimals"),
        ("123.45", ",", "the rest of the file"),
        ("1,9 miljoonaa euroa", ",", "written in words"),
        ("-500", ",", "negative"),
        (-500, ",", "negative"),
        ("150 000 000", ",", "more than any project"),
        ("70 000 51 000 1", ",", "not a sum"),
        ("12 34", ",", "not a sum"),
        ("=C2*0,6", ",", "formula"),
        ("70 %", ",", "not a sum"),
        ("1.23.45,6", ",", "not a sum"),
        (float("nan"), ",", "not a sum"),
        ("١٢٣", ",", "not a sum"),
    ],
)
def test_reports_what_is_no_sum_or_may_be_two(cell, decimal, reason):
    with pytest.raises(CellError, match=reason):
        read_money(cell, decimal)


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("1 234,5", ","),
        ("1.234,56", ","),
        ("12.5", "."),
        ("1.234.567", ","),
        ("3.000", None),
        ("70", None),
        ("x", None),
    ],
)
def test_finds_the_decimal_sign_that_a_cell_proves(cell, sign):
    assert decimal_sign(cell) == sign


def test_the_file_decides_what_an_ambiguous_sum_means():
    header = ["Hankkeen nimi", "Julkinen rahoitus"]
    clear, ambiguous = ["Laituri", "1 234,50"], ["Laavu", "3.000"]
    assert parsed_rows_of([header, clear, ambiguous])[1].money == {"announced": {"public_eur": Decimal(3000)}}
    (parsed,) = parsed_rows_of([header, ambiguous])
    assert "thousands or decimals" in parsed.problems[0]
    assert parsed.money == {}


@given(
    st.decimals(0, 99_999_999, places=2),
    st.sampled_from([" ", "\u00a0", "\u202f", ".", ""]),
    st.sampled_from(["€", "euroa", ""]),
)
def test_reads_back_every_sum_that_a_finn_may_write(eur, mark, unit):
    written = f"{eur:,.2f}".replace(",", "\0").replace(".", ",").replace("\0", mark)
    assert read_money(f"{written} {unit}", ",").eur == eur


@given(st.text(), st.sampled_from([",", ".", None]))
@example("1" * 5000, ",")
@example("€" * 5000 + "1", ",")
def test_any_text_is_a_sum_within_bounds_or_reported(cell, decimal):
    decimal_sign(cell)
    try:
        money = read_money(cell, decimal)
    except CellError:
        return
    assert money.eur is None or 0 <= money.eur <= 100_000_000
