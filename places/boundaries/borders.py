"""Municipal borders in the database, what is drawn from them, and which municipality a point lies in."""

from dataclasses import dataclass, field
from pathlib import Path

import shapely
from django.db import transaction
from django.utils.translation import gettext_noop

from places.maps.colouring import tints
from places.models import BoundarySet, MunicipalBoundary, Municipality, Shape
from seeding.errors import SourceError

from . import geometry
from .geojson import read_borders
from .projection import DEGREES, is_in_finland, to_metres

APPROXIMATE = Path(__file__).parent.parent / "data" / "boundaries" / "municipalities_approx.geojson"
APPROXIMATE_YEAR = 2026  # of the division that it was computed for
APPROXIMATE_CREDIT = gettext_noop("Borders computed from points of places; coastline: Natural Earth, public domain")
STATISTICS_FINLAND = gettext_noop("Statistics Finland, municipalities {year}, CC BY 4.0")
NEAREST_M = 2000  # a point this far off the coast still belongs to the nearest municipality
LONGEST_ATTRIBUTION = 300  # characters, see BoundarySet
BATCH = 500  # rows a statement
_SCALES = {Shape.Scale.DETAIL: geometry.DETAIL, Shape.Scale.COUNTRY: geometry.COUNTRY}


@dataclass
class BoundaryReport:
    """What loading borders did."""

    file: str
    system: str
    year: int
    attribution: str
    read: int
    changed: int
    neighbours: int
    drawn: dict[str, int] = field(default_factory=dict)

    def __str__(self):
        drawn = ", ".join(f"{layer} {count}" for layer, count in self.drawn.items())
        return (
            f"{self.file}: {self.read} municipalities read ({self.system}, {self.year}), "
            f"{self.changed} borders changed, {self.neighbours} pairs of neighbours; areas drawn: {drawn}"
        )


@dataclass
class _Land:
    """The simplified areas by scale and code, and the pairs of codes that are neighbours."""

    areas: dict[Shape.Scale, dict[str, shapely.Geometry]]
    pairs: set[tuple[str, str]]


def load_approximate_boundaries(path=APPROXIMATE):
    """Load the borders that the product ships, unless official ones are there already: then only draw those anew.

    Returns a BoundaryReport, or None when official borders stay. Raises SourceError, with nothing changed.
    """
    if BoundarySet.objects.filter(is_approximate=False).exists():
        _draw_all(_stored_land())
        return None
    return load_boundaries(path, is_approximate=True, attribution=APPROXIMATE_CREDIT, year=APPROXIMATE_YEAR)


@transaction.atomic
def load_boundaries(path, *, year=None, attribution="", is_approximate=False, dry_run=False):
    """Replace all borders by those of a GeoJSON file, draw every layer anew and return a BoundaryReport.

    path: Path of a file that geojson.read_borders accepts. year, attribution: needed where the file doesn't tell them
    (Statistics Finland's does); "{year}" in the attribution stands for the year. dry_run: roll everything back in the
    end. Raises SourceError, with nothing changed, when anything is wrong.
    """
    names = dict(Municipality.objects.current().values_list("code", "name_fi"))
    if not names:
        raise SourceError("there are no municipalities to draw: run load_places first")
    borders = read_borders(path, names)
    year = year or borders.year
    attribution = attribution or (STATISTICS_FINLAND if borders.is_statistics_finland else "")
    if not year:
        raise SourceError(
            "the file doesn't tell the year of the borders: give it with --year, such as --year 2026", borders.file
        )
    if not attribution:
        raise SourceError("the file doesn't tell whose borders these are: say it with --attribution", borders.file)
    if len(attribution) > LONGEST_ATTRIBUTION:
        raise SourceError(f"attribution of {len(attribution)} characters, {LONGEST_ATTRIBUTION} are the most")
    land = _simplified(borders)
    changed = _store_areas(land)
    _store_neighbours(land.pairs)
    values = {
        "attribution": attribution,
        "is_approximate": is_approximate,
        "file_name": borders.file[:200],
        "year": year,
    }
    known, _created = BoundarySet.objects.update_or_create(pk=1, defaults=values)
    drawn = _draw_all(land)
    transaction.set_rollback(dry_run)
    return BoundaryReport(
        borders.file, borders.system, year, known.credit(), len(names), changed, len(land.pairs), drawn
    )


def draw_layer(layer, members_by_key):
    """Draw a layer anew from the borders in the database, at both scales; what it held before is replaced.

    layer: "group" or another layer of an app above; members_by_key: dict of key → list of municipality codes. Areas
    may overlap. Keys are kept without a path as long as there are no borders for their members.
    """
    _draw(layer, members_by_key, _stored_land())


