"""Reading a GeoJSON file of municipal borders: Statistics Finland's, or one with `code` and `name_fi`.

Pure functions, no database. The result is complete and usable; everything else is a SourceError.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Never

import numpy
import shapely

from seeding.errors import SourceError
from seeding.files import read_text

from .projection import DEGREES, METRES, system_of, to_metres

MAX_FILE_BYTES = 60_000_000  # several times Statistics Finland's most detailed file
MIN_AREA_M2 = 10_000  # less is a slip, not a municipality
MAX_NAMED = 5  # names in one message
_SYSTEM_OF_CRS = {"3067": METRES, "4326": DEGREES, "4258": DEGREES, "84": DEGREES}


@dataclass(frozen=True)
class BoundaryFile:
    """The content of a file. `areas`: municipality code "005" → area in EPSG:3067 metres, ordered by code."""

    file: str
    system: str
    areas: dict[str, shapely.Geometry]
    year: int | None
    is_statistics_finland: bool


@dataclass(frozen=True)
class _Feature:
    code: str
    name: str
    year: int | None
    geometry: shapely.Geometry


def read_boundary_file(path: Path, municipalities: dict[str, str]) -> BoundaryFile:
    """Read the borders of all municipalities from a GeoJSON file and return Borders.

    path: Path; municipalities: dict of code "005" → name, all of today. The file holds polygons in EPSG:3067 metres
    or in WGS 84 degrees, longitude first; a municipality may have several features. Raises SourceError naming the
    file when it is anything else, or when a municipality is unknown, missing or without an area.
    """
    try:
        data = _parse(path)
        features = [_feature(feature, number) for number, feature in enumerate(_features(data), start=1)]
        _check_division({feature.code: feature.name for feature in features}, municipalities)
        _check_names(features)
        geometries = numpy.array([feature.geometry for feature in features])
        system = _system(data, geometries)
        return BoundaryFile(
            file=path.name,
            system=system,
            areas=_areas([feature.code for feature in features], geometries, system, municipalities),
            year=next((feature.year for feature in features if feature.year), None),
            is_statistics_finland="kunta" in data["features"][0]["properties"],
        )
    except SourceError as error:
        if error.file:
            raise
        raise SourceError(str(error), path.name) from error


def _parse(path: Path) -> Any:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # read_text reports what is wrong
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise SourceError(f"larger than {limit} MB: use a more general version of the borders, such as 1:1 000 000")
    text = read_text(path)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        # A file that was cut short ends inside a value, or right after one.
        if text.strip() and (error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")):
            raise SourceError("cut short: the JSON ends in the middle", path.name, error.lineno) from error
        raise SourceError(f"not JSON: {error.msg}", path.name, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not usable JSON: {error}") from error


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{name} is not a number")


def _features(data: Any) -> list[Any]:
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise SourceError("not a GeoJSON FeatureCollection")
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise SourceError("the FeatureCollection has no features")
    return features


def _feature(feature: Any, number: int) -> _Feature:
    """Return the _Feature of one GeoJSON feature; number: its place in the file, from 1, for messages."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise SourceError(f"feature {number} has no properties")
    code = properties.get("kunta", properties.get("code"))
    if (code is None and "maakunta" in properties) or (isinstance(code, str) and re.fullmatch("[0-9]{2}", code)):
        raise SourceError("these are regions (maakunta); the borders of municipalities (kunta) are needed")
    if code is None:
        raise SourceError(f"feature {number} has neither `kunta` nor `code`")
    if not isinstance(code, str) or not re.fullmatch(r"[0-9]{3}", code):
        raise SourceError(f"feature {number}: {_short(code)} is not the code of a municipality (three digits)")
    name = properties.get("nimi") or properties.get("name_fi") or ""
    year = re.fullmatch(r"(?:19|20)\d\d", str(properties.get("vuosi", "")))
    label = f"feature {number} ({code} {_short(name)})"
    return _Feature(code, str(name), int(year[0]) if year else None, _geometry(feature.get("geometry"), label))


