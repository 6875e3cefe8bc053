"""A service's page and a duty's page: who does it, and what has been done."""

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, render

from enquiries.place_choices import find_place
from groups.evidence import Evidence, example_links, examples_in, service_statuses
from groups.models import Duty, LeaderGroup, NetworkActivity, Service
from projects.search.index import current_index
from projects.service_evidence import evidence_by_service

from .projects_here import projects_here

EXAMPLES = 12


def service(request, slug):
    """Show a service: what the network promises, which groups are known to do it, examples."""
    shown = get_object_or_404(Service.objects.prefetch_related("duties", "activities"), slug=slug)
    groups, links = LeaderGroup.objects.current().alphabetical(), example_links(Q(services=shown))
    index = current_index()
    own_links = [link for link in links if link.service_id == shown.pk]
    cells = service_statuses(groups, own_links, evidence_by_service(index, groups, [shown]))
    known = [(group, cell) for group in groups if (cell := cells[group.pk, shown.pk]).is_known]
    context = {
        "service": shown,
        "by_state": by_state(known),
        "known_count": len(known),
        "group_count": len(groups),
        "ask": [group for group in groups if not cells[group.pk, shown.pk].is_known],
        "examples": examples_in(links)[:EXAMPLES],
        "projects": projects_here(index, "service", shown.slug),
        "place": place_asked_from(request),
        "section": "services",
    }
    return render(request, "leaderportal/service.html", context)


def place_asked_from(request):
    """Return the Municipality that ?municipality= names, else None: whoever comes from its page asks for it."""
    place = find_place(f"municipality:{request.GET.get('municipality', '')}")
    return place and place.municipality


def by_state(known):
    """Return [(state, [(group, cell)])] from the surest state to the least sure, without the empty ones.

    known: list of (group, cell).
    """
    rows = [(state, [pair for pair in known if pair[1].state == state]) for state in Evidence]
    return [(state, pairs) for state, pairs in rows if pairs]


def duty(request, slug):
    """Show a duty: the services that help with it, each with the groups that are known to do it."""
    activities = Prefetch("activities", NetworkActivity.objects.all())
    shown = get_object_or_404(Duty, slug=slug)
    services = list(
        Service.objects.filter(links__duty=shown).order_by("links__order", "pk").prefetch_related(activities)
    )
    groups, links = LeaderGroup.objects.current().alphabetical(), example_links(Q(services__in=services))
    cells = service_statuses(groups, links, evidence_by_service(current_index(), groups, services))
    rows = []
    for service in services:
        known = [(group, cell) for group in groups if (cell := cells[group.pk, service.pk]).is_known]
        rows.append((service, by_state(known), len(known)))
    context = {
        "duty": shown,
        "rows": rows,
        "group_count": len(groups),
        "examples": examples_in(links)[:EXAMPLES],
        "place": place_asked_from(request),
        "section": "services",
    }
    return render(request, "leaderportal/duty.html", context)
