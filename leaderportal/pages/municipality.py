"""A municipality's page: which group works there, what the group can do here, how to start."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups.coverage import MunicipalityCoverage, municipality_coverages
from groups.evidence import GroupService, ServiceStatus, examples_of_services, service_statuses
from groups.models import AreaMembership, Duty, ExampleActivity, LeaderGroup, Service, Wish
from places.models import Municipality
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service

from .local_projects import local_projects
from .maps import own_colours, surroundings_map

EXAMPLES = 6


@dataclass(frozen=True)
class LocalGroup:
    """A group that works in the municipality: how, in which colour on the map, and where else."""

    membership: AreaMembership
    colour: str
    other_places: list[MunicipalityCoverage]


@dataclass(frozen=True)
class LocalDuty:
    """What the groups of a municipality do for one duty, and the services that nothing is known of."""

    duty: Duty
    known: list[tuple[Service, LeaderGroup, ServiceStatus]]
    unconfirmed: list[Service]


def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a municipality; a dissolved one leads to its successor."""
    memberships = memberships_in(slug)
    if memberships:
        place = memberships[0].municipality
    else:
        place = get_object_or_404(Municipality.objects.select_related("region"), slug=slug)
    if place.successor:
        return redirect(place.successor, permanent=True)
    groups = [membership.group for membership in memberships]
    areas = AreaMembership.objects.filter(group__in=groups, valid_to=None).values("municipality")
    coverages = municipality_coverages(Q(region=place.region) | Q(pk__in=areas))
    neighbours = Municipality.neighbours.through.objects.filter(from_municipality=place).values("to_municipality")
    examples = list(
        examples_of_services(
            Q(group__in=groups) | Q(municipalities=place) | Q(municipalities__in=neighbours)
        ).prefetch_related("municipalities")
    )
    duties = list(Duty.objects.with_services())
    services = {service.pk: service for duty in duties for service in duty.ordered_services}.values()
    index = current_index()
    statuses = service_statuses(groups, examples, evidence_by_service(index, groups, services))
    local_groups = _local_groups(memberships, coverages, place)
    context = {
        "place": place,
        "local_groups": local_groups,
        "is_split": len(local_groups) > 1,
        "duties": local_duties(duties, groups, statuses),
        "examples": nearest_first(examples, place, groups)[:EXAMPLES],
        "projects": local_projects(index, "municipality", place.pk),
        "wishes": Wish.objects.filter(to_municipalities=True),
        "neighbour_groups": [] if groups else groups_nearby(neighbours),
        "map": surroundings_map(
            coverages, groups, _("Municipalities around %(name)s") % {"name": place}, here=place.pk
        ),
        "map_has_parts": any(
            other.is_part_of(local.membership.group_id) for local in local_groups for other in local.other_places
        ),
        "section": "municipalities",
    }
    return render(request, "leaderportal/municipality.html", context)


def memberships_in(slug: str) -> list[AreaMembership]:
    """Return a municipality's memberships in force, whole before part.

    Each has its municipality with the region, and its group with the office and contacts.
    """
    rows = AreaMembership.objects.filter(municipality__slug=slug, valid_to=None, group__valid_to=None)
    rows = rows.select_related("group__office", "municipality__region").prefetch_related("group__contacts")
    return list(rows.order_by("coverage", "group_id"))


def _local_groups(
    memberships: Sequence[AreaMembership], coverages: Sequence[MunicipalityCoverage], place: Municipality
) -> list[LocalGroup]:
    colours = own_colours([membership.group for membership in memberships])
    others = [other for other in coverages if other.code != place.pk]
    return [
        LocalGroup(
            membership,
            colours[membership.group_id],
            [other for other in others if membership.group_id in other.shares],
        )
        for membership in memberships
    ]


def groups_nearby(neighbours: QuerySet) -> list[LeaderGroup]:
    """Return the groups of the neighbouring municipalities (their keys): whom to ask where no group works."""
    areas = Q(areas__municipality__in=neighbours, areas__valid_to=None)
    return LeaderGroup.objects.current().filter(areas).distinct().alphabetical()


def local_duties(
    duties: Iterable[Duty], groups: Sequence[LeaderGroup], statuses: Mapping[GroupService, ServiceStatus]
) -> list[LocalDuty]:
    """Return what the groups do for each duty, in the network's order. duties: of Duty.objects.with_services()."""
    rows = []
    for duty in duties:
        services = duty.ordered_services
        known = [
            (service, group, statuses[group.pk, service.pk])
            for service in services
            for group in groups
            if statuses[group.pk, service.pk].is_known
        ]
        known_services = {service for service, _group, _status in known}
        rows.append(LocalDuty(duty, known, [service for service in services if service not in known_services]))
    return rows


def nearest_first(
    examples: Iterable[ExampleActivity], place: Municipality, groups: Iterable[LeaderGroup]
) -> list[ExampleActivity]:
    """Return the examples, those of this municipality first, then those of its groups, then the neighbours'."""
    group_pks = {group.pk for group in groups}

    def distance(example: ExampleActivity) -> int:
        is_here = any(municipality.pk == place.pk for municipality in example.municipalities.all())
        return 0 if is_here else 1 if example.group_id in group_pks else 2

    return sorted(examples, key=distance)
