"""Cards that a municipality or a group shows on its own site in a frame: which group works there, and how to start.

The only pages that other sites may frame. They set no cookie and run no script; the form opens in the whole window.
"""

import re
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse
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
from text.normalise import ordering_key

from .municipality import groups_nearby, memberships_of

MAX_AGE_SECONDS = 300
# What it names replaces the portal's own; only here may another site be around the page.
POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}


def card(view):
    """Make a view that any site may frame, in the language of ?lang=, else of the browser.

    view: takes (request, key) and returns (template, context, status), or a redirect.
    """

    @require_safe
    @cache_control(public=True, max_age=MAX_AGE_SECONDS)
    @xframe_options_exempt
    @csp_replace(POLICY)
    @wraps(view)
    def answer(request, **key):
        asked = request.GET.get("lang")
        language = asked if asked in dict(settings.LANGUAGES) else get_language()
        with override(language):
            found = view(request, **key)
            if isinstance(found, HttpResponse):
                return found
            template, context, status = found
            # Without the request: nothing on a card may depend on who looks at it.
            response = HttpResponse(render_to_string(template, context), status=status)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


@card
def municipality(request, code):
    """Show which group or groups work in a municipality; a dissolved one leads to its successor."""
    # Only what a code can be reaches the database: PostgreSQL refuses a NUL.
    place = Municipality.objects.filter(code=code).first() if re.fullmatch("[0-9]{3}", code) else None
    if place is None:
        return _nothing()
    if place.successor_id:
        return _lead_on(request, "embed-municipality", place.successor_id)
    memberships, _contacts = memberships_of(place.slug)
    context = {
        "place": place,
        "memberships": memberships,
        "neighbour_groups": [] if memberships else groups_nearby(place.neighbours.values("pk")),
    }
    return "leaderportal/embed_municipality.html", context, 200


@card
def group(request, slug):
    """Show a group and its area; a former one leads to its successor."""
    is_slug = re.fullmatch(r"[-\w]{1,60}", slug, re.ASCII)
    shown = LeaderGroup.objects.select_related("successor").filter(slug=slug).first() if is_slug else None
    if shown is None:
        return _nothing()
    if shown.successor_id:
        return _lead_on(request, "embed-group", shown.successor.slug)
    areas = AreaMembership.objects.filter(group=shown, valid_to=None, municipality__valid_to=None).select_related(
        "municipality"
    )
    context = {"group": shown, "areas": sorted(areas, key=lambda area: ordering_key(area.municipality.name))}
    return "leaderportal/embed_group.html", context, 200


def _nothing():
    return "leaderportal/embed_nothing.html", {}, 404


def _lead_on(request, name, key):
    address = reverse(name, args=[key])
    return redirect("?".join(filter(None, [address, request.META.get("QUERY_STRING")])), permanent=True)
