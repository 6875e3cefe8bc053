"""The lists A–Ö: municipalities, regions, groups, services, duties."""

from itertools import groupby

from django.shortcuts import render

from groups.coverage import coverage_totals, municipality_coverages
from groups.duties import duties_with_services
from groups.models import LeaderGroup, Service
from places.models import Municipality, Region
from text.normalise import ordering_key

from .maps import country_map, regions_map
from .region import groups_of


def municipalities(request):
    """List every municipality with its groups, by first letter."""
    served = municipality_coverages()
    names = {group.pk: group for group in groups_of(served)}
    for place in served:
        place.group_list = [names[pk] for pk in place.groups if pk in names]
    dissolved = Municipality.objects.exclude(valid_to=None).select_related("successor").alphabetical()
    letters = [(letter, list(places)) for letter, places in groupby(served, key=lambda place: place.name[:1].upper())]
    context = {
        "letters": letters,
        "reach": coverage_totals(served),
        "dissolved": dissolved,
        "section": "municipalities",
    }
    return render(request, "leaderportal/municipalities.html", context)


def regions(request):
    """List every region with how much of it groups cover, and the map of all."""
    served = municipality_coverages()
    names = {group.pk: group for group in groups_of(served)}
    shown = sorted(Region.objects.all(), key=lambda region: ordering_key(region.name))
    rows = []
    for region in shown:
        here = [place for place in served if place.region_id == region.pk]
        groups = {names[pk] for place in here for pk in place.groups}
        rows.append((region, coverage_totals(here), sorted(groups, key=lambda group: ordering_key(group.short_name))))
    context = {"rows": rows, "map": regions_map(shown), "section": "regions"}
    return render(request, "leaderportal/regions.html", context)


def groups(request):
    """List every group with its municipalities, and the map of all."""
    served = municipality_coverages()
    shown = groups_of(served)
    for group in shown:
        group.here = [(place, place.is_part_of(group.pk)) for place in served if group.pk in place.groups]
    former = LeaderGroup.objects.exclude(valid_to=None).select_related("successor").alphabetical()
    context = {"groups": shown, "former": former, "map": country_map(shown, served), "section": "groups"}
    return render(request, "leaderportal/groups.html", context)


def services(request):
    """List the services."""
    shown = Service.objects.prefetch_related("duties", "activities")
    return render(request, "leaderportal/services.html", {"services": shown, "section": "services"})


def duties(request):
    """List the duties with the services that help."""
    return render(request, "leaderportal/duties.html", {"rows": duties_with_services(), "section": "services"})
