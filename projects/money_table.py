"""The money of a project by what it means and by who gives it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Funding

FUNDERS: dict[str, str | Promise] = {
    "eu_eur": _("EU"),
    "state_eur": pgettext_lazy("funder", "State"),
    "municipal_eur": _("Municipalities"),
    "public_eur": _("Public in all"),
    "private_eur": _("Private"),
    "total_eur": _("Total cost"),
}


@dataclass(frozen=True)
class MoneyColumn:
    """What the sums of a column mean: a stage in words, of a payment also the financial year."""

    name: str
    year: int | None
    is_approximate: bool


@dataclass(frozen=True)
class MoneyTable:
    """`rows` are (funder, a sum per column in EUR); `unknown_funders` those of whom no sum is known."""

    columns: list[MoneyColumn]
    rows: list[tuple[str, list[Decimal | None]]]
    unknown_funders: list[str]


def money_table(fundings: Iterable[Funding]) -> MoneyTable:
    """Return the MoneyTable of a project with these fundings, of any stages."""
    fundings = list(fundings)
    rows = [(str(name), [getattr(funding, field) for funding in fundings]) for field, name in FUNDERS.items()]
    return MoneyTable(
        columns=[
            MoneyColumn(funding.get_stage_display(), funding.financial_year, funding.is_approximate)
            for funding in fundings
        ],
        rows=[row for row in rows if any(eur is not None for eur in row[1])],
        unknown_funders=[name for name, sums in rows if all(eur is None for eur in sums)],
    )
