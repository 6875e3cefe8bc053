"""Sums of money as people read them."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from projects.cards import Amount

register = template.Library()


@register.filter
def euros(sum_eur: Decimal | None) -> str:
    """Return a sum in EUR with cents only where there are any: "27 003,20 €"; "" for None."""
    if sum_eur is None:
        return ""
    return f"{floatformat(sum_eur, '0g' if sum_eur == int(sum_eur) else '2g')}\u00a0€"


@register.filter
def whole_euros(sum_eur: Decimal | None) -> str:
    """Return a sum in EUR, rounded to whole euros: "27 003 €"; "" for None."""
    return "" if sum_eur is None else f"{floatformat(sum_eur, '0g')}\u00a0€"


@register.filter
def amount(amount: Amount) -> str:
    """Return the sum of one project, called approximate where it is: "about 27 003,20 €"; "" when it is unknown."""
    text = euros(amount.eur)
    return _("about %(sum)s") % {"sum": text} if text and amount.is_approximate else text
