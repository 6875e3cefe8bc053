"""A municipality's page: which group serves it, what the group can do here, how to start."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups.contacts import contact_columns, contacts_in
from groups.coverage import municipality_coverages
from groups.duties import duties_with_services
from groups.evidence import example_links, examples_in, service_statuses
from groups.models import AreaMembership, LeaderGroup, Wish
from places.models import Municipality
from projects.search.index import current_index, index_version
from projects.service_evidence import evidence_by_service

from .maps import own_colours, surroundings_map
from .projects_here import projects_here

EXAMPLES = 6


def municipality(request, slug):
    """Show a municipality; a dissolved one leads to its successor."""
    memberships, contacts = memberships_of(slug)
    place = memberships[0].municipality if memberships else place_without_group(slug)
    if place.successor_id:
        return redirect(place.successor, permanent=True)
    index = current_index((memberships[0] if memberships else place).index_version)
    groups = [membership.group for membership in memberships]
    areas = AreaMembership.objects.filter(group__in=groups, valid_to=None).values("municipality")
    served = municipality_coverages(Q(region=place.region) | Q(pk__in=areas))
    neighbours = Municipality.neighbours.through.objects.filter(from_municipality=place).values("to_municipality")
    links = example_links(Q(group__in=groups) | Q(municipalities=place) | Q(municipalities__in=neighbours))
    examples = examples_in(links)
    duties = duties_with_services()
    services = {service.pk: service for _duty, of_duty in duties for service in of_duty}.values()
    cells = service_statuses(groups, links, evidence_by_service(index, groups, services))
    colours = own_colours(groups)
    for membership in memberships:
        membership.colour = colours[membership.group_id]
        membership.others = [
            other for other in served if membership.group_id in other.groups and other.code != place.pk
        ]
    context = {
        "place": place,
        "memberships": memberships,
        "several": len(memberships) > 1,
        "duties": what_leader_does(duties, groups, cells),
        "examples": nearest_first(examples, place, groups)[:EXAMPLES],
        "contacts": contacts,
        "projects": projects_here(index, "municipality", place.pk),
        "wishes": Wish.objects.filter(to_municipalities=True),
        "neighbour_groups": [] if groups else groups_nearby(neighbours),
        "map": surroundings_map(served, groups, _("Municipalities around %(name)s") % {"name": place}, here=place.pk),
        "map_has_parts": any(
            other.is_part_of(group.pk) for group in groups for other in served if other.code != place.pk
        ),
        "section": "municipalities",
    }
    return render(request, "leaderportal/municipality.html", context)


def memberships_of(slug):
    """Return the AreaMemberships in force of a municipality, whole before part, and the contacts of their groups.

    Each membership has its group with office, its municipality, and `index_version` of the projects' index.
    """
    rows = AreaMembership.objects.filter(municipality__slug=slug, valid_to=None, group__valid_to=None)
    rows = rows.select_related("group__office", "municipality__region").order_by("coverage", "group_id")
    rows = list(rows.annotate(index_version=index_version(), **contact_columns("group__contacts")))
    return list({row.pk: row for row in rows}.values()), contacts_in(rows, lambda row: row.group_id)


def place_without_group(slug):
    """Return a municipality that no group serves, with its region and `index_version`; 404 when there is none."""
    places = Municipality.objects.select_related("region").annotate(index_version=index_version())
    return get_object_or_404(places, slug=slug)


def groups_nearby(neighbours):
    """Return the groups of the neighbouring municipalities: whom to ask where no group works."""
    areas = Q(areas__municipality__in=neighbours, areas__valid_to=None)
    return LeaderGroup.objects.current().filter(areas).distinct().alphabetical()


@dataclass
class DutyHere:
    """What the groups of a place do for one duty: `known` lists (service, group, cell), `ask` the other services."""

    duty: object
    known: list
    ask: list


def what_leader_does(duties, groups, cells):
    """Return a DutyHere per duty, in the network's order. duties: of duties_with_services(); cells: of cells_of()."""
    rows = []
    for duty, services in duties:
        known = [
            (service, group, cells[group.pk, service.pk])
            for service in services
            for group in groups
            if (group.pk, service.pk) in cells and cells[group.pk, service.pk].is_known
        ]
        told = {service.pk for service, _group, _cell in known}
        rows.append(DutyHere(duty, known, [service for service in services if service.pk not in told]))
    return rows


def nearest_first(examples, place, groups):
    """Return the examples, those of this municipality first, then those of its groups, then the neighbours'."""
    own = {group.pk for group in groups}

    def distance(example):
        here = any(municipality.pk == place.pk for municipality in example.municipalities.all())
        return 0 if here else 1 if example.group_id in own else 2

    return sorted(examples, key=distance)
