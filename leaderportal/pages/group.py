"""A Leader group's page: what it is good at, what it offers, where it works, whom to call."""

from django.db.models import F, FilteredRelation, Q
from django.shortcuts import get_list_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.contacts import contact_columns, contacts_in
from groups.coverage import municipality_coverages
from groups.evidence import example_links, examples_in, service_statuses, services_with_offers
from groups.languages import names_of
from groups.models import AreaMembership, GroupStrength, LeaderGroup, LocalDevelopmentStrategy, Strength
from places.models import Municipality
from projects.search.index import current_index, index_version
from projects.service_evidence import evidence_by_service
from text.localized import localized

from .maps import surroundings_map
from .projects_here import projects_here

OWN_WORDS = ["text_fi", "text_sv", "text_en", "source", "source_year", "checked_on"]  # of a GroupStrength


def group(request, slug):
    """Show a group; a former one leads to its successor."""
    groups = LeaderGroup.objects.select_related("office", "board")
    rows = get_list_or_404(
        groups.annotate(index_version=index_version(), **contact_columns("contacts")).order_by("contacts__pk"),
        slug=slug,
    )
    shown = rows[0]
    if shown.successor_id:
        return redirect(shown.successor, permanent=True)
    own = AreaMembership.objects.filter(group=shown, valid_to=None)
    regions = Municipality.objects.filter(areas__in=own).values("region")
    served = municipality_coverages(Q(region__in=regions))
    area = [(place, place.groups[shown.pk]) for place in served if shown.pk in place.groups]
    links = example_links(Q(group=shown))
    index = current_index(shown.index_version)
    services, offers = services_with_offers(shown)
    cells = service_statuses([shown], links, evidence_by_service(index, [shown], services), offers)
    known = [(service, cells[shown.pk, service.pk]) for service in services]
    strengths = strengths_of(shown)
    context = {
        "group": shown,
        "area": area,
        "own_regions": {place.region_slug: place.region_name for place, _share in area},
        "working_languages": names_of(shown.languages),
        "offers": [(service, cell) for service, cell in known if cell.is_known],
        "ask": [service for service, cell in known if not cell.is_known],
        "examples": examples_in(links),
        "strategies": LocalDevelopmentStrategy.objects.filter(group=shown).select_related("period"),
        "today": timezone.localdate(),
        "contacts": contacts_in(rows, lambda row: row.pk),
        "projects": projects_here(index, "group", shown.slug),
        "own_strengths": own_words(shown, strengths),
        "strengths": strengths,
        "map": surroundings_map(served, [shown], _("Area of %(group)s") % {"group": shown}),
        "map_has_parts": any(share.is_part for _place, share in area),
        "section": "groups",
    }
    return render(request, "leaderportal/group.html", context)


def strengths_of(group):
    """Return the network's strengths as a list; `own_text_fi` … hold what the group has told of each, None without.

    One SQL statement, because the page is near its limit.
    """
    own = FilteredRelation("group_texts", condition=Q(group_texts__group=group))
    columns = {f"own_{name}": F(f"own__{name}") for name in OWN_WORDS}
    return list(Strength.objects.annotate(own=own).annotate(**columns))


def own_words(group, strengths):
    """Return the GroupStrengths of a group that hold a text. strengths: what strengths_of gave."""
    told = [
        GroupStrength(group=group, strength=one, **{name: getattr(one, f"own_{name}") for name in OWN_WORDS})
        for one in strengths
        if one.own_source is not None
    ]
    return [words for words in told if localized(words, "text")[0]]
