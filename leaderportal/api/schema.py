"""The description of the open data for programs (OpenAPI 3), written from the resources themselves."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from .answers import open_data_view
from .resources import Resource


class Meta(serializers.Serializer):
    """What every answer carries beside its rows."""

    licence = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name is meant
    updated = serializers.DateTimeField(allow_null=True)
    documentation = serializers.URLField()


class Problem(serializers.Serializer):
    """What is wrong, in English."""

    detail = serializers.CharField()


class Schema(AutoSchema):
    """Describes what the resources add to DRF's own: the meta of an answer, one row in `result`, errors."""

    view: Resource

    def get_tags(self) -> list[str]:
        return [self.view.path_name]

    def get_response_serializers(self) -> dict[int, Any]:
        row = self.view.get_serializer_class()
        if self.view.action == "list":
            # In a detail, Meta is named by its fields; the pages of a list refer to it by hand.
            return {200: row(many=True), 400: Problem}
        name = row.__name__.removesuffix("Row")
        return {200: inline_serializer(name, {"meta": Meta(), "result": row()}), 400: Problem, 404: Problem}

    def map_renderers(self, attribute: str) -> list[Any]:
        # The objects described are those of JSON; the parameter `format` leads to the table.
        return ["application/json"] if attribute == "media_type" else super().map_renderers(attribute)


@cache
def _description() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


@require_safe
@open_data_view
def schema(request: HttpRequest) -> HttpResponse:
    """Answer the description, the same to everybody whatever the parameters."""
    return JsonResponse(_description(), json_dumps_params={"ensure_ascii": False})
