"""Regions, municipalities and postal codes for editing; what is computed from them for inspection."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from adminbase.fieldsets import PROVENANCE
from adminbase.model_admin import BaseAdmin, DerivedAdmin, TranslatedAdmin
from adminbase.translations import MissingTranslationFilter, in_every_language

from . import models, services


class PlaceAdmin(BaseAdmin):
    """What the finder and the site search know by name."""

    def refresh_derived(self) -> None:
        services.refresh_places()


@admin.register(models.Region)
class RegionAdmin(PlaceAdmin, TranslatedAdmin):
    list_display = ["name", "code", "nuts3", "iso", "checked_on", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["name", "code"]
    set_once_fields = ("code", "slug")


class ExistenceFilter(admin.SimpleListFilter):
    """Today's municipalities or the dissolved ones."""

    title = _("existence")
    parameter_name = "exists"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("yes", _("exists today")), ("no", _("dissolved"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[models.Municipality]) -> QuerySet[models.Municipality]:
        chosen = {"yes": True, "no": False}.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(valid_to__isnull=chosen)


@admin.register(models.Municipality)
class MunicipalityAdmin(PlaceAdmin, TranslatedAdmin):
    list_display = ["name", "code", "region", "population", "languages", "valid_to", "checked_on", "missing_languages"]
    list_select_related = ["region"]
    list_filter = [ExistenceFilter, "region", "languages", "sami_homeland", MissingTranslationFilter]
    search_fields = ["name", "name_se", "code"]
    autocomplete_fields = ["region", "successor", "previous_region"]
    readonly_fields = ["neighbours"]  # found from the borders whenever these are loaded
    set_once_fields = ("code", "slug")
    non_derived_fields = (*PROVENANCE, "population", "population_year", "languages", "sami_homeland")

    def refresh_derived(self) -> None:
        services.refresh_places(regions_changed=True)


@admin.register(models.PostalCode)
class PostalCodeAdmin(PlaceAdmin):
    list_display = ["code", "name_fi", "name_sv", "municipality", "kind", "checked_on"]
    list_select_related = ["municipality"]
    list_filter = ["kind", "municipality__region"]
    search_fields = ["code", "name_fi", "name_sv"]
    autocomplete_fields = ["municipality", "other_municipalities"]
    set_once_fields = ("code",)


@admin.register(models.FindableName)
class FindableNameAdmin(DerivedAdmin):
    list_display = ["text", "kind", "target"]
    list_filter = ["kind"]
    search_fields = ["text", "key", "folded", "target"]


@admin.register(models.BoundarySet)
class BoundarySetAdmin(DerivedAdmin):
    list_display = ["attribution", "year", "is_approximate", "file_name", "loaded_at"]


@admin.register(models.MunicipalBoundary)
class MunicipalBoundaryAdmin(DerivedAdmin):
    list_display = ["municipality"]
    list_select_related = ["municipality"]
    search_fields = [*in_every_language("municipality__name"), "municipality__code"]
    hidden_fields = ("detail", "country")


@admin.register(models.Shape)
class ShapeAdmin(DerivedAdmin):
    list_display = ["key", "layer", "scale", "tint"]
    list_filter = ["layer", "scale"]
    search_fields = ["key"]
    hidden_fields = ("path",)
