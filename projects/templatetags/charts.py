"""Small charts as SVG. Each stands beside a table of the same numbers, which says all that it shows."""

from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()

HEIGHT = 100
STEP, WIDTH = 10, 8  # of a column, with and without the gap after it
LONGEST = 60  # years drawn to scale; a mistyped year would else leave no room for the others


@register.simple_tag
def columns(bars, label):
    """Return a chart of columns, a year each. bars: of projects.summary.bars; label: for who does not see it.

    Years without projects are gaps; what has no year is not drawn.
    """
    known = [bar for bar in bars if not bar.is_unknown]
    places = _places([int(bar.name) for bar in known])
    drawn = "".join(
        f'<rect x="{place * STEP}" y="{HEIGHT - bar.percent}" width="{WIDTH}" height="{bar.percent}">'
        f"<title>{escape(bar.name)}: {bar.count}</title></rect>"
        for bar, place in zip(known, places, strict=True)
    )
    return SafeString(
        f'<svg class="years" viewBox="0 0 {(places[-1] + 1) * STEP if places else STEP} {HEIGHT}"'
        f' preserveAspectRatio="none" role="img" aria-label="{escape(label)}">{drawn}</svg>'
    )


@register.simple_tag
def bar(percent):
    """Return a bar of 0–100 percent of its cell; for the eye only, the number stands beside it."""
    return SafeString(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{percent}" height="10"/></svg>'
    )


def _places(years):
    """Return where the column of each year stands, from 0: to scale, or side by side when they lie too far apart."""
    if years and years[-1] - years[0] < LONGEST:
        return [year - years[0] for year in years]
    return list(range(len(years)))