def _geometry(geometry: Any, label: str) -> shapely.Geometry:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise SourceError(f"{label} is {'a ' + _short(kind) if kind else 'nothing'}, not a Polygon or MultiPolygon")
    try:
        area = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except shapely.errors.ShapelyError as error:
        raise SourceError(f"{label} has an unusable geometry: {_short(error)}") from error
    if area.is_empty:
        raise SourceError(f"{label} has an empty geometry")
    return area


def _check_division(found: dict[str, str], municipalities: dict[str, str]) -> None:
    unknown = [f"{code} {name}" for code, name in sorted(found.items()) if code not in municipalities]
    if unknown:
        raise SourceError(f"not municipalities of today: {_named(unknown)}. Is the file of another year?")
    missing = [f"{code} {name}" for code, name in sorted(municipalities.items()) if code not in found]
    if missing:
        raise SourceError(f"{len(missing)} of {len(municipalities)} municipalities are missing: {_named(missing)}")


def _check_names(features: Iterable[_Feature]) -> None:
    names: dict[str, str] = {}
    for feature in features:
        first = names.setdefault(feature.code, feature.name)
        if first != feature.name:
            raise SourceError(f"code {feature.code} stands for both {_short(first)} and {_short(feature.name)}")


def _system(data: dict[str, Any], geometries: numpy.ndarray) -> str:
    """Return METRES or DEGREES, by the coordinates and, where the file has one, its `crs` member."""
    declared = _declared_system(data.get("crs"))
    bounds = shapely.total_bounds(geometries)
    system = system_of(bounds)
    if system is None and system_of(bounds[[1, 0, 3, 2]]):
        raise SourceError("the coordinates are swapped: longitude or easting must stand first")
    if system is None:
        raise SourceError(
            f"the coordinates are neither WGS 84 degrees nor EPSG:3067 metres in Finland: x from {bounds[0]:.0f} to "
            f"{bounds[2]:.0f}, y from {bounds[1]:.0f} to {bounds[3]:.0f}"
        )
    if declared and declared != system:
        raise SourceError(f"`crs` says {declared}, but the coordinates are {system}")
    return system


def _declared_system(crs: Any) -> str | None:
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    number = re.search(r"(\d+)$", name)
    if not number or number[1] not in _SYSTEM_OF_CRS:
        raise SourceError(f"the coordinate system {_short(name)} is not supported: EPSG:3067 or WGS 84 is needed")
    return _SYSTEM_OF_CRS[number[1]]


def _areas(
    codes: Sequence[str], geometries: numpy.ndarray, system: str, municipalities: dict[str, str]
) -> dict[str, shapely.Geometry]:
    """Return {code: valid area in metres}; several features of one code become one area."""
    points = shapely.get_coordinates(geometries)
    if system == DEGREES:
        points = numpy.column_stack(to_metres(points[:, 0], points[:, 1]))
    # Decimetres: a point that two neighbours share comes out equal in both.
    geometries = shapely.set_coordinates(geometries, points.round(1))
    geometries = shapely.make_valid(geometries, method="structure", keep_collapsed=False)
    parts = defaultdict(list)
    for code, geometry in zip(codes, geometries, strict=True):
        parts[code].append(geometry)
    areas = {code: shapely.union_all(parts[code]) if parts[code][1:] else parts[code][0] for code in sorted(parts)}
    for code, area in areas.items():
        if area.area < MIN_AREA_M2:
            raise SourceError(f"{code} {municipalities[code]} has no area")
    return areas


def _named(labels: Iterable[str]) -> str:
    labels = [_short(label) for label in labels]
    more = len(labels) - MAX_NAMED
    return ", ".join(labels[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def _short(value: object, length: int = 80) -> str:
    text = str(value)
    return text if len(text) <= length else text[:length] + "…"
