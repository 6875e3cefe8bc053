"""What every answer shares: licence, source and date beside the rows, errors as JSON, caching."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypedDict

from django.contrib.admin.models import LogEntry
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import override
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from projects.models import ImportRun
from seeding.models import LoadedRow

MAX_AGE_SECONDS = 300
NO_SUCH_ADDRESS = "There is nothing at this address."


class Meta(TypedDict):
    """What stands beside the rows of an answer."""

    licence: str
    source: str
    updated: str | None
    documentation: str


def data_changed_at() -> datetime | None:
    """Return when a loader, an import or the admin last changed the data; None for no data. Three SQL statements."""
    loaded = LoadedRow.objects.aggregate(at=Max("loaded_at"))["at"]
    imported = ImportRun.objects.aggregate(at=Max("finished_at"))["at"]
    edits = LogEntry.objects.filter(content_type__app_label__in=["places", "groups", "projects"])
    edited = edits.aggregate(at=Max("action_time"))["at"]
    return max(filter(None, [loaded, imported, edited]), default=None)


def meta(request: HttpRequest, licence: str, source: str, changed_at: datetime | None) -> Meta:
    """Return what every answer carries beside its rows. changed_at: when these last changed, aware."""
    with override("en"):
        documentation = request.build_absolute_uri(reverse("open-data"))
    return {
        "licence": licence,
        "source": source,
        "updated": changed_at.isoformat(timespec="seconds") if changed_at else None,
        "documentation": documentation,
    }


def json_exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer any error as JSON: {"detail": "what is wrong"}, also where a table was asked for."""
    response = exception_handler(error, context)
    if response is not None:
        request = context["request"]
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = JSONRenderer.media_type
        if isinstance(error, ValidationError):
            response.data = {"detail": " ".join(map(str, response.data))}
        elif isinstance(error, NotFound) or response.status_code == 404:
            response.data = {"detail": NO_SUCH_ADDRESS}
    return response


def open_data_view(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """Let pages of every site read the answers of a view, and caches store them.

    The ETag changes with the answer. No Last-Modified: the data know no day on which a row was removed.
    """

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override("en"):  # errors and labels: the address has no language
            response = view(request, *args, **kwargs)
            if isinstance(response, Response):
                response.render()
        if response.status_code == 200:
            set_response_etag(response)
            patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
            conditional = get_conditional_response(request, etag=response["ETag"], response=response)
            response = conditional or response
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Content-Language"] = "fi, sv, en"
        return response

    return open_view
