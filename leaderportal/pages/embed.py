"""Cards that a municipality or a group embeds in its own site: which group works there, and how to start.

The only pages that other sites may frame. They set no cookie and run no script; the form opens in the whole window.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from groups.models import AreaMembership, LeaderGroup
from places.models import Municipality
from text.localized import LANGUAGES
from text.normalise import ordering_key

from .municipality import groups_nearby, memberships_in

MAX_AGE_SECONDS = 300
# Replaces these directives of the portal's own policy; only here may another site frame the page.
FRAME_POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}


class Card(NamedTuple):
    """What a card is rendered from."""

    template: str
    context: dict[str, Any]
    status: int = 200


NOT_FOUND = Card("leaderportal/embed_not_found.html", {}, 404)


def card_view(view: Callable[..., Card | HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Make a view that any site may frame, in the language of ?lang=, else of the browser.

    view: takes the request and the key in the address, and returns a Card or a redirect.
    """

    @require_safe
    @cache_control(public=True, max_age=MAX_AGE_SECONDS)
    @xframe_options_exempt
    @csp_replace(FRAME_POLICY)
    @wraps(view)
    def framed(request: HttpRequest, **key: str) -> HttpResponse:
        parameter = request.GET.get("lang")
        language = parameter if parameter in LANGUAGES else get_language()
        with override(language):
            card = view(request, **key)
            if isinstance(card, HttpResponse):
                return card
            # Without the request: nothing on a card may depend on who looks at it.
            response = HttpResponse(render_to_string(card.template, card.context), status=card.status)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return framed


@card_view
def municipality(request: HttpRequest, code: str) -> Card | HttpResponse:
    """Show which group or groups work in a municipality; a dissolved one redirects to its successor."""
    # Only what a code can be reaches the database: PostgreSQL refuses a NUL.
    place = Municipality.objects.filter(code=code).first() if re.fullmatch("[0-9]{3}", code) else None
    if place is None:
        return NOT_FOUND
    if place.successor_id:
        return _redirect_to_successor(request, "embed-municipality", place.successor_id)
    memberships = memberships_in(place.slug)
    context = {
        "place": place,
        "memberships": memberships,
        "neighbour_groups": [] if memberships else groups_nearby(place.neighbours.values("pk")),
    }
    return Card("leaderportal/embed_municipality.html", context)


@card_view
def group(request: HttpRequest, slug: str) -> Card | HttpResponse:
    """Show a group and its area; a former one redirects to its successor."""
    is_slug = re.fullmatch(r"[-\w]{1,60}", slug, re.ASCII)
    leader_group = LeaderGroup.objects.select_related("successor").filter(slug=slug).first() if is_slug else None
    if leader_group is None:
        return NOT_FOUND
    if leader_group.successor_id:
        return _redirect_to_successor(request, "embed-group", leader_group.successor.slug)
    current_areas = AreaMembership.objects.filter(group=leader_group, valid_to=None, municipality__valid_to=None)
    areas = current_areas.select_related("municipality")
    context = {"group": leader_group, "areas": sorted(areas, key=lambda area: ordering_key(area.municipality.name))}
    return Card("leaderportal/embed_group.html", context)


def _redirect_to_successor(request: HttpRequest, name: str, key: str) -> HttpResponse:
    address = reverse(name, args=[key])
    return redirect("?".join(filter(None, [address, request.META.get("QUERY_STRING")])), permanent=True)
