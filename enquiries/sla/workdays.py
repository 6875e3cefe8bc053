"""Working days of Finland: Monday to Friday without public holidays. The one module that meets the holidays package."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


def add_working_days(day: date, count: int) -> date:
    """Return the day `count` working days after a day; 0 gives the day itself or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    for _number in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days after `first` the day `last` is; 0 when it is not later."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def is_working_day(day: date) -> bool:
    """Return whether offices are open: not on public holidays, nor on Midsummer and Christmas Eve."""
    return day.weekday() < 5 and day not in _public_holidays(day.year)


@lru_cache(maxsize=50)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.Finland(years=year))
