"""What of projects is personal: who imported a file.

Projects of natural persons come in without a name, and their rows keep no content (projects.imports).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

from privacy.register import Purpose, describe
from privacy.retention import RetentionRule, add_rules
from privacy.subject_access import DataSubject, SubjectAccess, add_part, rows_as_dicts

from .models import ImportRun, PendingUpload

IMPORTED_BY = Purpose("member of staff", "to show who checked or loaded a fact", "as long as the fact stands")


def register() -> None:
    describe("projects.Theme", not_personal="code name")
    describe("projects.Programme", not_personal="code name")
    describe("projects.ProjectSource", not_personal="code name owner licence url")
    describe(
        "projects.ImportRun",
        {IMPORTED_BY: "by_name"},
        not_personal="file_name file_hash layout encoding headers counts",
    )
    describe("projects.ImportRow", not_personal="outcome sheet raw notes changes")
    describe("projects.PendingUpload", not_personal="file_name content mapping")
    describe("projects.IndexPart", not_personal="kind key data")
    describe("projects.IndexWord", not_personal="token data")
    describe("projects.IndexedProject", not_personal="words")
    describe(
        "projects.Project",
        not_personal="number source_key source_url kind title title_key summary keywords measure applicant "
        "applicant_kind starts_precision ends_precision decision source_state funding_stage edited_fields",
    )
    describe("projects.ProjectPlace", not_personal="name_in_source")
    describe("projects.Funding", not_personal="stage")
    add_rules(RetentionRule("pending uploads deleted", delete_pending_uploads))
    add_part(SubjectAccess(_export, _erase))


def delete_pending_uploads(now: datetime) -> int:
    """Delete the files that were sent and never confirmed; return how many."""
    before = now - timedelta(days=settings.KEEP_UPLOADS_DAYS)
    return PendingUpload.objects.filter(sent_at__lt=before).delete()[0]


def _export(subject: DataSubject) -> Mapping[str, list]:
    return {"named_as_loader": rows_as_dicts(ImportRun.objects.filter(by_name__in=subject.names), "started_at")}


def _erase(subject: DataSubject) -> Mapping[str, int]:
    ImportRun.objects.filter(by_name__in=subject.names).update(by_name="")
    return {}
