"""Sending a file of projects: it is shown as it would be imported, and imported only when a person says so.

Between the two it waits as a PendingUpload of that person, for a day at most.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from projects.imports.change_text import ChangeFormatter
from projects.imports.errors import ImportFileError
from projects.imports.layouts.mapping import read_mapping
from projects.imports.parsing.file_parser import Reading, read_file
from projects.imports.parsing.parsed_row import ParsedRow
from projects.imports.pipeline import Imported, Upload, import_file
from projects.imports.report import OUTCOMES, ImportReport, Outcome, layout_label
from projects.imports.runner import ImportOptions

from ..models import ImportRun, PendingUpload, ProjectSource

MAX_FILE_BYTES = 10 * 1024 * 1024
_MAX_MAPPING_BYTES = 100 * 1024
MAX_ROWS = 20_000  # a browser does not wait for more; the command does
_PREVIEW_ROWS = 10
_WAITS = timedelta(days=1)
_OPTS = ImportRun._meta


class UploadForm(forms.Form):
    """A file, its data source, and what its columns are where the headings do not say."""

    file = forms.FileField(label=_("File"), help_text=_("CSV, XLSX, ODS or XLS, at most 10 MB and 20,000 rows."))
    source = forms.ModelChoiceField(
        ProjectSource.objects.none(),
        label=_("Data source"),
        help_text=_("Projects of this source that the file no longer has are hidden."),
    )
    is_partial = forms.BooleanField(
        label=_("Only a part of the source"),
        required=False,
        help_text=_("Projects that the file does not have stay as they are."),
    )
    mapping = forms.FileField(
        label=_("Mapping file"),
        required=False,
        help_text=_("JSON that says what the columns are. Needed only for headings that the portal does not know."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = ProjectSource.objects.filter(is_demo=False)

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise ValidationError(_("The file is larger than 10 MB. Load it with the command import_projects."))
        return file

    def clean_mapping(self) -> str | None:
        file = self.cleaned_data["mapping"]
        if file is None:
            return None
        if file.size > _MAX_MAPPING_BYTES:
            raise ValidationError(_("This is too large for a mapping file."))
        content = file.read()
        try:
            read_mapping(content)
            return content.decode("utf-8-sig")
        except (ImportFileError, UnicodeError) as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> None:
        super().clean()
        if not self.errors:
            file = self.cleaned_data["file"]
            try:
                read_file(file, file.name, self.cleaned_data["mapping"])
            except ImportFileError as error:
                self.add_error("file", str(error))

    def save(self, by: Any) -> PendingUpload:
        """Store the file until it is imported or dropped. by: the user who sent it."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return PendingUpload.objects.create(
            source=self.cleaned_data["source"],
            file_name=file.name[-200:],
            content=file.read(),
            mapping=self.cleaned_data["mapping"],
            is_partial=self.cleaned_data["is_partial"],
            by=by,
        )


@dataclass(frozen=True)
class PreviewRow:
    """A row of the table that shows how the file was understood."""

    where: str
    number: str
    title: str
    group: str
    applicant: str
    places: str
    starts: date | None
    ends: date | None
    money: str
    problems: str


@dataclass(frozen=True)
class OutcomeRow:
    """An example of an outcome: where it stands, its title, and its changes and notes as sentences."""

    where: str
    title: str
    sentences: list[str]


@dataclass(frozen=True)
class OutcomeSummary:
    """What the page shows of an outcome: its label, the number of rows, the first of them, and how many more."""

    label: str
    count: int
    rows: list[OutcomeRow]

    @property
    def more(self) -> int:
        return self.count - len(self.rows) if self.rows else 0


def send(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the form and store the file that is sent by it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        PendingUpload.objects.filter(sent_at__lt=timezone.now() - _WAITS).delete()
        return redirect("admin:projects_importrun_preview", form.save(by=request.user).pk)
    context = {**site.each_context(request), "title": _("Load projects from a file"), "form": form, "opts": _OPTS}
    return TemplateResponse(request, "admin/projects/upload.html", context)


def preview(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """Show what a pending upload of this user would do, or why it cannot be read; by POST import or drop it."""
    upload = get_object_or_404(PendingUpload.objects.select_related("source"), pk=pk, by=request.user)
    if request.method == "POST" and "drop" in request.POST:
        upload.delete()
        messages.success(request, _("The file was not loaded and is not kept."))
        return redirect("admin:projects_importrun_changelist")
    if request.method == "POST":
        return _import_upload(request, upload)
    context = {
        **site.each_context(request),
        "title": _("Load projects from a file"),
        "subtitle": upload.file_name,
        "opts": _OPTS,
        "upload": upload,
    }
    try:
        imported = _import(upload, ImportOptions(dry_run=True, partial=upload.is_partial, max_rows=MAX_ROWS))
    except ImportFileError as error:
        return TemplateResponse(request, "admin/projects/unreadable.html", {**context, "error": error})
    return TemplateResponse(request, "admin/projects/preview.html", {**context, **_preview_context(*imported)})


def _import_upload(request: HttpRequest, upload: PendingUpload) -> HttpResponse:
    options = ImportOptions(force="force" in request.POST, partial=upload.is_partial, max_rows=MAX_ROWS)
    try:
        report, _reading = _import(upload, options, by=request.user)
    except ImportFileError as error:
        messages.error(request, f"{error} " + str(_("Nothing was changed.")))
        return redirect(request.path)
    upload.delete()
    run = ImportRun.objects.get(pk=report.run)
    LogEntry.objects.log_actions(request.user.pk, [run], ADDITION, str(_("Loaded")), single_object=True)
    messages.success(request, _("The file was loaded."))
    return redirect("admin:projects_importrun_change", run.pk)


def _import(upload: PendingUpload, options: ImportOptions, by: Any = None) -> Imported:
    content = BytesIO(bytes(upload.content))
    return import_file(Upload(content, upload.file_name, upload.source, upload.mapping), options, by=by)


def _preview_context(report: ImportReport, reading: Reading) -> dict[str, Any]:
    return {
        "reading": reading,
        "layout": layout_label(reading.layout),
        "separator": _("tab") if reading.separator == "\t" else reading.separator,
        "rows": [_preview_row(row) for row in islice(reading.rows(), _PREVIEW_ROWS)],
        "report": report,
        "outcomes": _outcomes(report),
        "warnings": report.warnings.most_common(),
    }


def _preview_row(row: ParsedRow) -> PreviewRow:
    sums = [f"{number_format(eur, 2)} €" for amounts in row.money.values() for eur in amounts.values()]
    return PreviewRow(
        where=str(row.where),
        number=row.number or row.source_key,
        title=" / ".join(row.titles.values()),
        group=row.group_name,
        applicant=row.applicant,
        places=", ".join([*row.place_names, *filter(None, [row.region_name])]),
        starts=row.starts,
        ends=row.ends,
        money=", ".join(dict.fromkeys(sums)),
        problems=" ".join(row.problems),
    )


def _outcomes(report: ImportReport) -> list[OutcomeSummary]:
    """Return what the page shows of each outcome; new projects stand in the table of the first rows."""
    formatter = ChangeFormatter()
    return [
        OutcomeSummary(
            outcome.label,
            report.counts[outcome],
            [
                OutcomeRow(
                    example.where.describe() if example.where else "",
                    example.title,
                    [*formatter.sentences(example.changes), *example.notes] if outcome != Outcome.GONE else [],
                )
                for example in (report.examples[outcome] if outcome != Outcome.NEW else [])
            ],
        )
        for outcome in OUTCOMES
        if report.counts[outcome]
    ]
