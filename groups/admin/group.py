"""A Leader group with everything on its page, in a single form."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, ManyToManyField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import TranslatedAdmin
from adminbase.translations import MissingTranslationFilter
from groups import models, services

from . import forms
from .base import FactInline, GroupScopedMixin, TranslatedFactInline
from .filters import EmailFilter, UncheckedFilter, WorkingFilter


class AreaInline(TranslatedFactInline):
    model = models.AreaMembership
    form = forms.AreaForm
    formset = forms.AreaFormSet
    fields = [("municipality", "coverage"), *forms.AREA_FIELDS]
    autocomplete_fields = ["municipality", "former_municipality"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group", "municipality", "former_municipality")


class OfferInline(TranslatedFactInline):
    model = models.ServiceOffer
    form = forms.ServiceOfferForm

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group", "service")


class StrengthInline(TranslatedFactInline):
    model = models.GroupStrength

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group", "strength")


class StrategyInline(TranslatedFactInline):
    model = models.LocalDevelopmentStrategy

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("period")


class ContactInline(TranslatedFactInline):
    model = models.Contact
    form = forms.WorkingLanguagesForm
    fields = ["role", ("person", "languages"), ("email", "phone"), "topics", "source", "source_year", "checked_on"]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:
            field.choices = list(field.choices)  # read once, not once a row
        return field


class BoardInline(FactInline):
    model = models.BoardComposition
    fields = [("size", "municipal", "associations_and_companies", "residents"), "source", "source_year", "checked_on"]


class OfficeInline(TranslatedFactInline):
    model = models.Office
    form = forms.OfficeForm
    fields = [("street", "postal_code"), "town", ("email", "phone"), "source", "source_year", "checked_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("group")


def count_of(queryset: QuerySet) -> Coalesce:
    """Return the subquery that counts a group's rows of the queryset; unlike a join, it multiplies no rows."""
    counts = queryset.filter(group=OuterRef("pk")).order_by().values("group").annotate(number=Count("pk"))
    return Coalesce(Subquery(counts.values("number")), 0)


@admin.register(models.LeaderGroup)
class LeaderGroupAdmin(GroupScopedMixin, TranslatedAdmin):
    group_path = "pk"
    list_display = [
        "name",
        "home_region",
        "municipality_count",
        "unconfirmed_offers",
        "has_email",
        "checked_on",
        "valid_to",
        "missing_languages",
    ]
    list_select_related = ["home_region", "office"]
    list_filter = [WorkingFilter, "home_region", EmailFilter, UncheckedFilter, MissingTranslationFilter]
    search_fields = ["name", "legal_name", "slug"]
    autocomplete_fields = ["home_region", "successor"]
    set_once_fields = ("slug",)
    network_only_fields = ("legal_name", "home_region", "valid_from", "valid_to", "successor")
    form = forms.WorkingLanguagesForm
    inlines = [OfficeInline, ContactInline, AreaInline, OfferInline, StrengthInline, StrategyInline, BoardInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "legal_name", "summary", "website", "languages", "home_region"]}),
        (_("Enquiries"), {"fields": ["enquiry_email"]}),
        (
            _("Figures"),
            {
                "fields": [
                    "founded_year",
                    ("residents", "residents_year"),
                    "residents_source",
                    ("member_count", "member_count_year"),
                    "member_count_source",
                ]
            },
        ),
        (_("Former groups"), {"fields": [("valid_from", "valid_to"), "successor"]}),
        (_("How we know"), {"fields": ["source", "source_year", "confidence", "checked_on"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        areas = models.AreaMembership.objects.filter(valid_to=None)
        offers = models.ServiceOffer.objects.filter(is_confirmed=False)
        return super().get_queryset(request).annotate(areas_now=count_of(areas), unconfirmed=count_of(offers))

    def refresh_derived(self) -> None:
        services.refresh_groups(areas_changed=True)

    @admin.display(description=_("municipalities"), ordering="areas_now")
    def municipality_count(self, group: models.LeaderGroup) -> int:
        return group.areas_now

    @admin.display(description=_("unconfirmed offers"), ordering="unconfirmed")
    def unconfirmed_offers(self, group: models.LeaderGroup) -> int:
        return group.unconfirmed

    @admin.display(description=_("e-mail"), boolean=True)
    def has_email(self, group: models.LeaderGroup) -> bool:
        return bool(group.enquiry_email or (getattr(group, "office", None) and group.office.email))
