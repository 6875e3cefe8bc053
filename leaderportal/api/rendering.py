"""The format of an answer: JSON, or CSV with ?format=csv."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from projects.exports.escaping import guard_formula

from .parameters import quoted


class CsvRenderer(BaseRenderer):
    """The rows as a table: comma, UTF-8, one header line. A list is joined by semicolons: see csv_cell."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: dict[str, Any] | None = None
    ) -> bytes:
        assert renderer_context is not None  # DRF always gives it
        view = renderer_context["view"]
        columns = list(view.get_serializer().fields)
        table = io.StringIO()
        writer = csv.writer(table)
        writer.writerow(columns)
        for row in data.get("results", [data.get("result")]):
            writer.writerow([csv_cell(row[column]) for column in columns])
        # In the folder of downloads the name says that this is not everything.
        name = f"{view.path_name}{view.paginator.file_name_suffix()}.csv"
        renderer_context["response"]["Content-Disposition"] = f'inline; filename="{name}"'
        return table.getvalue().encode()


def csv_cell(value: Any) -> Any:
    """Return a value as a cell of a table: a list joined by semicolons, of objects their first value.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    if isinstance(value, list):
        value = ";".join(str(next(iter(item.values())) if isinstance(item, dict) else item) for item in value)
    if isinstance(value, str):
        return guard_formula(value)
    return "" if value is None else value


class FormatParameterNegotiation(BaseContentNegotiation):
    """Only ?format= chooses, never the Accept header: an address gives everybody the same answer."""

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        typed = request.query_params.get("format", "json")
        for renderer in renderers:
            if renderer.format == typed:
                return renderer, renderer.media_type
        raise ValidationError(f"{quoted(typed)} is no format. Give json or csv.")

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> None:
        return None
