"""From a point on the ground to the municipality it lies in."""

from typing import SupportsFloat

import shapely

from places.models import MunicipalBoundary, Municipality

from .projection import DEGREES, is_in_finland, to_metres

MAX_OFF_COAST_M = 2000  # a point this far off the coast still belongs to the nearest municipality


def locate(lat: SupportsFloat | str | None, lon: SupportsFloat | str | None) -> Municipality | None:
    """Return the municipality at a point in WGS 84 degrees, up to MAX_OFF_COAST_M off the coast, otherwise None.

    What is no number or lies outside Finland gives None.
    """
    try:
        latitude, longitude = float(lat), float(lon)  # type: ignore[arg-type]  # None is a TypeError
    except (TypeError, ValueError, OverflowError):
        return None
    if not is_in_finland(longitude, latitude, DEGREES):
        return None
    x, y = to_metres(longitude, latitude)
    near = MunicipalBoundary.objects.filter(
        min_x__lte=x + MAX_OFF_COAST_M,
        max_x__gte=x - MAX_OFF_COAST_M,
        min_y__lte=y + MAX_OFF_COAST_M,
        max_y__gte=y - MAX_OFF_COAST_M,
    )
    point = shapely.Point(x, y)
    nearest, min_distance = None, float(MAX_OFF_COAST_M)
    for boundary in near.select_related("municipality").defer("country").order_by("-pk"):
        distance = shapely.distance(shapely.from_wkb(bytes(boundary.detail)), point)
        if distance <= min_distance:  # of two at the same distance the one with the smaller code
            nearest, min_distance = boundary.municipality, distance
    return nearest
