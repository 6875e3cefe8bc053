"""The page for when the database is gone: says so, tells how to reach the group, and keeps what was typed."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups import offline_contacts

RETRY_SECONDS = 60
_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "text", "carry"}


def unavailable(request):
    """Answer 503 in the reader's language, without asking anything of the database."""
    if request.path.startswith("/api/"):
        response = JsonResponse(
            {"detail": _("The portal cannot reach its database. Try again in a moment.")}, status=503
        )
    else:
        context = {"groups": _groups(request), "kept": _kept(request), "address": request.get_full_path()}
        if context["kept"]:
            context["csrf"] = get_token(request)
        response = HttpResponse(loader.render_to_string("leaderportal/503.html", context), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"  # the address may be a private one
    return response


def _groups(request):
    """Return the groups that the page is about, with their names in the reader's language."""
    found = offline_contacts.reach(**_about(request))
    return [{**group, "name": group["name"].get(get_language()) or group["name"]["fi"]} for group in found]


def _about(request):
    match = request.resolver_match
    if match is None:  # it failed before anybody asked what page it is
        return {}
    slug = match.kwargs.get("slug") or match.kwargs.get("code")
    if match.url_name == "enquiry":
        asked = request.POST or request.GET
        kind, _colon, place = asked.get("place", "").partition(":")
        chosen = {"municipality": asked.get("municipality"), "region": asked.get("region"), kind: place}
        group = asked.get("to") or request.GET.get("group")
        return {
            "group": group if group not in ("all", "coordinator", "", None) else chosen.get("area"),
            "municipality": chosen["municipality"],
            "region": chosen["region"],
        }
    kind = (match.url_name or "").removeprefix("embed-").partition("-")[0]
    return {kind: slug} if kind in ("group", "municipality", "region") else {}


def _kept(request):
    """Return what was typed: {"text": str, "others": [(name, value), …]}, None for anything but a form with a text."""
    if request.method != "POST" or "text" not in request.POST:
        return None
    others = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_SENT_AGAIN]
    return {"text": request.POST["text"], "others": others}
