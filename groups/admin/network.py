"""The network's own texts and the information pages."""

from django.contrib import admin

from adminbase.model_admin import BaseAdmin
from adminbase.translations import MissingTranslationFilter
from groups import models

from .base import NetworkAdmin


@admin.register(models.Strength)
class StrengthAdmin(NetworkAdmin):
    list_display = ["name", "order", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["name", "text", "code"]
    set_once_fields = ("code",)


@admin.register(models.Wish)
class WishAdmin(NetworkAdmin):
    list_display = ["name", "to_regions", "to_municipalities", "order", "missing_languages"]
    list_filter = ["to_regions", "to_municipalities", MissingTranslationFilter]
    search_fields = ["name", "text", "code"]
    set_once_fields = ("code",)


@admin.register(models.Statement)
class StatementAdmin(NetworkAdmin):
    list_display = ["code", "text", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["code", "text"]
    set_once_fields = ("code",)


@admin.register(models.NetworkActivity)
class NetworkActivityAdmin(NetworkAdmin):
    list_display = ["text", "service", "order", "missing_languages"]
    list_select_related = ["service"]
    list_filter = ["service", MissingTranslationFilter]
    search_fields = ["text", "code"]
    autocomplete_fields = ["service"]
    set_once_fields = ("code",)


@admin.register(models.InformationPage)
class InformationPageAdmin(NetworkAdmin):
    list_display = ["title", "code", "version", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["title", "body"]
    set_once_fields = ("code",)


@admin.register(models.ProgrammingPeriod)
class ProgrammingPeriodAdmin(BaseAdmin):
    list_display = ["code", "starts", "ends"]
    search_fields = ["code"]
    set_once_fields = ("code",)
