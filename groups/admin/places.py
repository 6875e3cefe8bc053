"""The form of a municipality with what this app adds: the groups that serve it, whose search entries name it."""

from django.contrib import admin

from groups import services
from groups.models import AreaMembership
from places import admin as places
from places.models import Municipality

from .base import TranslatedFacts
from .forms import AREA_FIELDS, AreaForm, AreaFormSet


class GroupInline(TranslatedFacts):
    """The groups that serve a municipality, seen from the municipality."""

    model = AreaMembership
    fk_name = "municipality"
    form = AreaForm
    formset = AreaFormSet
    fields = [("group", "coverage"), *AREA_FIELDS]
    autocomplete_fields = ["group", "former_municipality"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group", "municipality", "former_municipality")


class MunicipalityAdmin(places.MunicipalityAdmin):
    inlines = [GroupInline]

    def refresh_derived(self):
        super().refresh_derived()
        services.refresh_groups(areas_changed=True)


admin.site.unregister(Municipality)
admin.site.register(Municipality, MunicipalityAdmin)
