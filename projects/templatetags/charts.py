"""Small charts as SVG. Each stands beside a table of the same numbers, which says all that it shows."""

from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()

HEIGHT = 100
STEP, WIDTH = 10, 8  # of a column, with and without the gap after it


@register.simple_tag
def columns(bars, label):
    """Return a chart of columns. bars: list of figures.Bar; label: what it shows, for who does not see it."""
    drawn = "".join(
        f'<rect x="{place * STEP}" y="{HEIGHT - bar.percent}" width="{WIDTH}" height="{bar.percent}">'
        f"<title>{escape(bar.name)}: {bar.count}</title></rect>"
        for place, bar in enumerate(bars)
    )
    return SafeString(
        f'<svg class="columns-chart" viewBox="0 0 {max(1, len(bars)) * STEP} {HEIGHT}" preserveAspectRatio="none"'
        f' role="img" aria-label="{escape(label)}">{drawn}</svg>'
    )


@register.simple_tag
def bar(percent):
    """Return a bar of 0–100 percent of its cell; for the eye only, the number stands beside it."""
    return SafeString(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{percent}" height="10"/></svg>'
    )
