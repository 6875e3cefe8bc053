"""Maps as a page needs them: which areas, under which name, leading where. Drawn by templates/places/_map.html.

The markup of the areas is built here, not in a template: the map of all 308 municipalities takes 6 ms with plain
escape() on each value, 19 ms with format_html() and 25 ms in a template.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from html import escape
from operator import or_
from typing import NamedTuple

from django.db.models import Q, Subquery
from django.utils.safestring import SafeString

from places.models import BoundarySet, Shape

MARGIN = 0.02  # of the longer side, so that borders and the mark of focus are not cut off


@dataclass(frozen=True)
class MapArea:
    """An area that a page wants on a map.

    layer and key: see Shape. url: "" for an area without a page. css: class in the stylesheet (here, own, part,
    outside, g1–g6); "" for the tint that distinguishes the area from its neighbours.
    """

    layer: str
    key: str
    title: str
    url: str = ""
    css: str = ""


@dataclass(frozen=True)
class Map:
    """A map ready to be displayed. `areas` holds the markup of all areas, escaped; `count` is their number."""

    label: str
    view_box: str
    areas: SafeString
    count: int
    attribution: str
    is_approximate: bool


class _Outline(NamedTuple):
    """What is drawn of a Shape, and where the borders come from (columns of the only BoundarySet)."""

    layer: str
    key: str
    path: str
    tint: int
    min_x: int
    min_y: int
    max_x: int
    max_y: int
    attribution: str  # NULL without a BoundarySet
    year: int
    is_approximate: bool


def draw_map(scale: str, areas: Sequence[MapArea], label: str) -> Map | None:
    """Return a map of the areas, later ones over earlier ones, or None when none of them can be drawn.

    scale: one of Shape.Scale; label: name of the map for screen readers. One statement.
    """
    outlines = _outlines(scale, areas)
    drawn = [(area, outline) for area in areas if (outline := outlines.get((area.layer, area.key)))]
    if not drawn or drawn[0][1].attribution is None:
        return None
    origin = drawn[0][1]
    boundaries = BoundarySet(attribution=origin.attribution, year=origin.year, is_approximate=origin.is_approximate)
    return Map(
        label=label,
        view_box=_view_box([outline for _area, outline in drawn]),
        areas=SafeString("".join(_markup(area, outline) for area, outline in drawn)),
        count=len(drawn),
        attribution=boundaries.credit(),
        is_approximate=boundaries.is_approximate,
    )


def _outlines(scale: str, areas: Iterable[MapArea]) -> dict[tuple[str, str], _Outline]:
    """Return {(layer, key): outline} of those of the areas that have a path."""
    keys: dict[str, set[str]] = defaultdict(set)
    for area in areas:
        keys[area.layer].add(area.key)
    if not keys:
        return {}
    wanted = reduce(or_, (Q(layer=layer, key__in=sorted(names)) for layer, names in keys.items()))
    # With each row, not in a statement of its own: the page of a group is at its limit of fourteen.
    boundaries = BoundarySet.objects.order_by("pk")
    origin = {name: Subquery(boundaries.values(name)[:1]) for name in ("attribution", "year", "is_approximate")}
    shapes = Shape.objects.filter(wanted, scale=scale).exclude(path="").annotate(**origin)
    outlines = map(_Outline._make, shapes.values_list(*_Outline._fields))
    return {(outline.layer, outline.key): outline for outline in outlines}


def _view_box(outlines: Sequence[_Outline]) -> str:
    min_x, min_y = min(o.min_x for o in outlines), min(o.min_y for o in outlines)
    max_x, max_y = max(o.max_x for o in outlines), max(o.max_y for o in outlines)
    margin = round(MARGIN * max(max_x - min_x, max_y - min_y)) + 1
    return f"{min_x - margin} {min_y - margin} {max_x - min_x + 2 * margin} {max_y - min_y + 2 * margin}"


def _markup(area: MapArea, outline: _Outline) -> str:
    css = area.css or f"t{outline.tint}"
    title = f"<title>{escape(str(area.title))}</title>"
    path = f'<path class="{escape(css)}" d="{escape(outline.path)}"'
    return f'<a href="{escape(area.url)}">{title}{path}/></a>' if area.url else f"{path}>{title}</path>"
