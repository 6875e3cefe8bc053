"""Addresses of the open data, below /api/v1/."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe
from rest_framework.routers import SimpleRouter

from . import projects, resources
from .answers import NO_SUCH_ADDRESS, data_changed_at, meta, open_data_view
from .resources import FACTS, FACTS_SOURCE, Resource
from .schema import schema

RESOURCES: list[type[Resource]] = [*resources.RESOURCES, *projects.RESOURCES]


@require_safe
@open_data_view
def index(request: HttpRequest) -> HttpResponse:
    """Answer the addresses of all resources."""
    return JsonResponse(
        {
            "meta": meta(request, FACTS, FACTS_SOURCE, data_changed_at()),
            "resources": {
                resource.path_name: request.build_absolute_uri(f"{resource.path_name}/") for resource in RESOURCES
            },
            "schema": request.build_absolute_uri("schema/"),
        }
    )


@open_data_view
def not_found(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a wrong address as JSON, since a program reads it."""
    return JsonResponse({"detail": NO_SUCH_ADDRESS}, status=404)


router = SimpleRouter()
for resource in RESOURCES:
    router.register(resource.path_name, resource, f"api-{resource.path_name}")

urlpatterns = [
    path("", index, name="api-index"),
    path("schema/", schema, name="api-schema"),
    *router.urls,
    path("<path:rest>/", not_found),
]
