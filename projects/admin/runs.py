"""The history of loads: what came when from whom, its rows, giving back the rejected ones, undoing."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import DerivedAdmin
from projects.imports.rejects import rejected_rows, write_rejected
from projects.imports.report import OUTCOMES, layout_label
from projects.imports.rollback import TooMuchUndoneError, UndoError, blocked_reason, estimate, undo

from ..models import ImportRow, ImportRun
from . import rows, upload

__all__ = ["ImportRunAdmin", "rows"]


@admin.register(ImportRun)
class ImportRunAdmin(DerivedAdmin):
    """A load is added by sending a file: the form of a new one is that of the upload."""

    list_display = ["file_name", "source", "started_at", "by_name", "kind_of_file", "told", "undone_at"]
    list_select_related = ["source"]
    list_filter = ["source", "layout"]
    search_fields = ["file_name", "file_hash", "by_name"]
    fields = [
        ("file_name", "source"), "kind_of_file", "encoding", "file_hash", "started_at", "finished_at", "by_name",
        "told", "undone_at",
    ]  # fmt: skip
    hidden_fields = ()

    def has_add_permission(self, request):
        return super(DerivedAdmin, self).has_add_permission(request)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("add/<int:pk>/", view(self.preview_view), name="projects_importrun_preview"),
            path("<int:pk>/rejected.csv", view(self.rejected_view), name="projects_importrun_rejected"),
            path("<int:pk>/undo/", view(self.undo_view), name="projects_importrun_undo"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        self._refuse_unless(self.has_add_permission(request))
        return upload.send(request, self.admin_site)

    def preview_view(self, request, pk):
        """Show what a sent file would do, then load or drop it."""
        self._refuse_unless(self.has_add_permission(request))
        return upload.preview(request, self.admin_site, pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        self._refuse_unless(self.has_view_permission(request))  # first: the answer must not tell which loads there are
        run = self.get_object(request, object_id)
        if run is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        counts = [(outcome, outcome.label, run.counts.get(outcome, 0)) for outcome in OUTCOMES]
        context = {
            "counts": [one for one in counts if one[2]],
            "has_rejected": bool(run.counts.get(ImportRow.Outcome.REJECTED)),
            "may_undo": self._may_undo(request) and not blocked_reason(run),
            "title": str(run),
            "subtitle": None,
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def rejected_view(self, request, pk):
        """Give back the rejected rows in the form of their file, with the reasons beside them."""
        self._refuse_unless(self.has_view_permission(request))
        run = get_object_or_404(ImportRun, pk=pk)
        response = StreamingHttpResponse(_rejected(run), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="rejected-{run.pk}.csv"'
        return response

    def undo_view(self, request, pk):
        """Ask, then undo a load."""
        self._refuse_unless(self._may_undo(request))
        run = get_object_or_404(ImportRun, pk=pk)
        if request.method == "POST":
            try:
                undone = undo(run, force="force" in request.POST)
            except TooMuchUndoneError as error:  # what would go has grown since the page was shown
                self.message_user(request, str(error), messages.ERROR)
                return redirect(request.path)
            except UndoError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                told = list(undone.lines())
                self.log_change(request, run, told[0])
                self.message_user(request, " ".join(told), messages.WARNING if undone.kept else messages.SUCCESS)
            return redirect("admin:projects_importrun_change", run.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo an import"),
            "opts": self.opts,
            "run": run,
            "why_not": blocked_reason(run),
            "told": self.told(run),
            "weight": estimate(run),
        }
        return TemplateResponse(request, "admin/projects/undo.html", context)

    @admin.display(description=_("layout"), ordering="layout")
    def kind_of_file(self, run):
        return layout_label(run.layout)

    @admin.display(description=_("rows"))
    def told(self, run):
        """Return "new 12, changed 3"."""
        counts = ((outcome.label, run.counts.get(outcome, 0)) for outcome in OUTCOMES)
        return ", ".join(f"{label} {count}" for label, count in counts if count)

    def _may_undo(self, request):
        return request.user.has_perm("projects.delete_importrun")

    @staticmethod
    def _refuse_unless(may):
        if not may:
            raise PermissionDenied


def _rejected(run):
    """Yield the CSV of the rejected rows of an ImportRun, row by row."""
    written = _Echo()
    write = write_rejected(written, run.headers)
    yield written.take()
    for row in rejected_rows(run):
        write(*row)
        yield written.take()


class _Echo:
    """A file that gives back what was written since the last time."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def take(self):
        parts, self.parts = self.parts, []
        return "".join(parts)
