"""The form of a municipality, to which this app adds its groups."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from groups import services
from groups.models import AreaMembership
from places import admin as places
from places.models import Municipality

from .base import TranslatedFactInline
from .forms import AREA_FIELDS, AreaForm, AreaFormSet


class GroupInline(TranslatedFactInline):
    """The groups whose areas a municipality belongs to."""

    model = AreaMembership
    fk_name = "municipality"
    form = AreaForm
    formset = AreaFormSet
    fields = [("group", "coverage"), *AREA_FIELDS]
    autocomplete_fields = ["group", "former_municipality"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group", "municipality", "former_municipality")


class MunicipalityAdmin(places.MunicipalityAdmin):
    inlines = [GroupInline]

    def refresh_derived(self) -> None:
        super().refresh_derived()
        services.refresh_groups(areas_changed=True)


admin.site.unregister(Municipality)
admin.site.register(Municipality, MunicipalityAdmin)
