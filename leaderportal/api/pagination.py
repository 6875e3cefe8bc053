"""Lists come in pages of a bounded size."""

import re
from typing import Any

from django.core.paginator import Paginator
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from .parameters import quoted

Schema = dict[str, Any]


class NumberedPagination(PageNumberPagination):
    """Pages of at most 1,000 rows; a wrong number is an error, since a program that asks for it has gone astray."""

    page_size = 100
    max_page_size = 1000
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        """Return how many rows a page has; ValidationError for a size that is none."""
        typed = request.query_params.get("page_size")
        if typed is None:
            # A table should come whole where it can: who opens it sees no link to a next page.
            return self.max_page_size if request.accepted_renderer.format == "csv" else self.page_size
        if not re.fullmatch("[0-9]{1,4}", typed) or not 1 <= int(typed) <= self.max_page_size:
            raise ValidationError(f"{quoted(typed)} is no page_size. Give 1 to {self.max_page_size}.")
        return int(typed)

    def get_page_number(self, request: Request, paginator: Paginator) -> int:
        typed = request.query_params.get("page", "1")
        if not re.fullmatch("[0-9]{1,6}", typed) or not 1 <= int(typed) <= paginator.num_pages:
            raise ValidationError(f"{quoted(typed)} is no page. Give 1 to {paginator.num_pages}.")
        return int(typed)

    def file_name_suffix(self) -> str:
        """Return which page a file holds, "" when it holds all rows."""
        page = getattr(self, "page", None)  # a detail has none
        if page is None or page.paginator.num_pages == 1:
            return ""
        return f"-page-{page.number}-of-{page.paginator.num_pages}"

    def get_paginated_response(self, data: Any) -> Response:
        return page_response(data, self.page.paginator.count, self.get_next_link(), self.get_previous_link())

    def get_paginated_response_schema(self, schema: Schema) -> Schema:
        return page_schema(schema)


def page_response(rows: Any, count: int, next_url: str | None, previous_url: str | None) -> Response:
    """Return the Response with one page of a list of `count` rows, and the addresses of its neighbours."""
    links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", next_url), ("prev", previous_url)) if url]
    body = {"count": count, "next": next_url, "previous": previous_url, "results": rows}
    return Response(body, headers={"Link": ", ".join(links)} if links else None)


def page_schema(rows: Schema) -> Schema:
    """Return the OpenAPI description of what page_response() answers, with its meta. rows: that of the rows."""
    address = {"type": ["string", "null"], "format": "uri"}
    properties = {
        "meta": {"$ref": "#/components/schemas/Meta"},
        "count": {"type": "integer"},
        "next": address,
        "previous": address,
        "results": rows,
    }
    return {"type": "object", "required": list(properties), "properties": properties}
