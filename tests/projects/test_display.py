"""Times are shown as exactly as the source states them, and the state of a project is that of the day."""

from datetime import date

import pytest

from projects.display import project_dates, state_of
from projects.models import Project

TODAY = date(2026, 11, 24)
YEARS = {"starts_precision": "year", "ends_precision": "year"}
MONTHS = {"starts_precision": "month", "ends_precision": "month"}


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "text"),
    [
        (date(2020, 8, 1), date(2021, 12, 31), {}, "1.8.2020 – 31.12.2021"),
        (date(2020, 1, 1), date(2021, 12, 31), YEARS, "2020–2021"),
        (date(2020, 1, 1), date(2020, 12, 31), YEARS, "2020"),
        (date(2023, 7, 1), date(2024, 12, 31), MONTHS, "7/2023 – 12/2024"),
        (None, None, {}, ""),
    ],
)
def test_times(starts, ends, precision, text):
    assert project_dates(Project(starts=starts, ends=ends, **precision)) == text


def test_an_end_without_a_start_is_told_as_such():
    assert "2026" in project_dates(Project(ends=date(2026, 12, 31), ends_precision="year"))
    assert project_dates(Project(ends=date(2026, 12, 31))) != "31.12.2026"


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [
        (date(2020, 1, 1), date(2021, 1, 1), "ended"),
        (date(2020, 1, 1), TODAY, "running"),
        (date(2027, 1, 1), date(2028, 1, 1), "planned"),
        (date(2020, 1, 1), None, "unknown"),
        (None, date(2027, 1, 1), "running"),
        (None, None, "unknown"),
    ],
)
def test_states(starts, ends, state):
    assert state_of(Project(starts=starts, ends=ends), TODAY) == state
