"""The history of imports: what came when from whom, its rows, giving back the rejected ones, undoing."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from adminbase.model_admin import DerivedAdmin
from projects.imports.rejects import rejected_row_writer, rejected_rows
from projects.imports.report import OUTCOMES, layout_label
from projects.imports.rollback import TooMuchUndoneError, UndoError, blocked_reason, estimate, undo

from ..models import ImportRow, ImportRun
from . import upload


class OutcomeCount(NamedTuple):
    """How many rows of an import had an outcome."""

    outcome: str
    label: str
    count: int


@admin.register(ImportRun)
class ImportRunAdmin(DerivedAdmin):
    """An import is added by sending a file: the form of a new one is that of the upload."""

    list_display = ["file_name", "source", "started_at", "by_name", "kind_of_file", "row_counts", "undone_at"]
    list_select_related = ["source"]
    list_filter = ["source", "layout"]
    search_fields = ["file_name", "file_hash", "by_name"]
    fields = [
        ("file_name", "source"), "kind_of_file", "encoding", "file_hash", "started_at", "finished_at", "by_name",
        "row_counts", "undone_at",
    ]  # fmt: skip
    hidden_fields = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super(DerivedAdmin, self).has_add_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("add/<int:pk>/", view(self.preview_view), name="projects_importrun_preview"),
            path("<int:pk>/rejected.csv", view(self.rejected_view), name="projects_importrun_rejected"),
            path("<int:pk>/undo/", view(self.undo_view), name="projects_importrun_undo"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._refuse_unless(self.has_add_permission(request))
        return upload.send(request, self.admin_site)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a sent file would do, then import or drop it."""
        self._refuse_unless(self.has_add_permission(request))
        return upload.preview(request, self.admin_site, pk)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._refuse_unless(self.has_view_permission(request))  # first: the answer must not show which imports exist
        run = self.get_object(request, object_id)
        if run is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            "counts": _outcome_counts(run),
            "has_rejected": bool(run.counts.get(ImportRow.Outcome.REJECTED)),
            "may_undo": self._may_undo(request) and not blocked_reason(run),
            "title": str(run),
            "subtitle": None,
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def rejected_view(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Give back the rejected rows in the form of their file, with the reasons beside them."""
        self._refuse_unless(self.has_view_permission(request))
        run = get_object_or_404(ImportRun, pk=pk)
        response = StreamingHttpResponse(_rejected_csv(run), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="rejected-{run.pk}.csv"'
        return response

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, then undo an import."""
        self._refuse_unless(self._may_undo(request))
        run = get_object_or_404(ImportRun, pk=pk)
        if request.method == "POST":
            try:
                result = undo(run, force="force" in request.POST)
            except TooMuchUndoneError as error:  # what would go has grown since the page was shown
                self.message_user(request, str(error), messages.ERROR)
                return redirect(request.path)
            except UndoError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                lines = list(result.lines())
                self.log_change(request, run, lines[0])
                self.message_user(request, " ".join(lines), messages.WARNING if result.exceptions else messages.SUCCESS)
            return redirect("admin:projects_importrun_change", run.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo an import"),
            "opts": self.opts,
            "run": run,
            "blocked_reason": blocked_reason(run),
            "row_counts": self.row_counts(run),
            "size": estimate(run),
        }
        return TemplateResponse(request, "admin/projects/undo.html", context)

    @admin.display(description=_("layout"), ordering="layout")
    def kind_of_file(self, run: ImportRun) -> str:
        return layout_label(run.layout)

    @admin.display(description=_("rows"))
    def row_counts(self, run: ImportRun) -> str:
        """Return "new 12, changed 3"."""
        return ", ".join(f"{outcome.label} {outcome.count}" for outcome in _outcome_counts(run))

    def _may_undo(self, request: HttpRequest) -> bool:
        return request.user.has_perm("projects.delete_importrun")

    @staticmethod
    def _refuse_unless(is_allowed: bool) -> None:
        if not is_allowed:
            raise PermissionDenied


def _outcome_counts(run: ImportRun) -> list[OutcomeCount]:
    counts = (OutcomeCount(outcome, outcome.label, run.counts.get(outcome, 0)) for outcome in OUTCOMES)
    return [outcome for outcome in counts if outcome.count]


def _rejected_csv(run: ImportRun) -> Iterator[str]:
    """Yield the CSV of the rejected rows of an import, row by row."""
    buffer = _Buffer()
    write = rejected_row_writer(buffer, run.headers)
    yield buffer.pop()
    for row in rejected_rows(run):
        write(row)
        yield buffer.pop()


class _Buffer:
    """A file that gives back what was written since the last time."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str, /) -> None:
        self.parts.append(text)

    def pop(self) -> str:
        parts, self.parts = self.parts, []
        return "".join(parts)
