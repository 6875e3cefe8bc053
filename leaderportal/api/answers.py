"""How answers look: JSON or CSV, pages of a bounded size, and what goes with the rows: licence, source, date."""

import csv
import io
import re
from functools import wraps

from django.contrib.admin.models import LogEntry
from django.db.models import Max
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import override
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from projects.exports.escaping import guard_formula
from projects.models import ImportRun
from seeding.models import LoadedRow

from .parameters import short

MAX_AGE_SECONDS = 300


def updated():
    """Return when the data last changed, by a loader, an import or the admin, as an aware datetime; None for no data.

    Three SQL statements.
    """
    loaded = LoadedRow.objects.aggregate(at=Max("loaded_at"))["at"]
    imported = ImportRun.objects.aggregate(at=Max("finished_at"))["at"]
    edits = LogEntry.objects.filter(content_type__app_label__in=["places", "groups", "projects"])
    edited = edits.aggregate(at=Max("action_time"))["at"]
    return max(filter(None, [loaded, imported, edited]), default=None)


def meta(request, licence, source, at):
    """Return what every answer carries beside its rows. at: when these last changed, as an aware datetime or None."""
    with override("en"):
        documentation = request.build_absolute_uri(reverse("open-data"))
    return {
        "licence": licence,
        "source": source,
        "updated": at and at.isoformat(timespec="seconds"),
        "documentation": documentation,
    }


class Pages(PageNumberPagination):
    """Pages of at most 1,000 rows; a wrong number is an error, since a program that asks for it has gone astray."""

    page_size = 100
    max_page_size = 1000
    page_size_query_param = "page_size"

    def get_page_size(self, request):
        """Return how many rows a page has; ValidationError for a size that is none."""
        typed = request.query_params.get("page_size")
        if typed is None:
            # A table should come whole where it can: whoever opens it sees no link to a next page.
            return self.max_page_size if request.accepted_renderer.format == "csv" else self.page_size
        if not re.fullmatch("[0-9]{1,4}", typed) or not 1 <= int(typed) <= self.max_page_size:
            raise ValidationError(f"{short(typed)} is no page_size. Give 1 to {self.max_page_size}.")
        return int(typed)

    def get_page_number(self, request, paginator):
        typed = request.query_params.get("page", "1")
        if not re.fullmatch("[0-9]{1,6}", typed) or not 1 <= int(typed) <= paginator.num_pages:
            raise ValidationError(f"{short(typed)} is no page. Give 1 to {paginator.num_pages}.")
        return int(typed)

    def part(self):
        """Return what the name of a file tells of the part it holds, "" when that is all."""
        page = getattr(self, "page", None)  # a detail has none
        if page is None or page.paginator.num_pages == 1:
            return ""
        return f"-page-{page.number}-of-{page.paginator.num_pages}"

    def get_paginated_response(self, data):
        return page_of(data, self.page.paginator.count, self.get_next_link(), self.get_previous_link())

    def get_paginated_response_schema(self, schema):
        return schema_of_page(schema)


def page_of(rows, count, following, before):
    """Return the Response that holds a part of a list. following, before: addresses of its neighbours, or None."""
    links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", following), ("prev", before)) if url]
    body = {"count": count, "next": following, "previous": before, "results": rows}
    return Response(body, headers={"Link": ", ".join(links)} if links else None)


def schema_of_page(rows):
    """Return the description of what page_of() answers, with its meta. rows: the description of its rows."""
    address = {"type": ["string", "null"], "format": "uri"}
    properties = {"count": {"type": "integer"}, "next": address, "previous": address, "results": rows}
    properties = {"meta": {"$ref": "#/components/schemas/Meta"}, **properties}
    return {"type": "object", "required": list(properties), "properties": properties}


class Csv(BaseRenderer):
    """The rows as a table: comma, UTF-8, one header line. A list is joined by semicolons: see cell."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view = renderer_context["view"]
        columns = list(view.get_serializer().fields)
        table = io.StringIO()
        writer = csv.writer(table)
        writer.writerow(columns)
        for row in data.get("results", [data.get("result")]):
            writer.writerow([cell(row[column]) for column in columns])
        # Seen in the folder of downloads: this is not everything.
        name = f"{view.word}{view.paginator.part()}.csv"
        renderer_context["response"]["Content-Disposition"] = f'inline; filename="{name}"'
        return table.getvalue().encode()


def cell(value):
    """Return a value as a cell of a table: a list joined by semicolons, of objects their first value.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    if isinstance(value, list):
        value = ";".join(str(next(iter(one.values())) if isinstance(one, dict) else one) for one in value)
    if isinstance(value, str):
        return guard_formula(value)
    return "" if value is None else value


class ByFormat(BaseContentNegotiation):
    """Only ?format= chooses, never the Accept header: an address gives everybody the same answer."""

    def select_renderer(self, request, renderers, format_suffix=None):
        typed = request.query_params.get("format", "json")
        for renderer in renderers:
            if renderer.format == typed:
                return renderer, renderer.media_type
        raise ValidationError(f"{short(typed)} is no format. Give json or csv.")

    def select_parser(self, request, parsers):
        return None


def problem(error, context):
    """Answer any error as JSON: {"detail": "what is wrong"}, also where a table was asked for."""
    response = exception_handler(error, context)
    if response is not None:
        request = context["request"]
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = JSONRenderer.media_type
        if isinstance(error, ValidationError):
            response.data = {"detail": " ".join(map(str, response.data))}
        elif isinstance(error, NotFound) or response.status_code == 404:
            response.data = {"detail": "There is nothing at this address."}
    return response


def open_to_all(view):
    """Let pages of every site read the answers of a view, and caches keep them.

    An ETag tells whether an answer has changed. No Last-Modified: the data know no day on which a row was removed.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        with override("en"):  # errors and labels: the address has no language
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        if response.status_code == 200:
            set_response_etag(response)
            patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
            response = get_conditional_response(request, etag=response["ETag"], response=response)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Content-Language"] = "fi, sv, en"
        return response

    return answer
