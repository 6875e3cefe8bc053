"""Small charts as SVG. Each stands beside a table of the same numbers, which says all that it shows."""

from typing import Any, NamedTuple

from django import template

from projects.summary import Bar

register = template.Library()

HEIGHT = 100
STEP, WIDTH = 10, 8  # of a column, with and without the gap after it
MAX_YEARS = 60  # drawn to scale; a mistyped year would else leave no room for the others


class ChartColumn(NamedTuple):
    """One column of a chart: its rectangle, and what it stands for."""

    x: int
    y: int
    height: int
    bar: Bar


@register.inclusion_tag("projects/_column_chart.html")
def column_chart(bars: list[Bar], label: str) -> dict[str, Any]:
    """Draw a column a year. bars: of projects.summary.facet_bars; label: the text alternative.

    Years without projects are gaps; what has no year is not drawn.
    """
    known = [bar for bar in bars if not bar.is_unknown]
    positions = _positions([int(bar.name) for bar in known])
    return {
        "columns": [
            ChartColumn(position * STEP, HEIGHT - bar.percent, bar.percent, bar)
            for bar, position in zip(known, positions, strict=True)
        ],
        "column_width": WIDTH,
        "width": (positions[-1] + 1) * STEP if positions else STEP,
        "height": HEIGHT,
        "label": label,
    }


def _positions(years: list[int]) -> list[int]:
    """Return where the column of each year stands, from 0: to scale, or side by side when they lie too far apart."""
    if years and years[-1] - years[0] < MAX_YEARS:
        return [year - years[0] for year in years]
    return list(range(len(years)))
