"""Runs of the importer: what came in, from which file, by whom, how to undo it; and files that wait for a yes."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .programme import ProjectSource


class ImportRun(models.Model):
    """One file loaded once. Counts are of its rows; `counts` also says how many projects went."""

    source = models.ForeignKey(ProjectSource, models.PROTECT, related_name="runs", verbose_name=_("source"))
    file_name = models.CharField(_("file"), max_length=200)
    file_hash = models.CharField(_("SHA-256 of the file"), max_length=64, db_index=True)
    layout = models.CharField(_("layout"), max_length=40)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    by_name = models.CharField(_("imported by"), max_length=150, blank=True)
    headers = models.JSONField(
        _("headings of the file"), default=list, blank=True, editable=False,
        help_text=_("In the order of the file, so that rejected rows can be given back in its form."),
    )  # fmt: skip
    counts = models.JSONField(_("counts"), default=dict)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        if not self.started_at:
            return self.file_name
        return f"{self.file_name} ({date_format(localtime(self.started_at), 'SHORT_DATETIME_FORMAT')})"


class ImportRow(models.Model):
    """One row of a file: its outcome and why. Rows about natural persons keep no content."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("unchanged")
        COPY = "copy", _("another copy of a project in the same file")
        CONFLICT = "conflict", _("kept as staff has edited it")
        REJECTED = "rejected", _("rejected")
        GONE = "gone", _("no longer in the source")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name=_("import"))
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    project_id = models.BigIntegerField(_("project"), null=True, blank=True, db_index=True)
    raw = models.JSONField(_("row as read"), default=dict, blank=True)
    notes = models.JSONField(_("reasons and remarks"), default=list, blank=True)
    changes = models.JSONField(_("fields: before and after"), default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        indexes = [models.Index(fields=["run", "outcome"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.where}: {self.get_outcome_display()}"

    @property
    def where(self) -> str:
        """Return "5", or "2017: 5" where several sheets were read; "–" for a project that no row is about."""
        if self.line is None:
            return "–"
        return f"{self.sheet}: {self.line}" if self.sheet else str(self.line)


class PendingUpload(models.Model):
    """A file that somebody sent in the admin and has not confirmed yet: previewed, then imported or dropped.

    Kept in the database, as media files have public addresses and another server may answer the next request.
    """

    source = models.ForeignKey(ProjectSource, models.CASCADE, related_name="+", verbose_name=_("source"))
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("content"))
    mapping = models.JSONField(_("mapping of columns"), null=True, blank=True)
    is_partial = models.BooleanField(_("only a part of the source"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file waiting to be loaded")
        verbose_name_plural = _("files waiting to be loaded")

    def __str__(self) -> str:
        return self.file_name
