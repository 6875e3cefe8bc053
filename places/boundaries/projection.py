"""Coordinates: EPSG:3067 (ETRS-TM35FIN, metres, Transverse Mercator at 27°E) and WGS 84 degrees."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyproj

METRES, DEGREES = "EPSG:3067", "WGS 84"
# (lowest x, lowest y, highest x, highest y) of Finland with its sea areas, generously.
_EXTENT = {DEGREES: (17, 58, 34, 72), METRES: (0, 6_500_000, 900_000, 7_900_000)}


@cache
def _transformer() -> "pyproj.Transformer":
    import pyproj  # takes a tenth of a second, and most pages locate nothing

    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3067", always_xy=True)


def to_metres(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Return (x, y) in EPSG:3067 metres for degrees of longitude and latitude; numbers or arrays of them."""
    return _transformer().transform(lon, lat)


def is_in_finland(x: float, y: float, system: str) -> bool:
    """Return whether a point of METRES or DEGREES can lie in Finland; False for NaN and infinity."""
    min_x, min_y, max_x, max_y = _EXTENT[system]
    return min_x <= x <= max_x and min_y <= y <= max_y


def system_of(bounds: Sequence[float]) -> str | None:
    """Return METRES or DEGREES when bounds (min_x, min_y, max_x, max_y) lie in Finland so, otherwise None."""
    min_x, min_y, max_x, max_y = bounds
    for system in (DEGREES, METRES):
        if is_in_finland(min_x, min_y, system) and is_in_finland(max_x, max_y, system):
            return system
    return None
