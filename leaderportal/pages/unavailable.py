"""The page for when the database is gone: says so and how to reach the group, and keeps what was typed."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups import offline_contacts

RETRY_SECONDS = 60
_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "text", "carry"}


class SubmittedForm(NamedTuple):
    """The text of a form that could not be saved, and its other fields as (name, value)."""

    text: str
    others: list[tuple[str, str]]


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 in the reader's language, without asking anything of the database."""
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            {"detail": _("The portal cannot reach its database. Try again in a moment.")}, status=503
        )
    else:
        context: dict[str, Any] = {
            "groups": _groups(request),
            "rescued": _submitted_form(request),
            "address": request.get_full_path(),
        }
        if context["rescued"]:
            context["csrf"] = get_token(request)
        response = HttpResponse(loader.render_to_string("leaderportal/503.html", context), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"  # the address may be a private one
    return response


def _groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the groups that the page is about, with their names in the reader's language."""
    groups = offline_contacts.contacts_for(**_subject_of(request))
    return [{**group, "name": group["name"].get(get_language()) or group["name"]["fi"]} for group in groups]


def _subject_of(request: HttpRequest) -> dict[str, str | None]:
    """Return the group, municipality or region that the page is about, by its key; {} for other pages."""
    match = request.resolver_match
    if match is None:  # it failed before the address was resolved
        return {}
    slug = match.kwargs.get("slug") or match.kwargs.get("code")
    if match.url_name == "enquiry":
        form = request.POST or request.GET
        kind, _colon, place = form.get("place", "").partition(":")
        chosen = {"municipality": form.get("municipality"), "region": form.get("region"), kind: place}
        group = form.get("to") or request.GET.get("group")
        return {
            "group": group if group not in ("all", "coordinator", "", None) else chosen.get("area"),
            "municipality": chosen["municipality"],
            "region": chosen["region"],
        }
    kind = (match.url_name or "").removeprefix("embed-").partition("-")[0]
    return {kind: slug} if kind in ("group", "municipality", "region") else {}


def _submitted_form(request: HttpRequest) -> SubmittedForm | None:
    """Return what was typed into a form with a text, None for any other request."""
    if request.method != "POST" or "text" not in request.POST:
        return None
    others = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_SENT_AGAIN]
    return SubmittedForm(request.POST["text"], others)
