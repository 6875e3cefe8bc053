"""Comparing two to four groups: what they offer, not who is best."""

from collections.abc import Collection, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from groups.coverage import group_areas, municipality_coverages
from groups.evidence import Evidence
from groups.models import LeaderGroup
from projects.search.index import current_index

from .region import service_matrix

MAX_GROUPS = 4
MAX_PARAMETERS = 50  # looked at; the form sends four


def compare(request: HttpRequest) -> HttpResponse:
    """Show the groups named by the parameters g side by side; without any, the form to choose them."""
    all_groups = LeaderGroup.objects.current().select_related("board", "office", "home_region").alphabetical()
    by_slug = {group.slug: group for group in all_groups}
    requested = list(dict.fromkeys(slug for slug in request.GET.getlist("g")[:MAX_PARAMETERS] if slug))
    chosen = [by_slug[slug] for slug in requested if slug in by_slug][:MAX_GROUPS]
    context = {
        "all_groups": all_groups,
        "chosen": chosen,
        "choices": [*chosen, *[None] * (MAX_GROUPS - len(chosen))],
        "warnings": warnings_about(requested, by_slug, chosen),
        "areas": group_areas(chosen, municipality_coverages()) if chosen else [],
        "matrix": service_matrix(chosen, current_index()) if len(chosen) > 1 else None,
        "states": Evidence,
        "section": "groups",
    }
    return render(request, "leaderportal/compare.html", context)


def warnings_about(requested: Sequence[str], existing: Collection[str], chosen: Sequence[LeaderGroup]) -> list[str]:
    """Return sentences on what of the request could not be followed. requested: distinct; existing: slugs of groups."""
    warnings = []
    if any(slug not in existing for slug in requested):
        warnings.append(_("One of the groups asked for is not known and was left out."))
    if len([slug for slug in requested if slug in existing]) > MAX_GROUPS:
        warnings.append(_("At most four groups fit side by side; the first four are shown."))
    if len(chosen) == 1:
        warnings.append(_("Choose one more group to compare with."))
    return warnings
