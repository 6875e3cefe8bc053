"""A region's page: its groups, how much of it they cover, and what each offers."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from groups.coverage import coverage_totals, municipality_coverages
from groups.evidence import Evidence, service_statuses
from groups.models import LeaderGroup, Service, Wish
from places.models import Region
from projects.search.index import current_index, index_version
from projects.service_evidence import evidence_by_service

from .maps import colours_of, region_map
from .projects_here import projects_here


def region(request, slug):
    """Show a region."""
    context, index = _region(slug)
    context |= {
        "projects": projects_here(index, "region", context["region"].pk),
        "map": region_map(context["region"], context["served"], context["groups"]),
        "map_has_shared": any(place.is_split for place in context["served"]),
        "wishes": Wish.objects.filter(to_regions=True),
    }
    return render(request, "leaderportal/region.html", context)


def services(request, slug):
    """Show only the services × groups of a region, to quote or to print."""
    context, _index = _region(slug)
    return render(request, "leaderportal/region_services.html", context)


def _region(slug):
    region = get_object_or_404(Region.objects.annotate(index_version=index_version()), slug=slug)
    index = current_index(region.index_version)
    served = municipality_coverages(Q(region=region))
    groups = groups_of(served)
    colours = colours_of(groups)
    for group in groups:
        group.here = [(place, place.is_part_of(group.pk)) for place in served if group.pk in place.groups]
        group.colour = colours[group.pk]
    context = {
        "region": region,
        "served": served,
        "reach": coverage_totals(served),
        "outside": [place for place in served if not place.groups],
        "groups": groups,
        "rows": matrix(groups, index),
        "states": Evidence,
        "section": "regions",
    }
    return context, index


def groups_of(served):
    """Return the groups that serve any of the municipalities, in the order of the alphabet. One SQL statement."""
    keys = {pk for place in served for pk in place.groups}
    return LeaderGroup.objects.filter(pk__in=keys).alphabetical()


def matrix(groups, index):
    """Return [(service, [cell per group])] for all services, in the order of the groups. Three SQL statements.

    index: of the projects, which show services too.
    """
    services = list(Service.objects.all())
    cells = service_statuses(groups, shown=evidence_by_service(index, groups, services))
    return [(service, [cells[group.pk, service.pk] for group in groups]) for service in services]
