"""A service's page and a duty's page: who does it, and what has been done."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from enquiries.place_choices import find_place
from groups.evidence import Evidence, ServiceStatus, examples_of_services, service_statuses
from groups.models import Duty, LeaderGroup, Service
from places.models import Municipality
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service

from .local_projects import local_projects

EXAMPLES = 12
KnownGroup = tuple[LeaderGroup, ServiceStatus]


def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a service: what the network promises, which groups are known to do it, examples."""
    service = get_object_or_404(Service.objects.prefetch_related("duties", "activities"), slug=slug)
    groups = LeaderGroup.objects.current().alphabetical()
    examples = examples_of_services(Q(services=service)).prefetch_related("municipalities")
    index = current_index()
    statuses = service_statuses(groups, examples, evidence_by_service(index, groups, [service]))
    known = [(group, status) for group in groups if (status := statuses[group.pk, service.pk]).is_known]
    context = {
        "service": service,
        "by_state": by_state(known),
        "known_count": len(known),
        "group_count": len(groups),
        "unconfirmed": [group for group in groups if not statuses[group.pk, service.pk].is_known],
        "examples": list(examples)[:EXAMPLES],
        "projects": local_projects(index, "service", service.slug),
        "place": municipality_of_reader(request),
        "section": "services",
    }
    return render(request, "leaderportal/service.html", context)


def municipality_of_reader(request: HttpRequest) -> Municipality | None:
    """Return the municipality that ?municipality= names: readers who come from its page ask for it."""
    place = find_place(f"municipality:{request.GET.get('municipality', '')}")
    return place.municipality if place else None


def by_state(known: Iterable[KnownGroup]) -> list[tuple[Evidence, list[KnownGroup]]]:
    """Return the groups from the surest state to the least sure, without the empty states."""
    known = list(known)
    rows = [(state, [pair for pair in known if pair[1].state == state]) for state in Evidence]
    return [(state, pairs) for state, pairs in rows if pairs]


def duty(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a duty: the services that help with it, each with the groups that are known to do it."""
    duty = get_object_or_404(Duty, slug=slug)
    services = list(Service.objects.filter(links__duty=duty).order_by("links__order", "pk"))
    groups = LeaderGroup.objects.current().alphabetical()
    examples = examples_of_services(Q(services__in=services)).prefetch_related("municipalities")
    statuses = service_statuses(groups, examples, evidence_by_service(current_index(), groups, services))
    rows = []
    for service in services:
        known = [(group, status) for group in groups if (status := statuses[group.pk, service.pk]).is_known]
        rows.append((service, by_state(known), len(known)))
    context = {
        "duty": duty,
        "rows": rows,
        "group_count": len(groups),
        "examples": list(examples)[:EXAMPLES],
        "place": municipality_of_reader(request),
        "section": "services",
    }
    return render(request, "leaderportal/duty.html", context)
