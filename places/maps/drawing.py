"""Maps as a page needs them: which areas, under which name, leading where. Drawn by templates/places/_map.html."""

from dataclasses import dataclass
from functools import reduce
from html import escape
from operator import or_

from django.db.models import Q, Subquery
from django.utils.safestring import SafeString

from places.models import BoundarySet, Shape

ORIGIN = ["attribution", "year", "is_approximate"]  # of BoundarySet
MARGIN = 0.02  # of the longer side, so that borders and the mark of focus are not cut off


@dataclass(frozen=True)
class Wanted:
    """An area that a page wants to show.

    layer and key: see Shape. url: "" for an area without a page. css: class in the stylesheet (here, own, part,
    outside, g1–g6); "" for the tint that tells the area from its neighbours.
    """

    layer: str
    key: str
    title: str
    url: str = ""
    css: str = ""


@dataclass(frozen=True)
class Map:
    """A map ready to be shown. `areas` holds the markup of all areas, escaped; `count` is their number."""

    label: str
    view_box: str
    areas: SafeString
    count: int
    attribution: str
    is_approximate: bool


def draw(scale, wanted, label):
    """Return a Map of the wanted areas, later ones over earlier ones, or None when none of them can be drawn.

    scale: Shape.Scale; wanted: list of Wanted; label: name of the map for screen readers. One statement.
    """
    shapes, boundaries = _shapes(scale, wanted)
    drawn = [(area, shape) for area in wanted if (shape := shapes.get((area.layer, area.key)))]
    if not drawn or boundaries.year is None:
        return None
    return Map(
        label=label,
        view_box=_view_box([bounds for _area, (_path, _tint, *bounds) in drawn]),
        areas=_markup(drawn),
        count=len(drawn),
        attribution=boundaries.credit(),
        is_approximate=boundaries.is_approximate,
    )


def _shapes(scale, wanted):
    """Return a dict of (layer, key) → (path, tint, min_x, min_y, max_x, max_y), and the BoundarySet they come from."""
    keys = {}
    for area in wanted:
        keys.setdefault(area.layer, set()).add(area.key)
    if not keys:
        return {}, BoundarySet()
    chosen = reduce(or_, (Q(layer=layer, key__in=sorted(names)) for layer, names in keys.items()))
    columns = ["layer", "key", "path", "tint", "min_x", "min_y", "max_x", "max_y"]
    # With each row, so that the one row on where the borders come from costs no statement of its own.
    in_force = {name: Subquery(BoundarySet.objects.values(name)[:1]) for name in ORIGIN}
    rows = list(
        Shape.objects.filter(chosen, scale=scale).exclude(path="").annotate(**in_force).values_list(*columns, *ORIGIN)
    )
    origin = dict(zip(ORIGIN, rows[0][len(columns) :], strict=True)) if rows else {}
    return {(row[0], row[1]): row[2 : len(columns)] for row in rows}, BoundarySet(**origin)


def _view_box(bounds):
    min_x, min_y = min(b[0] for b in bounds), min(b[1] for b in bounds)
    max_x, max_y = max(b[2] for b in bounds), max(b[3] for b in bounds)
    margin = round(MARGIN * max(max_x - min_x, max_y - min_y)) + 1
    return f"{min_x - margin} {min_y - margin} {max_x - min_x + 2 * margin} {max_y - min_y + 2 * margin}"


def _markup(drawn):
    """Return the areas as SVG. Plain escape() on each value: four times as fast as a template or format_html()."""
    return SafeString("".join(_area(area, path, area.css or f"t{tint}") for area, (path, tint, *_bounds) in drawn))


def _area(area, path, css):
    title, shape = f"<title>{escape(str(area.title))}</title>", f'<path class="{escape(css)}" d="{escape(path)}"'
    return f'<a href="{escape(area.url)}">{title}{shape}/></a>' if area.url else f"{shape}>{title}</path>"
