"""Which areas each page's map shows, what they are called and where they lead."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from groups.coverage import GROUP_LAYER, MunicipalityCoverage
from groups.models import LeaderGroup
from places.maps.drawing import Map, MapArea, draw_map
from places.models import Region, Shape

GROUP_COLOURS = 6  # g1–g6 of the stylesheet


def country_map(groups: Sequence[LeaderGroup], coverages: Iterable[MunicipalityCoverage]) -> Map | None:
    """Return the map of all current groups' areas; municipalities that are split or in no group are drawn separately.

    coverages: of the whole country.
    """
    wanted = [MapArea(GROUP_LAYER, group.slug, group.name, group.get_absolute_url()) for group in groups]
    names = _names(groups)
    for place in coverages:
        if place.is_split:
            wanted.append(_municipality(place, _with_groups(place, names), "own part"))
        elif not place.shares:
            wanted.append(_municipality(place, _("%(name)s: in no Leader area") % {"name": place.name}, "outside"))
    return draw_map(Shape.Scale.COUNTRY, wanted, _("Areas of the Leader groups"))


def regions_map(regions: Iterable[Region]) -> Map | None:
    """Return the map of the country by region."""
    wanted = [MapArea("region", region.code, region.name, region.get_absolute_url()) for region in regions]
    return draw_map(Shape.Scale.COUNTRY, wanted, _("Regions of Finland"))


def region_map(region: Region, coverages: Iterable[MunicipalityCoverage], groups: Sequence[LeaderGroup]) -> Map | None:
    """Return a region's municipalities, one colour per group (see colours_of); what several share has a dashed line.

    groups: those of the region, in the order of the key.
    """
    colours, names = colours_of(groups), _names(groups)
    wanted = []
    for place in coverages:
        css = colours.get(next(iter(place.shares)), "outside") if place.shares else "outside"
        title = _with_groups(place, names) if place.shares else place.name
        wanted.append(_municipality(place, title, f"{css} part" if place.is_split else css))
    return draw_map(Shape.Scale.DETAIL, wanted, _("Municipalities of %(region)s") % {"region": region.name})


def colours_of(groups: Iterable[LeaderGroup]) -> dict[int, str]:
    """Return {group pk: "g1" … "g6"} in the order given; the colours begin again after six."""
    return {group.pk: f"g{position % GROUP_COLOURS + 1}" for position, group in enumerate(groups)}


def own_colours(groups: Sequence[LeaderGroup]) -> dict[int, str]:
    """Return {group pk: class of its area} on a map of the surroundings: one group is dark, several differ."""
    return colours_of(groups) if len(groups) > 1 else {group.pk: "own" for group in groups}


def surroundings_map(
    coverages: Iterable[MunicipalityCoverage], groups: Sequence[LeaderGroup], label: str, here: str | None = None
) -> Map | None:
    """Return municipalities with the areas of groups marked, and the one with the code `here` in the accent."""
    colours = own_colours(groups)
    # Several colours are told apart on plain paper only, not among the tints of neighbours.
    around = "outside" if len(groups) > 1 else ""
    wanted = []
    for place in coverages:
        own = [group_pk for group_pk in place.shares if group_pk in colours]
        if place.code == here:
            css = "here"
        elif own:
            css = colours[own[0]] + (" part" if all(place.is_part_of(group_pk) for group_pk in own) else "")
        else:
            css = around
        wanted.append(_municipality(place, place.name, css))
    return draw_map(Shape.Scale.DETAIL, wanted, label)


def _names(groups: Iterable[LeaderGroup]) -> dict[int, str]:
    return {group.pk: group.name for group in groups}


def _with_groups(place: MunicipalityCoverage, names: dict[int, str]) -> str:
    return f"{place.name}: {', '.join(names[group_pk] for group_pk in place.shares if group_pk in names)}"


def _municipality(place: MunicipalityCoverage, title: str, css: str) -> MapArea:
    return MapArea("municipality", place.code, title, place.get_absolute_url(), css)
