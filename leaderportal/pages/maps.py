"""Which areas each page's map shows, what they are called and where they lead."""

from django.utils.translation import gettext as _

from groups.areas import LAYER
from places.maps.drawing import MapArea, draw_map
from places.models import Shape

GROUP_COLOURS = 6  # g1–g6 of the stylesheet


def country_map(groups, served):
    """Return the map of all groups' areas; what is split or in no group is drawn on its own.

    groups: list of current LeaderGroup; served: list of Served, the whole country.
    """
    names = {group.pk: group.name for group in groups}
    wanted = [MapArea(LAYER, group.slug, group.name, group.get_absolute_url()) for group in groups]
    for place in served:
        if place.is_split:
            title = f"{place.name}: {', '.join(names[pk] for pk in place.groups if pk in names)}"
            wanted.append(_municipality(place, title, "own part"))
        elif not place.groups:
            wanted.append(_municipality(place, _("%(name)s: in no Leader area") % {"name": place.name}, "outside"))
    return draw_map(Shape.Scale.COUNTRY, wanted, _("Areas of the Leader groups"))


def regions_map(regions):
    """Return the map of the country by region. regions: list of Region."""
    wanted = [MapArea("region", region.code, region.name, region.get_absolute_url()) for region in regions]
    return draw_map(Shape.Scale.COUNTRY, wanted, _("Regions of Finland"))


def region_map(region, served, groups):
    """Return a region's municipalities, one colour per group (see colours_of); what several share has a dashed line.

    served: list of Served of the region; groups: its groups in the order of the key.
    """
    colours = colours_of(groups)
    names = {group.pk: group.name for group in groups}
    wanted = []
    for place in served:
        title = (
            f"{place.name}: {', '.join(names[pk] for pk in place.groups if pk in names)}"
            if place.groups
            else place.name
        )
        css = "outside" if not place.groups else colours.get(next(iter(place.groups)), "outside")
        wanted.append(_municipality(place, title, f"{css} part" if place.is_split else css))
    return draw_map(Shape.Scale.DETAIL, wanted, _("Municipalities of %(region)s") % {"region": region.name})


def colours_of(groups):
    """Return {group pk: "g1" … "g6"} in the order given; the colours begin again after six."""
    return {group.pk: f"g{place % GROUP_COLOURS + 1}" for place, group in enumerate(groups)}


def own_colours(groups):
    """Return {group pk: class of its area} on a map of the surroundings: one group is dark, several differ."""
    return colours_of(groups) if len(groups) > 1 else {group.pk: "own" for group in groups}


def surroundings_map(served, groups, label, here=None):
    """Return municipalities with the areas of `groups` marked and the municipality with code `here` in the accent."""
    colours = own_colours(groups)
    # Several colours are told apart on plain paper only, not among the tints of neighbours.
    around = "outside" if len(groups) > 1 else ""
    wanted = []
    for place in served:
        own = [pk for pk in place.groups if pk in colours]
        if place.code == here:
            css = "here"
        elif own:
            css = colours[own[0]] + (" part" if all(place.is_part_of(pk) for pk in own) else "")
        else:
            css = around
        wanted.append(_municipality(place, place.name, css))
    return draw_map(Shape.Scale.DETAIL, wanted, label)


def _municipality(place, title, css):
    return MapArea("municipality", place.code, title, place.get_absolute_url(), css)
