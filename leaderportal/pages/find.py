"""The finder's page: redirects when there is a single answer, lists the choices, or says plainly that there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.finder import AnswerKind, PageAnswer, find_page, find_page_of
from places.boundaries.locate import locate
from text.normalise import MAX_QUERY_LENGTH, clean


def find(request: HttpRequest) -> HttpResponse:
    """Answer ?q= (a name or a code) or ?lat=&lon= (the reader's position, in degrees)."""
    query = clean(request.GET.get("q", "")[: MAX_QUERY_LENGTH + 1])
    answer, problem = None, ""
    if query:
        answer = find_page(query)
        if len(query) > MAX_QUERY_LENGTH:
            query = query[:MAX_QUERY_LENGTH]
            problem = _("That was too long: only the first 200 characters were looked for.")
    elif "lat" in request.GET or "lon" in request.GET:
        answer, problem = _at_position(request)
    elif "q" in request.GET:
        problem = _("Type a municipality, a postal code, a region or a group.")
    if answer and answer.kind == AnswerKind.PAGE:
        return redirect(answer.url)
    context = {"query": query, "answer": answer, "problem": problem}
    return render(request, "leaderportal/find.html", context)


def _at_position(request: HttpRequest) -> tuple[PageAnswer | None, str]:
    """Return (answer, problem) for the position in the address; one of them is empty."""
    municipality = locate(request.GET.get("lat"), request.GET.get("lon"))
    if municipality is None:
        return None, _(
            "Your position is not in any municipality of Finland. Type the name of the municipality instead."
        )
    return find_page_of(municipality), ""
