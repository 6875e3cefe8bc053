"""Facts of groups as lists of their own: to find what is unchecked across all groups."""

from django.contrib import admin

from adminbase.model_admin import TranslatedAdmin
from adminbase.translations import MissingTranslationFilter, in_every_language
from groups import models, services

from . import forms
from .base import GroupFactAdmin
from .filters import UncheckedFilter

GROUP_NAMES = in_every_language("group__name")


@admin.register(models.AreaMembership)
class AreaMembershipAdmin(GroupFactAdmin, TranslatedAdmin):
    list_display = ["municipality", "group", "coverage", "part", "confidence", "checked_on", "valid_to"]
    list_select_related = ["municipality", "group"]
    list_filter = ["coverage", "confidence", UncheckedFilter, "municipality__region", MissingTranslationFilter]
    search_fields = [*GROUP_NAMES, *in_every_language("municipality__name"), "municipality__code", "part"]
    autocomplete_fields = ["group", "municipality", "former_municipality"]
    form = forms.AreaForm

    def refresh_derived(self) -> None:
        services.refresh_groups(areas_changed=True)


@admin.register(models.LocalDevelopmentStrategy)
class StrategyAdmin(GroupFactAdmin, TranslatedAdmin):
    list_display = ["group", "title", "period", "public_funding_eur", "checked_on", "missing_languages"]
    list_select_related = ["group", "period"]
    list_filter = ["period", UncheckedFilter, MissingTranslationFilter]
    search_fields = [*GROUP_NAMES, "title", "priorities"]
    autocomplete_fields = ["group", "period"]


@admin.register(models.Contact)
class ContactAdmin(GroupFactAdmin, TranslatedAdmin):
    list_display = ["role", "person", "group", "languages", "email", "phone", "checked_on"]
    list_select_related = ["group"]
    list_filter = ["topics", UncheckedFilter, MissingTranslationFilter, "group__home_region"]
    search_fields = [*GROUP_NAMES, "role", "person", "email"]
    autocomplete_fields = ["group", "topics"]
    form = forms.WorkingLanguagesForm