def locate(lat, lon):
    """Return the Municipality at a point in WGS 84 degrees, up to NEAREST_M off the coast, otherwise None.

    lat, lon: anything; what is no number or lies outside Finland gives None.
    """
    try:
        lat, lon = float(lat), float(lon)
    except (TypeError, ValueError, OverflowError):
        return None
    if not is_in_finland(lon, lat, DEGREES):
        return None
    x, y = to_metres(lon, lat)
    near = MunicipalBoundary.objects.filter(
        min_x__lte=x + NEAREST_M, max_x__gte=x - NEAREST_M, min_y__lte=y + NEAREST_M, max_y__gte=y - NEAREST_M
    )
    point = shapely.Point(x, y)
    distances = [
        (shapely.distance(shapely.from_wkb(bytes(boundary.detail)), point), boundary.pk, boundary.municipality)
        for boundary in near.select_related("municipality").defer("country")
    ]
    distance, _code, municipality = min(distances, default=(NEAREST_M + 1, "", None))
    return municipality if distance <= NEAREST_M else None


def _simplified(borders):
    try:
        areas = geometry.clean(borders.areas)
    except SourceError as error:
        raise SourceError(str(error), borders.file) from error
    by_scale = {scale: geometry.simplify(areas, how) for scale, how in _SCALES.items()}
    return _Land(by_scale, geometry.neighbour_pairs(by_scale[Shape.Scale.DETAIL]))


def _stored_land():
    areas: dict[Shape.Scale, dict[str, shapely.Geometry]] = {scale: {} for scale in _SCALES}
    for code, detail, country in MunicipalBoundary.objects.order_by("pk").values_list("pk", "detail", "country"):
        areas[Shape.Scale.DETAIL][code] = shapely.from_wkb(bytes(detail))
        areas[Shape.Scale.COUNTRY][code] = shapely.from_wkb(bytes(country))
    links = Municipality.neighbours.through.objects.values_list("from_municipality_id", "to_municipality_id")
    return _Land(areas, {(one, other) for one, other in links if one < other})


def _store_areas(land):
    """Replace the stored areas; return how many differ from what was stored before."""
    before = {code: bytes(detail) for code, detail in MunicipalBoundary.objects.values_list("pk", "detail")}
    rows = []
    for code, area in land.areas[Shape.Scale.DETAIL].items():
        min_x, min_y, max_x, max_y = area.bounds
        country = shapely.to_wkb(land.areas[Shape.Scale.COUNTRY][code])
        rows.append(
            MunicipalBoundary(
                municipality_id=code,
                detail=shapely.to_wkb(area),
                country=country,
                min_x=min_x,
                min_y=min_y,
                max_x=max_x,
                max_y=max_y,
            )
        )
    MunicipalBoundary.objects.all().delete()
    MunicipalBoundary.objects.bulk_create(rows, batch_size=BATCH)
    return sum(before.get(row.pk) != row.detail for row in rows)


def _store_neighbours(pairs):
    through = Municipality.neighbours.through
    through.objects.all().delete()
    links = [pair for one, other in sorted(pairs) for pair in ((one, other), (other, one))]
    through.objects.bulk_create(
        [through(from_municipality_id=one, to_municipality_id=other) for one, other in links], batch_size=BATCH
    )


def _draw_all(land):
    """Draw our own layers and, from their stored members, those of the apps above; return dict of layer → count."""
    regions = {}
    for code, region in Municipality.objects.current().order_by("pk").values_list("pk", "region_id"):
        regions.setdefault(region, []).append(code)
    layers = {"municipality": {code: [code] for members in regions.values() for code in members}, "region": regions}
    others = Shape.objects.exclude(layer__in=layers).order_by("pk").values_list("layer", "key", "members")
    for layer, key, members in others:
        layers.setdefault(layer, {})[key] = members
    for layer, members_by_key in layers.items():
        _draw(layer, members_by_key, land)
    return {layer: len(members_by_key) for layer, members_by_key in layers.items()}


def _draw(layer, members_by_key, land):
    tint = tints(_neighbours(members_by_key, land.pairs))
    rows = [
        Shape(layer=layer, key=key, scale=scale, members=list(members), tint=tint[key], **_drawing(members, areas, how))
        for scale, how in _SCALES.items()
        for areas in [land.areas[scale]]
        for key, members in members_by_key.items()
    ]
    Shape.objects.filter(layer=layer).delete()
    Shape.objects.bulk_create(rows, batch_size=BATCH)


def _drawing(members, areas, scale):
    present = [areas[code] for code in sorted(set(members)) if code in areas]
    drawing = geometry.draw(geometry.join(present), scale) if present else geometry.Drawing("", 0, 0, 0, 0, 0, 0)
    return vars(drawing)


def _neighbours(members_by_key, pairs):
    """Return dict of key → set of the keys with a municipality in common or next to one of theirs."""
    keys_of = {}
    for key, members in members_by_key.items():
        for code in members:
            keys_of.setdefault(code, set()).add(key)
    neighbours = {key: set() for key in members_by_key}
    meetings = [(keys, keys) for keys in keys_of.values()]
    meetings += [(keys_of.get(one, ()), keys_of.get(other, ())) for one, other in pairs]
    for ones, others in meetings:
        for one in ones:
            for other in others:
                if one != other:
                    neighbours[one].add(other)
                    neighbours[other].add(one)
    return neighbours
