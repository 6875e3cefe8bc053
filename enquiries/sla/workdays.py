"""Working days of Finland: Monday to Friday without public holidays. The one module that meets the holidays package."""

from datetime import timedelta
from functools import lru_cache

import holidays


def add_working_days(day, count):
    """Return the date `count` working days after a day; 0 gives the day itself or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    for _number in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def working_days_between(first, last):
    """Return how many working days after the date `first` the date `last` is; 0 when it is not later."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def is_working_day(day):
    """Return whether offices are open on a date: not on public holidays, nor on Midsummer and Christmas Eve."""
    return day.weekday() < 5 and day not in _public_holidays(day.year)


@lru_cache(maxsize=50)
def _public_holidays(year):
    return frozenset(holidays.Finland(years=year))
