"""Days are read with how exact they are; an end stands for the last day of its month or year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.imports.errors import CellError
from projects.imports.parsing.dates import FIRST_YEAR, LAST_YEAR, read_day, read_span
from tests.projects.imports.files import cells, parsed_row_of


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        ("1.8.2020", date(2020, 8, 1), "day"),
        ("08.05.2017", date(2017, 5, 8), "day"),
        ("31/12/2020", date(2020, 12, 31), "day"),
        ("2020-08-01", date(2020, 8, 1), "day"),
        ("2020-08-01T00:00:00+03:00", date(2020, 8, 1), "day"),
        ("20200801", date(2020, 8, 1), "day"),
        ("43831", date(2020, 1, 1), "day"),
        ("3/2020", date(2020, 3, 1), "month"),
        ("2020-03", date(2020, 3, 1), "month"),
        ("2020", date(2020, 1, 1), "year"),
    ],
)
def test_reads_a_day(cell, day, precision):
    assert read_day(cell) == (day, precision)


def test_an_end_is_the_last_day_of_its_month_or_year():
    assert read_day("2/2020", is_end=True).day == date(2020, 2, 29)
    assert read_day("2020", is_end=True).day == date(2020, 12, 31)


@pytest.mark.parametrize(
    ("cell", "starts", "ends"),
    [
        ("7/2023–12/2024", (date(2023, 7, 1), "month"), (date(2024, 12, 31), "month")),
        ("31.7.-2.8.2020", (date(2020, 7, 31), "day"), (date(2020, 8, 2), "day")),
        ("1.9.2015 – 28.2.2019", (date(2015, 9, 1), "day"), (date(2019, 2, 28), "day")),
        ("2020-01-31 - 2020-12-31", (date(2020, 1, 31), "day"), (date(2020, 12, 31), "day")),
        ("2018-2020", (date(2018, 1, 1), "year"), (date(2020, 12, 31), "year")),
        ("31.01.2018 - 02.06.2020", (date(2018, 1, 31), "day"), (date(2020, 6, 2), "day")),
        ("- 30.08.2025", None, (date(2025, 8, 30), "day")),
        ("1.8.2020 -", (date(2020, 8, 1), "day"), None),
        ("1.8.2020", (date(2020, 8, 1), "day"), None),
        ("2020", (date(2020, 1, 1), "year"), (date(2020, 12, 31), "year")),
        ("", None, None),
    ],
)
def test_reads_a_period_of_time(cell, starts, ends):
    assert read_span(cell) == (starts, ends)


@pytest.mark.parametrize(
    "cell", ["31.2.2020", "1.8.20", "13/2020", "elokuussa", "1.1.1020", "2020-13-01", "99999999", "٢٠٢٠"]
)
def test_reports_what_is_no_day(cell):
    with pytest.raises(CellError):
        read_day(cell)


def test_never_takes_the_end_for_a_missing_start():
    parsed = parsed_row_of(cells(Toteutusaika="- 30.08.2025"))
    assert (parsed.starts, parsed.ends) == (None, date(2025, 8, 30))


def test_rejects_a_project_that_ends_before_it_starts():
    parsed = parsed_row_of(cells(Alkaa="2.1.2020", Päättyy="1.1.2020"))
    assert parsed.problems == ["The project ends (1 Jan 2020) before it starts (2 Jan 2020)."]


@given(
    st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)), st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
)
def test_reads_back_every_day_and_period(first, second):
    assert read_day(f"{first.day}.{first.month}.{first.year}").day == first
    assert read_day(first.isoformat()).day == read_day(first.strftime("%Y%m%d")).day == first
    assert read_span(f"{first.isoformat()}–{second:%d.%m.%Y}") == ((first, "day"), (second, "day"))


@given(st.text(alphabet="0123456789.-–/ T") | st.text())
def test_any_text_is_a_day_or_reported(cell):
    for read in (read_day, read_span):
        try:
            read(cell)
        except CellError:
            continue
