"""Areas made ready for maps: simplified, joined, their neighbours, and SVG paths. Pure functions on shapely.

Areas are Polygons or MultiPolygons in EPSG:3067 metres, in dicts by municipality code.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import shapely

from seeding.errors import SourceError

# Map units: x to the right from here, y down from here, one origin for all of Finland.
WEST_M, NORTH_M = 0, 7_800_000
MIN_BORDER_M = 200  # a shorter one is a corner where areas meet
MAX_GAP_M = 20  # between two areas that are meant to touch
MIN_HOLE_M2 = 1_000_000  # a smaller one in joined areas is a crack; the smallest municipality has six times this


@dataclass(frozen=True)
class Scale:
    """How exact a map is: its unit, what is simplified away, and the smallest island that is drawn."""

    unit_m: int
    tolerance_m: int
    min_island_m2: int


DETAIL = Scale(unit_m=100, tolerance_m=300, min_island_m2=500_000)
COUNTRY = Scale(unit_m=1000, tolerance_m=2000, min_island_m2=8_000_000)


@dataclass(frozen=True)
class AreaDrawing:
    """SVG path data with its bounds and the point for a label, in map units: the columns of a Shape."""

    path: str
    min_x: int
    min_y: int
    max_x: int
    max_y: int
    label_x: int
    label_y: int


NOT_DRAWN = AreaDrawing("", 0, 0, 0, 0, 0, 0)  # of an area whose borders nobody has loaded


def clean_coverage(areas: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """Return the areas without overlaps and without gaps up to MAX_GAP_M, so that shared borders are equal.

    Raises SourceError when most of an area lies under others.
    """
    geometries = numpy.array(list(areas.values()))
    if shapely.coverage_is_valid(geometries):
        return areas
    cleaned = shapely.coverage_clean(geometries, gap_width=MAX_GAP_M)
    for code, before, after in zip(areas, geometries, cleaned, strict=True):
        if after.area < before.area / 2:
            raise SourceError(f"the area of {code} lies mostly under others")
    return dict(zip(areas, cleaned, strict=True))


def simplify(areas: dict[str, shapely.Geometry], scale: Scale) -> dict[str, shapely.Geometry]:
    """Return the areas with fewer points and without tiny islands, shared borders still equal."""
    large = _without_tiny_islands(areas, scale.min_island_m2)
    simplified = shapely.coverage_simplify(numpy.array(list(large.values())), scale.tolerance_m)
    return dict(zip(large, shapely.make_valid(simplified, method="structure", keep_collapsed=False), strict=True))


def _without_tiny_islands(areas: dict[str, shapely.Geometry], min_m2: int) -> dict[str, shapely.Geometry]:
    """Leave out small parts that touch no other area. The largest part of an area always stays."""
    parts, owners = shapely.get_parts(list(areas.values()), return_index=True)
    sizes = shapely.area(parts)
    largest = numpy.zeros(len(areas))
    numpy.maximum.at(largest, owners, sizes)
    small = numpy.flatnonzero((sizes < min_m2) & (sizes < largest[owners]))
    near, other = shapely.STRtree(parts).query(parts[small], predicate="intersects")
    touching = owners[small[near]] != owners[other]
    keep = numpy.ones(len(parts), dtype=bool)
    keep[small] = False
    keep[small[near[touching]]] = True  # an exclave on land: without it there would be a hole
    remaining = shapely.multipolygons(parts[keep], indices=owners[keep])
    return dict(zip(areas, remaining, strict=True))


def neighbour_pairs(areas: dict[str, shapely.Geometry]) -> set[tuple[str, str]]:
    """Return the pairs of codes, in ascending order, whose areas share a border longer than MIN_BORDER_M.

    Gaps up to MAX_GAP_M don't separate neighbours. An island may have none.
    """
    codes, geometries = list(areas), numpy.array(list(areas.values()))
    first, second = shapely.STRtree(geometries).query(geometries, predicate="dwithin", distance=MAX_GAP_M)
    first, second = first[first < second], second[first < second]
    borders = shapely.boundary(geometries)
    shared = shapely.length(shapely.intersection(borders[first], borders[second]))
    unsure = shared < MIN_BORDER_M
    wide = shapely.buffer(geometries[second[unsure]], MAX_GAP_M)
    shared[unsure] = shapely.length(shapely.intersection(borders[first[unsure]], wide))
    pairs = [(codes[i], codes[j]) for i, j in zip(first, second, strict=True)]
    return {(min(pair), max(pair)) for pair, length in zip(pairs, shared, strict=True) if length > MIN_BORDER_M}


def join(areas: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Return several areas as one, without the cracks that simplifying may have left between them."""
    if len(areas) == 1:
        return areas[0]
    polygons = shapely.get_parts(shapely.union_all(areas))
    return shapely.multipolygons([_without_cracks(polygon) for polygon in polygons])


def _without_cracks(polygon: shapely.Polygon) -> shapely.Polygon:
    holes = [hole for hole in polygon.interiors if shapely.Polygon(hole).area >= MIN_HOLE_M2]
    return shapely.Polygon(polygon.exterior, holes)


def draw_area(area: shapely.Geometry, scale: Scale) -> AreaDrawing:
    """Return the Drawing of an area: whole map units, each point relative to the one before it."""
    polygons = sorted(shapely.get_parts(area), key=lambda polygon: -polygon.area)
    label = _units(shapely.get_coordinates(polygons[0].representative_point()), scale)[0]
    rings = []
    for polygon in polygons:
        outer = _corners(polygon.exterior, scale)
        if len(outer):
            holes = [_corners(hole, scale) for hole in polygon.interiors]
            rings += [outer, *(hole for hole in holes if len(hole))]
    if not rings:  # smaller than a map unit: a square that can be seen
        rings = [label + numpy.array([[0, 0], [1, 0], [1, 1], [0, 1]])]
    points = numpy.concatenate(rings)
    return AreaDrawing(_path(rings), *map(int, [*points.min(axis=0), *points.max(axis=0), *label]))


def _units(points: numpy.ndarray, scale: Scale) -> numpy.ndarray:
    return numpy.rint((points - [WEST_M, NORTH_M]) * [1 / scale.unit_m, -1 / scale.unit_m]).astype(int)


def _corners(ring: shapely.LinearRing, scale: Scale) -> numpy.ndarray:
    """Return the corners of a ring in map units, without the closing point; empty when it has no area left."""
    points = _units(shapely.get_coordinates(ring), scale)[:-1]
    count = -1
    while len(points) != count:
        count = len(points)
        points = points[(points != numpy.roll(points, 1, axis=0)).any(axis=1)]
        before, after = points - numpy.roll(points, 1, axis=0), numpy.roll(points, -1, axis=0) - points
        points = points[before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]]
    return points if len(points) > 2 else points[:0]


def _path(rings: Sequence[numpy.ndarray]) -> str:
    pen, steps = numpy.zeros(2, dtype=int), []
    for ring in rings:
        moves = numpy.diff(ring, axis=0, prepend=[pen])
        numbers = "".join(f"{number}" if number < 0 else f" {number}" for number in moves.ravel().tolist())
        steps.append(f"m{numbers.lstrip()}z")
        pen = ring[0]
    return "".join(steps)
