"""Comparing two to four groups: what they offer, not who is best."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from groups.coverage import municipality_coverages
from groups.evidence import Evidence
from groups.models import LeaderGroup
from projects.search.index import current_index

from .region import matrix

MOST = 4


def compare(request):
    """Show the groups named by the parameters g side by side; without any, the form to choose them."""
    everyone = LeaderGroup.objects.current().select_related("board", "office", "home_region").alphabetical()
    by_slug = {group.slug: group for group in everyone}
    asked = list(dict.fromkeys(slug for slug in request.GET.getlist("g")[:50] if slug))
    chosen = [by_slug[slug] for slug in asked if slug in by_slug][:MOST]
    served = municipality_coverages() if chosen else []
    for group in chosen:
        group.here = [(place, place.is_part_of(group.pk)) for place in served if group.pk in place.groups]
        group.here_population = sum(place.population or 0 for place, _part in group.here)
    context = {
        "everyone": everyone,
        "chosen": chosen,
        "choices": [chosen[place] if place < len(chosen) else None for place in range(MOST)],
        "messages_to_reader": remarks(asked, by_slug, chosen),
        "rows": matrix(chosen, current_index()) if len(chosen) > 1 else [],
        "states": Evidence,
        "section": "groups",
    }
    return render(request, "leaderportal/compare.html", context)


def remarks(asked, by_slug, chosen):
    """Return sentences on what of the request could not be followed.

    asked: distinct words of the address; by_slug: dict of the groups there are; chosen: those that are shown.
    """
    said = []
    if any(slug not in by_slug for slug in asked):
        said.append(_("One of the groups asked for is not known and was left out."))
    if len([slug for slug in asked if slug in by_slug]) > MOST:
        said.append(_("At most four groups fit side by side; the first four are shown."))
    if len(chosen) == 1:
        said.append(_("Choose one more group to compare with."))
    return said
