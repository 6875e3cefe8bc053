"""Made-up municipalities for tests of borders: nine squares of 20 km in a grid, with wiggly borders between them.

001 002 003
004 005 006
007 008 009   (001 lies in the north-west)
"""

import json
import math

import numpy
import pyproj
import shapely

from places.boundaries.geojson import read_boundary_file
from tests.factories import MunicipalityFactory, RegionFactory

SIDE_M = 20_000
WEST_M, NORTH_M = 400_000, 6_900_000
NAMES = {f"{number:03}": f"Kunta {number}" for number in range(1, 10)}


def square(column, row):
    """Return the polygon of one place in the grid; a point of a border is the same from both sides."""
    steps = numpy.linspace(0, 1, 60)
    sides = [(steps, 0 * steps), (1 + 0 * steps, steps), (1 - steps, 1 + 0 * steps), (0 * steps, 1 - steps)]
    points = [(column + float(x), row + float(y)) for xs, ys in sides for x, y in zip(xs, ys, strict=True)]
    return shapely.Polygon([_metres(round(x, 6), round(y, 6)) for x, y in points])


def _metres(x, y):
    wiggle = 0.03 * math.sin(40 * (x + y)) * math.sin(math.pi * x) + 0.03 * math.sin(40 * (x - y)) * math.sin(
        math.pi * y
    )
    return round(WEST_M + (x + wiggle) * SIDE_M, 1), round(NORTH_M - (y + wiggle) * SIDE_M, 1)


def squares():
    """Return dict of code → area in EPSG:3067 metres for the nine municipalities."""
    return {code: square(number % 3, number // 3) for number, code in enumerate(NAMES)}


def collection(areas, properties=lambda code: {"kunta": code, "nimi": NAMES[code], "namn": "", "vuosi": 2026}):
    """Return a GeoJSON FeatureCollection as Python data."""
    features = [
        {"type": "Feature", "properties": properties(code), "geometry": json.loads(shapely.to_geojson(area))}
        for code, area in areas.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def reprojected(areas, epsg):
    """Return the areas in another coordinate system, x first."""
    change = pyproj.Transformer.from_crs(3067, epsg, always_xy=True).transform
    return {
        code: shapely.transform(area, lambda points: numpy.column_stack(change(points[:, 0], points[:, 1])))
        for code, area in areas.items()
    }


def write(folder, data, name="kunnat.geojson"):
    """Write data (Python data or bytes) as a file and return its path."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


def read(folder, data):
    """Write data as a file and read it as borders of the nine municipalities."""
    return read_boundary_file(write(folder, data), NAMES)


def make_municipalities():
    """Make the nine municipalities in two regions: 001–006 in the north, 007–009 in the south."""
    north, south = RegionFactory(code="01"), RegionFactory(code="02")
    for code, name in NAMES.items():
        MunicipalityFactory(code=code, name_fi=name, region=south if code > "006" else north)
