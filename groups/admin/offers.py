"""Services, the duties they help with, what groups offer and what they have done."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from adminbase.model_admin import BaseInline, TranslatedAdmin
from adminbase.translations import MissingTranslationFilter, in_every_language
from groups import models, services

from . import forms
from .base import GroupFactAdmin, NetworkAdmin
from .filters import UncheckedFilter


@admin.action(description=_("Confirm the chosen offers as stated by the group, today"), permissions=["change"])
def confirm(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[models.ServiceOffer]) -> None:
    """Mark the offers as confirmed, with today's date and the name of the member of staff."""
    offers = list(queryset.select_related("group", "service"))
    services.confirm_offers(offers, on=timezone.localdate(), by=request.user.get_full_name() or str(request.user))
    for offer in offers:
        model_admin.log_change(request, offer, _("Confirmed as stated by the group."))
    text = ngettext("%(count)d offer is now confirmed.", "%(count)d offers are now confirmed.", len(offers))
    model_admin.message_user(request, text % {"count": len(offers)}, messages.SUCCESS)


@admin.register(models.ServiceOffer)
class ServiceOfferAdmin(GroupFactAdmin, TranslatedAdmin):
    list_display = ["group", "service", "is_confirmed", "confidence", "checked_on", "checked_by", "missing_languages"]
    list_select_related = ["group", "service"]
    list_filter = [
        "is_confirmed",
        "service",
        "confidence",
        UncheckedFilter,
        MissingTranslationFilter,
        "group__home_region",
    ]
    search_fields = ["text", "terms", *in_every_language("group__name", "service__name")]
    autocomplete_fields = ["group", "service"]
    form = forms.ServiceOfferForm
    actions = [confirm]


@admin.register(models.ExampleActivity)
class ExampleActivityAdmin(GroupFactAdmin, TranslatedAdmin):
    list_display = ["title", "group", "in_year", "has_picture", "confidence", "checked_on", "missing_languages"]
    list_select_related = ["group"]
    list_filter = ["services", "confidence", UncheckedFilter, MissingTranslationFilter, "group__home_region"]
    search_fields = ["title", "text", *in_every_language("group__name")]
    autocomplete_fields = ["group", "services", "municipalities"]
    form = forms.ExampleActivityForm

    @admin.display(description=_("year"), ordering="year")
    def in_year(self, example: models.ExampleActivity) -> str:
        return str(example.year or "")  # a number would get a thousands separator

    @admin.display(description=_("picture"), boolean=True)
    def has_picture(self, example: models.ExampleActivity) -> bool:
        return bool(example.picture)


@admin.register(models.Service)
class ServiceAdmin(NetworkAdmin):
    list_display = ["name", "order", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["name", "text", "code"]
    set_once_fields = ("code", "slug")


class DutyServiceInline(BaseInline):
    model = models.DutyService
    autocomplete_fields = ["service"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("duty", "service")


@admin.register(models.Duty)
class DutyAdmin(NetworkAdmin):
    list_display = ["name", "order", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["name", "text", "code"]
    set_once_fields = ("code", "slug")
    inlines = [DutyServiceInline]
