"""The projects of a query as a file or a feed."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects.search.facets import FacetLabels
from projects.search.index import Selection, current_index
from projects.search.query import ProjectQuery, parse_query
from projects.search.warnings import refusal_reasons

from .citation import describe_query
from .feed import FeedAddresses, project_feed
from .metadata import export_metadata
from .rows import rows_of
from .writers import MAX_XLSX_ROWS, write_csv, write_json, write_xlsx

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class RefusedError(Exception):
    """There is no such file or feed.

    query: what was understood. reasons: sentences.
    """

    def __init__(self, query: ProjectQuery, reasons: list[str]):
        super().__init__()
        self.query, self.reasons = query, reasons


class ExportRequest(NamedTuple):
    """What a request asks to be exported."""

    query: ProjectQuery
    labels: FacetLabels
    selection: Selection


@require_safe
def download(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Give out the projects that the query string asks for. file_format: "csv", "json" or "xlsx"."""
    try:
        export = _parse(request, also=["bom"])
        if file_format == "xlsx" and len(export.selection) > MAX_XLSX_ROWS:
            reason = _("These are too many projects for a workbook. Take them as CSV or narrow the search.")
            raise RefusedError(export.query, [reason])
    except RefusedError as error:
        return _refusal(request, error)
    rows = rows_of(export.selection, export.query.order, project_base_url(request))
    if file_format == "csv":
        content = write_csv(rows, with_bom=request.GET.get("bom") == "1")
    else:
        write = write_json if file_format == "json" else write_xlsx
        content = write(rows, export_metadata(*export, search_url(request, export.query)))
    response = StreamingHttpResponse(content, content_type=_TYPES[file_format])
    file_name = _("leader-projects") + f"-{timezone.localdate().isoformat()}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["X-Accel-Buffering"] = "no"  # nginx would else keep a long file until it is whole
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Give out the projects that the query string asks for as an Atom feed, what changed last first."""
    try:
        query, labels, selection = _parse(request)
    except RefusedError as error:
        return _refusal(request, error)
    querystring = query.urlencode(order="newest", view="list")
    addresses = FeedAddresses(
        search=search_url(request, query),
        feed=request.build_absolute_uri(reverse("projects:feed")) + (f"?{querystring}" if querystring else ""),
        project_base=project_base_url(request),
    )
    atom = project_feed(selection, describe_query(query, labels), addresses)
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    set_response_etag(response)  # a reader that asks each hour mostly has it already
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def search_url(request: HttpRequest, query: ProjectQuery) -> str:
    """Return the full lasting address of the search that lists what a query finds."""
    querystring = query.urlencode(view="list", page=1)
    return request.build_absolute_uri(reverse("projects:search")) + (f"?{querystring}" if querystring else "")


def project_base_url(request: HttpRequest) -> str:
    """Return the full address below which a project is found by its id, in the reader's language."""
    return request.build_absolute_uri(reverse("project-id", args=[0])).removesuffix("0")


def _parse(request: HttpRequest, also: Iterable[str] = ()) -> ExportRequest:
    """Return what a request asks for; RefusedError when a file would hold more than was asked for.

    also: parameters that are read elsewhere.
    """
    index = current_index()
    labels = FacetLabels(get_language(), index)
    query = parse_query(request.GET, labels, also)
    if reasons := refusal_reasons(query):
        raise RefusedError(query, reasons)
    return ExportRequest(query, labels, query.selection(index, timezone.localdate()))


def _refusal(request: HttpRequest, error: RefusedError) -> HttpResponse:
    querystring = error.query.urlencode(view="list", page=1)
    context = {"section": "projects", "reasons": error.reasons, "querystring": querystring}
    return render(request, "projects/refused.html", context, status=400)
