"""Replacing the municipal borders in the database by those of a file, and everything that is computed from them."""

from dataclasses import dataclass, field
from pathlib import Path

import shapely
from django.db import transaction
from django.utils.translation import gettext_noop

from places.models import BoundarySet, MunicipalBoundary, Municipality, Shape
from seeding.errors import SourceError

from . import geometry
from .geojson import BoundaryFile, read_boundary_file
from .layers import BATCH_SIZE, SCALES, Land, draw_all_layers, stored_land

APPROXIMATE = Path(__file__).parent.parent / "data" / "boundaries" / "municipalities_approx.geojson"
APPROXIMATE_YEAR = 2026  # of the division that it was computed for
APPROXIMATE_CREDIT = gettext_noop("Borders computed from points of places; coastline: Natural Earth, public domain")
STATISTICS_FINLAND = gettext_noop("Statistics Finland, municipalities {year}, CC BY 4.0")
MAX_ATTRIBUTION_LENGTH = 300  # characters, see BoundarySet


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

    def __str__(self) -> str:
        drawn = ", ".join(f"{layer} {count}" for layer, count in self.drawn.items())
        return (
            f"{self.file}: {self.read} municipalities read ({self.system}, {self.year}), "
            f"{self.changed} borders changed, {self.neighbours} pairs of neighbours; areas drawn: {drawn}"
        )


def load_approximate_boundaries(path: Path = APPROXIMATE) -> BoundaryReport | None:
    """Load the borders that the product ships, unless official ones are there already: then only redraw those.

    Returns None when official borders stay. Raises SourceError, with nothing changed.
    """
    if BoundarySet.objects.filter(is_approximate=False).exists():
        draw_all_layers(stored_land())
        return None
    return load_boundaries(path, is_approximate=True, attribution=APPROXIMATE_CREDIT, year=APPROXIMATE_YEAR)


@transaction.atomic
def load_boundaries(
    path: Path,
    *,
    year: int | None = None,
    attribution: str = "",
    is_approximate: bool = False,
    dry_run: bool = False,
) -> BoundaryReport:
    """Replace all borders by those of a GeoJSON file and redraw every layer.

    path: a file that read_boundary_file accepts. year, attribution: needed where the file does not state them
    (Statistics Finland's does); "{year}" in the attribution stands for the year. dry_run: roll everything back in the
    end. Raises SourceError, with nothing changed, when anything is wrong.
    """
    names = dict(Municipality.objects.current().values_list("code", "name_fi"))
    if not names:
        raise SourceError("there are no municipalities to draw: run load_places first")
    source = read_boundary_file(path, names)
    year = year or source.year
    attribution = attribution or (STATISTICS_FINLAND if source.is_statistics_finland else "")
    if not year:
        raise SourceError(
            "the file doesn't state the year of the borders: give it with --year, such as --year 2026", source.file
        )
    if not attribution:
        raise SourceError("the file doesn't state whose borders these are: give it with --attribution", source.file)
    if len(attribution) > MAX_ATTRIBUTION_LENGTH:
        raise SourceError(f"attribution of {len(attribution)} characters, {MAX_ATTRIBUTION_LENGTH} are the most")
    land = _simplify(source)
    changed = _store_areas(land)
    _store_neighbours(land.neighbour_pairs)
    values = {
        "attribution": attribution,
        "is_approximate": is_approximate,
        "file_name": source.file[:200],
        "year": year,
    }
    boundary_set, _created = BoundarySet.objects.update_or_create(pk=1, defaults=values)
    report = BoundaryReport(
        file=source.file,
        system=source.system,
        year=year,
        attribution=boundary_set.credit(),
        read=len(names),
        changed=changed,
        neighbours=len(land.neighbour_pairs),
        drawn=draw_all_layers(land),
    )
    transaction.set_rollback(dry_run)
    return report


def _simplify(source: BoundaryFile) -> Land:
    try:
        areas = geometry.clean_coverage(source.areas)
    except SourceError as error:
        raise SourceError(str(error), source.file) from error
    by_scale = {scale: geometry.simplify(areas, accuracy) for scale, accuracy in SCALES.items()}
    return Land(by_scale, geometry.neighbour_pairs(by_scale[Shape.Scale.DETAIL]))


def _store_areas(land: Land) -> int:
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
    MunicipalBoundary.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    return sum(before.get(row.pk) != row.detail for row in rows)


def _store_neighbours(pairs: set[tuple[str, str]]) -> None:
    through = Municipality.neighbours.through
    through.objects.all().delete()
    both_directions = [link for first, second in sorted(pairs) for link in ((first, second), (second, first))]
    through.objects.bulk_create(
        [through(from_municipality_id=owner, to_municipality_id=other) for owner, other in both_directions],
        batch_size=BATCH_SIZE,
    )
