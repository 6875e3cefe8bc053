"""Themes and programmes of projects, and the sources that they come from."""

from django.contrib import admin

from adminbase.model_admin import TranslatedAdmin
from adminbase.translations import MissingTranslationFilter
from projects.search.index import reindex

from ..models import Programme, ProjectSource, Theme


@admin.register(Theme)
class ThemeAdmin(TranslatedAdmin):
    list_display = ["name", "code", "order", "missing_languages"]
    list_filter = [MissingTranslationFilter]
    search_fields = ["name", "code"]
    filter_horizontal = ["services"]
    set_once_fields = ("code",)

    def refresh_derived(self) -> None:
        reindex()  # its name and its services stand in the index of every project


@admin.register(Programme)
class ProgrammeAdmin(TranslatedAdmin):
    list_display = ["name", "code", "period", "missing_languages"]
    list_select_related = ["period"]
    list_filter = ["period", MissingTranslationFilter]
    search_fields = ["name", "code"]
    set_once_fields = ("code",)


@admin.register(ProjectSource)
class ProjectSourceAdmin(TranslatedAdmin):
    list_display = ["name", "code", "owner", "licence", "is_demo"]
    search_fields = ["name", "code", "owner"]
    set_once_fields = ("code",)
    readonly_fields = ["is_demo"]
