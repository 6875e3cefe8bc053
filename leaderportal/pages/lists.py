"""The lists A–Ö: municipalities, regions, groups, services, duties."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from groups.coverage import coverage_totals, group_areas, groups_in, municipality_coverages
from groups.models import Duty, LeaderGroup, Service
from places.models import Municipality, Region
from text.normalise import ordering_key

from .maps import country_map, regions_map


def municipalities(request: HttpRequest) -> HttpResponse:
    """List every municipality with its groups, by first letter."""
    coverages = municipality_coverages()
    groups = {group.pk: group for group in groups_in(coverages)}
    rows = [(place, [groups[pk] for pk in place.shares if pk in groups]) for place in coverages]
    dissolved = Municipality.objects.exclude(valid_to=None).select_related("successor").alphabetical()
    context = {
        "letters": [(letter, list(group)) for letter, group in groupby(rows, key=lambda row: row[0].name[:1].upper())],
        "totals": coverage_totals(coverages),
        "dissolved": dissolved,
        "section": "municipalities",
    }
    return render(request, "leaderportal/municipalities.html", context)


def regions(request: HttpRequest) -> HttpResponse:
    """List every region with how much of it groups cover, and the map of all."""
    coverages = municipality_coverages()
    groups = groups_in(coverages)
    all_regions = sorted(Region.objects.all(), key=lambda region: ordering_key(region.name))
    rows = []
    for region in all_regions:
        inside = [place for place in coverages if place.region_id == region.pk]
        keys = {group_pk for place in inside for group_pk in place.shares}
        rows.append((region, coverage_totals(inside), [group for group in groups if group.pk in keys]))
    context = {"rows": rows, "map": regions_map(all_regions), "section": "regions"}
    return render(request, "leaderportal/regions.html", context)


def groups(request: HttpRequest) -> HttpResponse:
    """List every group with its municipalities, and the map of all."""
    coverages = municipality_coverages()
    groups = groups_in(coverages)
    context = {
        "areas": group_areas(groups, coverages),
        "former": LeaderGroup.objects.exclude(valid_to=None).select_related("successor").alphabetical(),
        "map": country_map(groups, coverages),
        "section": "groups",
    }
    return render(request, "leaderportal/groups.html", context)


def services(request: HttpRequest) -> HttpResponse:
    """List the services."""
    return render(request, "leaderportal/services.html", {"services": Service.objects.all(), "section": "services"})


def duties(request: HttpRequest) -> HttpResponse:
    """List the duties with the services that help."""
    context = {"duties": Duty.objects.with_services(), "section": "services"}
    return render(request, "leaderportal/duties.html", context)
