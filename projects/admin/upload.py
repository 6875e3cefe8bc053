"""Sending a file of projects: it is shown as it would load, and loaded only when a person says so.

Between the two it waits as a PendingUpload of that person, for a day at most.
"""

from datetime import timedelta
from io import BytesIO
from itertools import islice

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from projects.imports.errors import ImportFileError
from projects.imports.layouts.mapping import read_mapping
from projects.imports.parsing.file_parser import read_file
from projects.imports.pipeline import load_file
from projects.imports.report import OUTCOMES, Outcome, Shown, layout_label

from ..models import ImportRun, PendingUpload, ProjectSource

LARGEST_FILE_BYTES = 10 * 1024 * 1024
_LARGEST_MAPPING_BYTES = 100 * 1024
MOST_ROWS = 20_000  # a browser does not wait for more; the command does
_SHOWN_ROWS = 10
_WAITS = timedelta(days=1)


class UploadForm(forms.Form):
    """A file, whose list it is, and what its columns are where the headings do not tell."""

    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX, at most 10 MB and 20,000 rows."))
    source = forms.ModelChoiceField(
        ProjectSource.objects.none(),
        label=_("Whose list it is"),
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = ProjectSource.objects.filter(is_demo=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE_BYTES:
            raise ValidationError(_("The file is larger than 10 MB. Load it with the command import_projects."))
        return file

    def clean_mapping(self):
        file = self.cleaned_data["mapping"]
        if file is None:
            return None
        if file.size > _LARGEST_MAPPING_BYTES:
            raise ValidationError(_("This is too large for a mapping file."))
        content = file.read()
        try:
            read_mapping(content)
            return content.decode("utf-8-sig")
        except (ImportFileError, UnicodeError) as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                read_file(cleaned["file"], cleaned["file"].name, cleaned["mapping"])
            except ImportFileError as error:
                self.add_error("file", str(error))
        return cleaned


def send(request, site):
    """Show the form and keep the file that is sent by it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        PendingUpload.objects.filter(sent_at__lt=timezone.now() - _WAITS).delete()
        told = form.cleaned_data
        told["file"].seek(0)
        waiting = PendingUpload.objects.create(
            source=told["source"],
            file_name=told["file"].name[-200:],
            content=told["file"].read(),
            mapping=told["mapping"],
            is_partial=told["is_partial"],
            by=request.user,
        )
        return redirect("admin:projects_importrun_preview", waiting.pk)
    context = {**site.each_context(request), "title": _("Load projects from a file"), "form": form, "opts": _OPTS}
    return TemplateResponse(request, "admin/projects/upload.html", context)


def preview(request, site, pk):
    """Show what a waiting file of this user would do, or why it cannot be read; by POST load it or drop it."""
    waiting = get_object_or_404(PendingUpload.objects.select_related("source"), pk=pk, by=request.user)
    if request.method == "POST" and "drop" in request.POST:
        waiting.delete()
        messages.success(request, _("The file was not loaded and is not kept."))
        return redirect("admin:projects_importrun_changelist")
    context = {
        **site.each_context(request),
        "title": _("Load projects from a file"),
        "subtitle": waiting.file_name,
        "opts": _OPTS,
        "waiting": waiting,
    }
    try:
        if request.method == "POST":
            report, _reading = _load(waiting, by=request.user, force="force" in request.POST)
            waiting.delete()
            return _loaded(request, report)
        report, reading = _load(waiting, dry_run=True)
    except ImportFileError as error:
        if request.method == "POST":
            messages.error(request, f"{error} " + str(_("Nothing was changed.")))
            return redirect(request.path)
        return TemplateResponse(request, "admin/projects/unreadable.html", {**context, "error": error})
    context |= {
        "reading": reading,
        "layout": layout_label(reading.layout),
        "separator": _("tab") if reading.separator == "\t" else reading.separator,
        "drafts": [_as_understood(draft) for draft in islice(reading.drafts(), _SHOWN_ROWS)],
        "report": report,
        "outcomes": _outcomes(report),
        "remarks": report.remarks.most_common(),
    }
    return TemplateResponse(request, "admin/projects/preview.html", context)


_OPTS = ImportRun._meta


def _load(waiting, **options):
    return load_file(
        BytesIO(bytes(waiting.content)),
        waiting.file_name,
        source=waiting.source,
        mapping=waiting.mapping,
        partial=waiting.is_partial,
        most_rows=MOST_ROWS,
        **options,
    )


def _loaded(request, report):
    run = ImportRun.objects.get(pk=report.run)
    LogEntry.objects.log_actions(request.user.pk, [run], ADDITION, str(_("Loaded")), single_object=True)
    messages.success(request, _("The file was loaded."))
    return redirect("admin:projects_importrun_change", run.pk)


def _as_understood(draft):
    """Return the cells of a row of the table that shows how the file was understood."""
    sums = [f"{number_format(eur, 2)} €" for amounts in draft.money.values() for eur in amounts.values()]
    return {
        "where": str(draft.where),
        "number": draft.number or draft.source_key,
        "title": " / ".join(draft.titles.values()),
        "group": draft.group_name,
        "applicant": draft.applicant,
        "places": ", ".join([*draft.place_names, *filter(None, [draft.region_name])]),
        "starts": draft.starts,
        "ends": draft.ends,
        "money": ", ".join(dict.fromkeys(sums)),
        "problems": " ".join(draft.problems),
    }


def _outcomes(report):
    """Return what the page shows of each outcome: label, number of rows, the first rows with their reasons."""
    shown, found = Shown(), []
    for outcome in OUTCOMES:
        if not report.counts[outcome]:
            continue
        examples = [] if outcome == Outcome.NEW else report.examples[outcome]
        rows = [
            {
                "where": example.where.words() if example.where else "",
                "title": example.title,
                "told": [*(shown.change(name, *pair) for name, pair in example.changes.items()), *example.notes]
                if outcome != Outcome.GONE
                else [],
            }
            for example in examples
        ]
        count = report.counts[outcome]
        found.append({"label": outcome.label, "count": count, "rows": rows, "more": count - len(rows) if rows else 0})
    return found
