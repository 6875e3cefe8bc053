"""The rows of an import, one by one: the outcome of each and why."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import DerivedAdmin
from projects.imports.change_text import ChangeFormatter
from projects.imports.merge.changes import changes_from_json

from ..models import ImportRow


@admin.register(ImportRow)
class ImportRowAdmin(DerivedAdmin):
    list_display = ["line_label", "outcome", "project_link", "changes_text", "notes_text"]
    list_filter = ["outcome"]
    list_select_related = ["run"]
    search_fields = ["notes", "raw"]
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # reached from an import; thousands of rows mean nothing without theirs

    def get_list_display(self, request: HttpRequest) -> Any:
        self.__dict__.pop("formatter", None)  # names may have changed since the last page
        return super().get_list_display(request)

    @cached_property
    def formatter(self) -> ChangeFormatter:
        """Puts changes into words; reads each table of names once."""
        return ChangeFormatter()

    @admin.display(description=_("line"), ordering="pk")
    def line_label(self, row: ImportRow) -> str:
        return row.where

    @admin.display(description=_("project"), ordering="project_id")
    def project_link(self, row: ImportRow) -> str:
        if not row.project_id:
            return "–"
        address = reverse("admin:projects_project_change", args=[row.project_id])
        return format_html('<a href="{}">{}</a>', address, row.project_id)

    @admin.display(description=_("fields: before and after"))
    def changes_text(self, row: ImportRow) -> str:
        return " ".join(self.formatter.sentences(changes_from_json(row.changes)))

    @admin.display(description=_("reasons and remarks"))
    def notes_text(self, row: ImportRow) -> str:
        return " ".join(row.notes)
