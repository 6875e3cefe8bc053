"""The open data of projects: what the project search finds, as data."""

import re
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from groups.models import Service
from projects.exports.citation import last_changed_at
from projects.exports.metadata import LICENCE
from projects.exports.rows import rows_by_id
from projects.exports.views import project_base_url
from projects.exports.writers import json_row
from projects.models import Project, ProjectSource, Theme
from projects.search.facets import FacetLabels
from projects.search.index import Selection, current_index
from projects.search.index.selection import FACETS
from projects.search.index.store import ProjectIndex
from projects.search.query import MAX_VALUES, parse_query
from search.analysis import MAX_QUERY_WORDS
from text.normalise import MAX_QUERY_LENGTH

from .pagination import NumberedPagination, page_response
from .parameters import quoted
from .project_rows import ProjectRow, SourceRow, ThemeRow
from .resources import FACTS, KeyedResource

PORTAL = "Sorted and compiled by the portal; names are translations by the portal."


class ProjectQueryFilter(BaseFilterBackend):
    """Select projects by the words and facets of the project search; each facet may come several times."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> Selection:
        """Return the Selection; ValidationError for what is unknown, odd or no more."""
        elsewhere = ["after", "page_size", "format"]  # read in pagination and rendering
        allowed = ["q", *FACETS, *elsewhere]
        for name, values in request.query_params.lists():
            if name not in allowed:
                raise ValidationError(f"Unknown parameter {quoted(name)}. Known here: {', '.join(sorted(allowed))}.")
            if len(values) > 1 and name not in FACETS:
                raise ValidationError(f"The parameter {name} is given {len(values)} times. Give it once.")
            if name in FACETS and "" in values:
                raise ValidationError(f"The parameter {name} is empty. Leave it out or give it a value.")
        labels = FacetLabels("en", view.index)
        for code in request.query_params.getlist("municipality"):
            if (successor := labels.current_value("municipality", code)) != code:
                raise ValidationError(f"The municipality {code} is no more. Ask for its successor {successor}.")
        question = parse_query(request.query_params, labels, elsewhere)
        for name, value in question.ignored:
            if name == "q":
                raise ValidationError(f"There is no word in {quoted(value)}.")
            raise ValidationError(f"{quoted(value)} is no {name} that is known here.")
        if question.is_cut:
            most = f"{MAX_QUERY_LENGTH} characters, {MAX_QUERY_WORDS} words and {MAX_VALUES} values of a parameter"
            raise ValidationError(f"These are too many. Give at most {most}.")
        return question.selection(view.index, timezone.localdate())

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        words = {"name": "q", "in": "query", "required": False, "schema": {"type": "string"}}
        several = {"type": "array", "items": {"type": "string"}}
        return [words] + [{"name": name, "in": "query", "required": False, "schema": several} for name in FACETS]


class IdPagination(NumberedPagination):
    """Pages of a Selection by id, each begun after the last of the page before: none is missed, none comes twice.

    That holds also while projects come and go between two pages, and the last page costs no more than the first.
    """

    def paginate_queryset(self, queryset: Selection, request: Request, view: Any = None) -> list[int]:
        """Return the ids of a page. queryset: a Selection."""
        typed = request.query_params.get("after", "0")
        if not re.fullmatch("[0-9]{1,9}", typed):
            raise ValidationError(f"{quoted(typed)} is no id. Take the addresses of next and previous as they are.")
        self.pks, self.length = queryset.pks, self.get_page_size(request)
        self.start = self.pks.rank(int(typed))
        self.address = request.build_absolute_uri()
        return list(self.pks[self.start : self.start + self.length])

    def file_name_suffix(self) -> str:
        count = len(getattr(self, "pks", ()))  # a detail has none
        if count == 0 or count <= self.length:
            return ""
        return f"-{self.start + 1}-to-{min(self.start + self.length, count)}-of-{count}"

    def get_paginated_response(self, data: Any) -> Response:
        end = self.start + self.length
        next_url = self._address(end) if end < len(self.pks) else None
        previous_url = self._address(max(0, self.start - self.length)) if self.start else None
        return page_response(data, len(self.pks), next_url, previous_url)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        after = {"type": "integer", "description": "Id after which the page begins; next and previous have it."}
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in (("after", after), (self.page_size_query_param, size))
        ]

    def _address(self, start: int) -> str:
        if start == 0:
            return remove_query_param(self.address, "after")
        return replace_query_param(self.address, "after", self.pks[start - 1])


class Projects(KeyedResource):
    """Projects and activities of Leader groups, each as its source states it; see `kind` and `decision`."""

    path_name = "projects"
    licence = LICENCE
    lookup_field = "pk"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[1-9][0-9]{0,8}"
    serializer_class = ProjectRow
    queryset = Project.objects.filter(is_published=True)
    filter_backends = [ProjectQueryFilter]
    pagination_class = IdPagination

    @property
    def index(self) -> ProjectIndex:
        """The ProjectIndex that this answer is made with."""
        if not hasattr(self, "_index"):
            self._index = current_index()
        return self._index

    def paginate_queryset(self, queryset: Any) -> list[dict[str, Any]]:
        return self._objects(super().paginate_queryset(queryset) or [])

    def get_object(self) -> dict[str, Any]:
        objects = self._objects([int(self.kwargs[self.lookup_url_kwarg])])
        if not objects:
            raise NotFound
        return objects[0]

    def changed_at(self) -> datetime | None:
        return last_changed_at(Selection(self.index, {}, timezone.localdate()))

    def _objects(self, pks: list[int]) -> list[dict[str, Any]]:
        return [json_row(row) for row in rows_by_id(pks, self.index, project_base_url(self.request))]


class Themes(KeyedResource):
    """What projects are about: the portal's own sorting, one theme a project."""

    path_name = "themes"
    licence, source = FACTS, PORTAL
    lookup_field = "code"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,40}"
    serializer_class = ThemeRow
    queryset = Theme.objects.order_by("order", "code").prefetch_related(
        Prefetch("services", Service.objects.order_by("order", "pk"))
    )


class Sources(KeyedResource):
    """Where the portal has its projects from; `source` of a project is a code of these."""

    path_name = "sources"
    licence, source = FACTS, PORTAL
    lookup_field = "code"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,60}"
    serializer_class = SourceRow
    queryset = ProjectSource.objects.order_by("code")


RESOURCES = [Projects, Themes, Sources]
