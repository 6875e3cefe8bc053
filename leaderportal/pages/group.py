"""A Leader group's page: what it is good at, what it offers, where it works, whom to call."""

from django.conf import settings
from django.db.models import F, FilteredRelation, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import AreaMembership, LeaderGroup, LocalDevelopmentStrategy, Service, Strength
from groups.served import served_municipalities
from groups.states import cells_of, example_links, examples_in
from places.localized import localized
from places.models import Municipality

from .maps import surroundings_map

LANGUAGE_NAMES = dict(settings.LANGUAGES)  # translated when shown, not here


def group(request, slug):
    """Show a group; a former one leads to its successor."""
    shown = get_object_or_404(LeaderGroup.objects.select_related("office", "board"), slug=slug)
    if shown.successor_id:
        return redirect(shown.successor, permanent=True)
    own = AreaMembership.objects.filter(group=shown, valid_to=None)
    regions = Municipality.objects.filter(areas__in=own).values("region")
    served = served_municipalities(Q(region__in=regions))
    area = [(place, place.groups[shown.pk]) for place in served if shown.pk in place.groups]
    links = example_links(Q(group=shown))
    cells = cells_of([shown], links)
    known = [(service, cells[shown.pk, service.pk]) for service in Service.objects.all()]
    strengths = list(strengths_of(shown))
    context = {
        "group": shown,
        "area": area,
        "own_regions": {place.region_slug: place.region_name for place, _share in area},
        "working_languages": [LANGUAGE_NAMES[code] for code in shown.languages.split(";") if code in LANGUAGE_NAMES],
        "offers": [(service, cell) for service, cell in known if cell.is_known],
        "ask": [service for service, cell in known if not cell.is_known],
        "examples": examples_in(links),
        "strategies": LocalDevelopmentStrategy.objects.filter(group=shown).select_related("period"),
        "today": timezone.localdate(),
        "contacts": shown.contacts.all(),
        "strengths": strengths,
        "has_own_strengths": any(localized(strength, "own_text")[0] for strength in strengths),
        "map": surroundings_map(served, [shown], _("Area of %(group)s") % {"group": shown}),
        "map_has_parts": any(share.is_part for _place, share in area),
        "section": "groups",
    }
    return render(request, "leaderportal/group.html", context)


def strengths_of(group):
    """Return the network's strengths; `own_text_fi` … hold the group's own words where it has told them."""
    own = FilteredRelation("group_texts", condition=Q(group_texts__group=group))
    columns = {f"own_text_{language}": F(f"own__text_{language}") for language in ("fi", "sv", "en")}
    return Strength.objects.annotate(own=own).annotate(**columns)
