"""The rows of a load, one by one: what became of each and why."""

from django.contrib import admin
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import DerivedAdmin
from projects.imports.report import Shown

from ..models import ImportRow


@admin.register(ImportRow)
class ImportRowAdmin(DerivedAdmin):
    list_display = ["shown_line", "outcome", "shown_project", "shown_changes", "shown_notes"]
    list_filter = ["outcome"]
    list_select_related = ["run"]
    search_fields = ["notes", "raw"]
    show_full_result_count = False

    def has_module_permission(self, request):
        return False  # reached from a load; thousands of rows without one tell nothing

    def get_list_display(self, request):
        self.__dict__.pop("shown", None)  # names may have changed since the last page
        return super().get_list_display(request)

    @cached_property
    def shown(self):
        """What shows changes to people; reads each table of names once."""
        return Shown()

    @admin.display(description=_("line"), ordering="pk")
    def shown_line(self, row):
        return row.where

    @admin.display(description=_("project"), ordering="project_id")
    def shown_project(self, row):
        if not row.project_id:
            return "–"
        address = reverse("admin:projects_project_change", args=[row.project_id])
        return format_html('<a href="{}">{}</a>', address, row.project_id)

    @admin.display(description=_("fields: before and after"))
    def shown_changes(self, row):
        changes = ((self.shown.change(name, *values),) for name, values in row.changes.items())
        return format_html_join(" ", "{}", changes)

    @admin.display(description=_("reasons and remarks"))
    def shown_notes(self, row):
        return " ".join(row.notes)
