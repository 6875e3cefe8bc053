"""Layers of the maps: areas joined from municipalities and drawn as Shape rows, at both scales.

The layers "municipality" and "region" are ours; an app above draws its own ("group") with draw_layer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import shapely

from places.maps.colouring import assign_tints
from places.models import MunicipalBoundary, Municipality, Shape

from . import geometry

BATCH_SIZE = 500  # rows a statement
SCALES = {Shape.Scale.DETAIL: geometry.DETAIL, Shape.Scale.COUNTRY: geometry.COUNTRY}

Members = Mapping[str, Collection[str]]  # key of an area → codes of the municipalities that it is made of


@dataclass
class Land:
    """The simplified areas by scale and code, and the pairs of codes, in ascending order, that are neighbours."""

    areas: dict[Shape.Scale, dict[str, shapely.Geometry]]
    neighbour_pairs: set[tuple[str, str]]


def stored_land() -> Land:
    """Return the municipal areas that the database holds."""
    areas: dict[Shape.Scale, dict[str, shapely.Geometry]] = {scale: {} for scale in SCALES}
    for code, detail, country in MunicipalBoundary.objects.order_by("pk").values_list("pk", "detail", "country"):
        areas[Shape.Scale.DETAIL][code] = shapely.from_wkb(bytes(detail))
        areas[Shape.Scale.COUNTRY][code] = shapely.from_wkb(bytes(country))
    links = Municipality.neighbours.through.objects.values_list("from_municipality_id", "to_municipality_id")
    return Land(areas, {(first, second) for first, second in links if first < second})


def draw_layer(layer: str, members_by_key: Members) -> None:
    """Redraw a layer from the borders in the database, at both scales; what it held before is replaced.

    layer: "group" or another layer of an app above. Areas may overlap. Keys are stored without a path as long as there
    are no borders for their members.
    """
    _draw(layer, members_by_key, stored_land())


def draw_all_layers(land: Land) -> dict[str, int]:
    """Redraw our own layers and, from their stored members, those of the apps above; return {layer: areas}."""
    regions: dict[str, list[str]] = defaultdict(list)
    for code, region in Municipality.objects.current().order_by("pk").values_list("pk", "region_id"):
        regions[region].append(code)
    layers: dict[str, dict[str, list[str]]] = {
        "municipality": {code: [code] for members in regions.values() for code in members},
        "region": regions,
    }
    others = Shape.objects.exclude(layer__in=layers).order_by("pk").values_list("layer", "key", "members")
    for layer, key, members in others:
        layers.setdefault(layer, {})[key] = members
    for layer, members_by_key in layers.items():
        _draw(layer, members_by_key, land)
    return {layer: len(members_by_key) for layer, members_by_key in layers.items()}


def _draw(layer: str, members_by_key: Members, land: Land) -> None:
    tints = assign_tints(_neighbouring_areas(members_by_key, land.neighbour_pairs))
    rows = [
        Shape(
            layer=layer,
            key=key,
            scale=scale,
            members=list(members),
            tint=tints[key],
            **vars(_drawing(members, land.areas[scale], accuracy)),
        )
        for scale, accuracy in SCALES.items()
        for key, members in members_by_key.items()
    ]
    Shape.objects.filter(layer=layer).delete()
    Shape.objects.bulk_create(rows, batch_size=BATCH_SIZE)


def _drawing(members: Iterable[str], areas: dict[str, shapely.Geometry], scale: geometry.Scale) -> geometry.AreaDrawing:
    present = [areas[code] for code in sorted(set(members)) if code in areas]
    return geometry.draw_area(geometry.join(present), scale) if present else geometry.NOT_DRAWN


def _neighbouring_areas(members_by_key: Members, pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return {key: keys of the areas with a municipality in common or next to one of theirs}."""
    keys_of: dict[str, set[str]] = defaultdict(set)
    for key, members in members_by_key.items():
        for code in members:
            keys_of[code].add(key)
    meeting = [(keys, keys) for keys in keys_of.values()]
    meeting += [(keys_of.get(first, set()), keys_of.get(second, set())) for first, second in pairs]
    neighbours: dict[str, set[str]] = {key: set() for key in members_by_key}
    for keys, others in meeting:
        for key, other in product(keys, others):
            if key != other:
                neighbours[key].add(other)
                neighbours[other].add(key)
    return neighbours
