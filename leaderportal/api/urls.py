"""Addresses of the open data, below /api/v1/."""

from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe
from rest_framework.routers import SimpleRouter

from . import projects, resources
from .answers import meta, open_to_all, updated
from .resources import FACTS, FACTS_SOURCE
from .schema import schema

RESOURCES = [*resources.RESOURCES, *projects.RESOURCES]


@require_safe
@open_to_all
def index(request):
    """Answer the addresses of all resources."""
    lists = {resource.word: request.build_absolute_uri(f"{resource.word}/") for resource in RESOURCES}
    described = request.build_absolute_uri("schema/")
    return JsonResponse(
        {"meta": meta(request, FACTS, FACTS_SOURCE, updated()), "resources": lists, "schema": described}
    )


@open_to_all
def nothing(request, rest):
    """Answer a wrong address as JSON, since a program reads it."""
    return JsonResponse({"detail": "There is nothing at this address."}, status=404)


router = SimpleRouter()
for resource in RESOURCES:
    router.register(resource.word, resource, f"api-{resource.word}")

urlpatterns = [
    path("", index, name="api-index"),
    path("schema/", schema, name="api-schema"),
    *router.urls,
    path("<path:rest>/", nothing),
]
