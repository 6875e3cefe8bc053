"""Sums of money as one reads them."""

from django import template
from django.template.defaultfilters import floatformat

register = template.Library()


@register.filter
def euros(sum_eur):
    """Return a sum, Decimal EUR, with cents only where there are any: "27 003,20 €"; "" for None."""
    if sum_eur is None:
        return ""
    return f"{floatformat(sum_eur, '0g' if sum_eur == int(sum_eur) else '2g')}\u00a0€"


@register.filter
def whole_euros(sum_eur):
    """Return a sum, Decimal EUR, rounded to whole euros: "27 003 €"; "" for None."""
    return "" if sum_eur is None else f"{floatformat(sum_eur, '0g')}\u00a0€"
