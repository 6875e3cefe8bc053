"""A region's page: its groups, how much of it they cover, and what each offers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from groups.coverage import MunicipalityCoverage, coverage_totals, group_areas, groups_in, municipality_coverages
from groups.evidence import Evidence, ServiceMatrix, examples_of_services, service_statuses
from groups.models import LeaderGroup, Service, Wish
from places.models import Region
from projects.search.index import current_index
from projects.search.index.store import ProjectIndex
from projects.service_evidence import evidence_by_service

from .local_projects import local_projects
from .maps import colours_of, region_map


@dataclass(frozen=True)
class RegionData:
    """What both pages of a region are made of."""

    region: Region
    coverages: list[MunicipalityCoverage]
    groups: list[LeaderGroup]
    index: ProjectIndex


def region(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a region."""
    data = _region_data(slug)
    colours = colours_of(data.groups)
    context = {
        "region": data.region,
        "totals": coverage_totals(data.coverages),
        "uncovered": [place for place in data.coverages if not place.shares],
        "groups": [(area, colours[area.group.pk]) for area in group_areas(data.groups, data.coverages)],
        "matrix": service_matrix(data.groups, data.index),
        "states": Evidence,
        "projects": local_projects(data.index, "region", data.region.pk),
        "map": region_map(data.region, data.coverages, data.groups),
        "map_has_shared": any(place.is_split for place in data.coverages),
        "wishes": Wish.objects.filter(to_regions=True),
        "section": "regions",
    }
    return render(request, "leaderportal/region.html", context)


def services(request: HttpRequest, slug: str) -> HttpResponse:
    """Show only the services × groups of a region, to quote or to print."""
    data = _region_data(slug)
    matrix = service_matrix(data.groups, data.index)
    context = {"region": data.region, "matrix": matrix, "states": Evidence, "section": "regions"}
    return render(request, "leaderportal/region_services.html", context)


def _region_data(slug: str) -> RegionData:
    region = get_object_or_404(Region, slug=slug)
    coverages = municipality_coverages(Q(region=region))
    return RegionData(region, coverages, groups_in(coverages), current_index())


def service_matrix(groups: Sequence[LeaderGroup], index: ProjectIndex) -> ServiceMatrix:
    """Return the matrix of all services and the groups, in their order. Four SQL statements."""
    services = list(Service.objects.all())
    examples = examples_of_services(Q(group__in=groups))
    statuses = service_statuses(groups, examples, evidence_by_service(index, groups, services))
    rows = [(service, [statuses[group.pk, service.pk] for group in groups]) for service in services]
    return ServiceMatrix(groups, rows)
