"""A Leader group's page: what it is good at, what it offers, where it works, whom to call."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.coverage import municipality_coverages
from groups.evidence import examples_of_services, service_statuses
from groups.models import (
    AreaMembership,
    GroupStrength,
    LeaderGroup,
    LocalDevelopmentStrategy,
    Service,
    Strength,
)
from places.models import Municipality
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service
from text.localized import localized

from .local_projects import local_projects
from .maps import surroundings_map


def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a group; a former one leads to its successor."""
    groups = LeaderGroup.objects.select_related("office", "board").prefetch_related("contacts")
    group = get_object_or_404(groups, slug=slug)
    if group.successor_id:
        return redirect(group.successor, permanent=True)
    areas = AreaMembership.objects.filter(group=group, valid_to=None)
    regions = Municipality.objects.filter(areas__in=areas).values("region")
    coverages = municipality_coverages(Q(region__in=regions))
    area = [(place, place.shares[group.pk]) for place in coverages if group.pk in place.shares]
    examples = examples_of_services(Q(group=group)).prefetch_related("municipalities")
    services, index = list(Service.objects.all()), current_index()
    statuses = service_statuses([group], examples, evidence_by_service(index, [group], services))
    service_rows = [(service, statuses[group.pk, service.pk]) for service in services]
    context = {
        "group": group,
        "area": area,
        "regions": {place.region_slug: place.region_name for place, _share in area},
        "offers": [(service, status) for service, status in service_rows if status.is_known],
        "unconfirmed": [service for service, status in service_rows if not status.is_known],
        "examples": examples,
        "strategies": LocalDevelopmentStrategy.objects.filter(group=group).select_related("period"),
        "today": timezone.localdate(),
        "projects": local_projects(index, "group", group.slug),
        "own_strengths": own_strengths(group),
        "strengths": Strength.objects.all(),
        "map": surroundings_map(coverages, [group], _("Area of %(group)s") % {"group": group}),
        "map_has_parts": any(share.is_part for _place, share in area),
        "section": "groups",
    }
    return render(request, "leaderportal/group.html", context)


def own_strengths(group: LeaderGroup) -> list[GroupStrength]:
    """Return the strengths that the group describes in its own words, in the network's order."""
    rows = GroupStrength.objects.filter(group=group).select_related("strength")
    return [row for row in rows.order_by("strength__order", "strength_id") if localized(row, "text")[0]]
