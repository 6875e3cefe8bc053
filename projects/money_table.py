"""The money of a project by what it means and by who gives it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FUNDERS = {
    "eu_eur": _("EU"),
    "state_eur": pgettext_lazy("funder", "State"),
    "municipal_eur": _("Municipalities"),
    "public_eur": _("Public in all"),
    "private_eur": _("Private"),
    "total_eur": _("Total cost"),
}


@dataclass(frozen=True)
class Column:
    """What the sums of a column mean: a stage in words, of a payment also the financial year."""

    name: str
    year: int | None
    is_approximate: bool


@dataclass(frozen=True)
class MoneyTable:
    """`rows` are (funder, a sum per column as Decimal EUR or None); `untold` the funders of whom no sum is told."""

    columns: list[Column]
    rows: list[tuple[str, list[Decimal | None]]]
    untold: list[str]


def money_table(fundings):
    """Return the MoneyTable of a project. fundings: its Funding rows, of any stages."""
    fundings = list(fundings)
    columns = [Column(one.get_stage_display(), one.financial_year, one.is_approximate) for one in fundings]
    rows = [(str(name), [getattr(one, field) for one in fundings]) for field, name in FUNDERS.items()]
    return MoneyTable(
        columns=columns,
        rows=[row for row in rows if any(eur is not None for eur in row[1])],
        untold=[name for name, sums in rows if all(eur is None for eur in sums)],
    )
