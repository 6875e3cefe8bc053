"""Regions, municipalities and postal codes for editing; what is computed from them for inspection."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import (
    PROVENANCE,
    BaseAdmin,
    DerivedAdmin,
    MissingTranslationFilter,
    TranslatedAdmin,
    in_every_language,
)

from . import models, services


class PlaceAdmin(BaseAdmin):
    """What the finder and the site search know by name."""

    def refresh_derived(self):
        services.refresh_places()


@admin.register(models.Region)
class RegionAdmin(PlaceAdmin, TranslatedAdmin):
    list_display = ["name", "code", "nuts3", "iso", "checked_on", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["name", "code"]
    lasting = ("code", "slug")


class ExistenceFilter(admin.SimpleListFilter):
    """Today's municipalities or the dissolved ones."""

    title = _("existence")
    parameter_name = "exists"

    def lookups(self, request, model_admin):
        return [("yes", _("exists today")), ("no", _("dissolved"))]

    def queryset(self, request, queryset):
        chosen = {"yes": True, "no": False}.get(self.value())
        return queryset if chosen is None else queryset.filter(valid_to__isnull=chosen)


@admin.register(models.Municipality)
class MunicipalityAdmin(PlaceAdmin, TranslatedAdmin):
    list_display = ["name", "code", "region", "population", "languages", "valid_to", "checked_on", "missing_languages"]
    list_select_related = ["region"]
    list_filter = [ExistenceFilter, "region", "languages", "sami_homeland", MissingTranslationFilter]
    search_fields = ["name", "name_se", "code"]
    autocomplete_fields = ["region", "successor", "previous_region"]
    readonly_fields = ["neighbours"]  # found from the borders whenever these are loaded
    lasting = ("code", "slug")
    non_derived_fields = (*PROVENANCE, "population", "population_year", "languages", "sami_homeland")

    def refresh_derived(self):
        services.refresh_places(regions_changed=True)


@admin.register(models.PostalCode)
class PostalCodeAdmin(PlaceAdmin):
    list_display = ["code", "name_fi", "name_sv", "municipality", "kind", "checked_on"]
    list_select_related = ["municipality"]
    list_filter = ["kind", "municipality__region"]
    search_fields = ["code", "name_fi", "name_sv"]
    autocomplete_fields = ["municipality", "other_municipalities"]
    lasting = ("code",)


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
    hidden = ("detail", "country")


@admin.register(models.Shape)
class ShapeAdmin(DerivedAdmin):
    list_display = ["key", "layer", "scale", "tint"]
    list_filter = ["layer", "scale"]
    search_fields = ["key"]
    hidden = ("path",)
