"""The projects of a question as a file or a feed."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects.search.facet_labels import Labels
from projects.search.index import current_index
from projects.search.query import parse_query
from projects.search.warnings import refusals

from .about import about_export
from .citation import in_words
from .feed import feed_of
from .files import as_csv, as_json, as_workbook
from .rows import rows_of
from .workbook import MOST_ROWS

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class RefusedError(Exception):
    """There is no such file or feed.

    question: what was understood. reasons: sentences.
    """

    def __init__(self, question, reasons):
        super().__init__()
        self.question, self.reasons = question, reasons


@require_safe
def download(request, file_format):
    """Give out the projects that the query string asks for. file_format: "csv", "json" or "xlsx"."""
    try:
        question, labels, selection = _asked(request, also=["bom"])
        if file_format == "xlsx" and len(selection) > MOST_ROWS:
            reason = _("These are too many projects for a workbook. Take them as CSV or narrow the search.")
            raise RefusedError(question, [reason])
    except RefusedError as error:
        return _refusal(request, error)
    pieces = rows_of(selection, question.order, place_of(request))
    if file_format == "csv":
        content = as_csv(pieces, with_bom=request.GET.get("bom") == "1")
    else:
        write = as_json if file_format == "json" else as_workbook
        content = write(pieces, about_export(question, labels, selection, search_address(request, question)))
    response = StreamingHttpResponse(content, content_type=_TYPES[file_format])
    file_name = _("leader-projects") + f"-{timezone.localdate().isoformat()}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["X-Accel-Buffering"] = "no"  # nginx would else keep a long file until it is whole
    return response


@require_safe
def feed(request):
    """Give out the projects that the query string asks for as an Atom feed, what changed last first."""
    try:
        question, labels, selection = _asked(request)
    except RefusedError as error:
        return _refusal(request, error)
    query = question.query(order="newest", view="list")
    own_address = request.build_absolute_uri(reverse("projects:feed")) + (f"?{query}" if query else "")
    found = feed_of(
        selection,
        in_words(question, labels),
        search_address(request, question),
        own_address,
        place_of(request),
        get_language(),
    )
    response = HttpResponse(found.writeString("utf-8"), content_type=found.content_type)
    set_response_etag(response)  # who asks each hour mostly gets what she has
    return get_conditional_response(request, etag=response["ETag"], response=response)


def search_address(request, question):
    """Return the full lasting address of the search that lists what a Question asks for."""
    query = question.query(view="list", page=1)
    return request.build_absolute_uri(reverse("projects:search")) + (f"?{query}" if query else "")


def place_of(request):
    """Return the full address below which a project is found by its id, in the reader's language."""
    return request.build_absolute_uri(reverse("project-id", args=[0])).removesuffix("0")


def _asked(request, also=()):
    """Return (Question, Labels, Selection) of a request; RefusedError when a file would hold more than was asked for.

    also: parameters that are read elsewhere.
    """
    index = current_index()
    labels = Labels(get_language(), index)
    question = parse_query(request.GET, labels, also)
    if reasons := refusals(question):
        raise RefusedError(question, reasons)
    return question, labels, question.selection(index, timezone.localdate())


def _refusal(request, error):
    context = {"section": "projects", "reasons": error.reasons, "query": error.question.query(view="list", page=1)}
    return render(request, "projects/refused.html", context, status=400)
