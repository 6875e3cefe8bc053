"""How long personal data is kept: apps register rules that erase what is older than the settings allow.

A rule may run twice or miss days.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class RetentionRule:
    """What daily_tasks reports, and the function that erases what is too old at a moment and returns how many."""

    what: str
    apply: Callable[[datetime], int]


_rules: list[RetentionRule] = []


def add_rules(*rules: RetentionRule) -> None:
    """Register the rules of an app. They run before those of the apps below it, which are ready earlier."""
    _rules[:0] = rules


def apply_rules(now: datetime) -> dict[str, int]:
    """Erase what is older than the settings allow; return how many by what it is. now: aware."""
    return {rule.what: rule.apply(now) for rule in _rules}


def months_before(moment: datetime, months: int) -> datetime:
    """Return the same day of an earlier month, or the last one of a month that has no such day."""
    return moment - relativedelta(months=months)
