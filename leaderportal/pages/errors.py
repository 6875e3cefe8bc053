"""Error pages: they offer the search box, never a dead end."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.rescued_text import show_rescued_text, submitted_texts
from enquiries.views.csrf import csrf_failure as enquiry_csrf_failure
from text.normalise import clean

from .unavailable import unavailable


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 404 with the finder; the words of the address are offered as a search."""
    words = clean(request.path.strip("/").rsplit("/", 1)[-1].replace("-", " ").replace("_", " "))[:100]
    return render(request, "leaderportal/404.html", {"words": words}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 400: a request that no browser sends by itself. As JSON where a program reads it, like all of /api/."""
    if request.path.startswith("/api/"):
        with override("en"):  # the address has no language
            detail = _reason(exception) or _("The request could not be handled")
        return JsonResponse({"detail": detail}, status=400, headers={"Access-Control-Allow-Origin": "*"})
    return render(request, "leaderportal/refused.html", {"status": 400, "reason": _reason(exception)}, status=400)


def _reason(exception: Exception) -> str:
    """Return the reason where a reader can do something about it, else "": it may give away how the code works."""
    if isinstance(exception, TooManyFieldsSent):
        limit = {"count": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS}
        return _("It has too many parameters: the portal reads at most %(count)s.") % limit
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return _("It holds more than the portal accepts at a time.")
    return ""


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 403."""
    return render(request, "leaderportal/refused.html", {"status": 403}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose CSRF check failed (settings.CSRF_FAILURE_VIEW): what somebody has written stays in sight.

    In the administration that is a form from before they last signed in.
    """
    is_administration = request.path.startswith(reverse("admin:index"))
    if is_administration and (texts := submitted_texts(request)):
        return show_rescued_text(request, texts)
    return enquiry_csrf_failure(request, reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show 500 without the database or context processors: either may be what failed. 503 when it was the database."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return unavailable(request)
    return HttpResponseServerError(loader.render_to_string("leaderportal/500.html"))
