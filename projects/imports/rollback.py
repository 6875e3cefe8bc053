"""Undoing an import: what it made goes, what it changed is as it was, what it hid is back; edits of staff stay."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pyroaring import BitMap

from projects.batches import batched
from projects.models import ImportRow, ImportRun, Project
from projects.search.index import reindex

from .change_text import ChangeFormatter
from .finisher import GONE_SHARE
from .merge import repository
from .merge.changes import Change, FieldName, changes_from_json
from .merge.repository import BATCH_SIZE

Outcome = ImportRow.Outcome
_MAX_EXAMPLES = 50


class UndoError(Exception):
    """The run cannot be undone; the message is a translated sentence that says why."""


class TooMuchUndoneError(UndoError):
    """Undoing would delete more than a tenth of what the source has, and nobody has said that this is meant."""


class RollbackSize(NamedTuple):
    """What undoing would do, in projects: delete what was made, restore what was changed or hidden. published: those
    of the source now. What staff has edited since is counted too, though it may stay.
    """

    deleted: int
    restored: int
    published: int

    @property
    def is_large(self) -> bool:
        """Whether more than a tenth of the source would be deleted."""
        return self.deleted * GONE_SHARE > self.published

    def line(self) -> str:
        """Return the size as a sentence."""
        return (
            _(
                "Undoing deletes up to %(deleted)d projects and puts up to %(restored)d back as they were; "
                "the source now has %(published)d."
            )
            % self._asdict()
        )


@dataclass
class RollbackResult:
    """What an undo did. counts: "deleted", "restored", "kept". exceptions: sentences about what stays, some fifty."""

    counts: Counter[str] = field(default_factory=Counter)
    exceptions: list[str] = field(default_factory=list)

    def keep(self, text: str) -> None:
        """Note something that stays as it is."""
        self.counts["kept"] += 1
        if len(self.exceptions) < _MAX_EXAMPLES:
            self.exceptions.append(text)

    def lines(self) -> Iterator[str]:
        """Yield what was done as lines of text."""
        yield _("Deleted: %(deleted)d. As before: %(restored)d. Left as they are: %(kept)d.") % {
            "deleted": self.counts["deleted"],
            "restored": self.counts["restored"],
            "kept": self.counts["kept"],
        }
        yield from (f"  {text}" for text in self.exceptions)


def blocked_reason(run: ImportRun) -> str:
    """Return a sentence that says why an import cannot be undone, "" when it can."""
    if run.undone_at:
        return _("This import has been undone already.")
    later = ImportRun.objects.filter(pk__gt=run.pk, undone_at=None)
    newer = later.filter(source=run.source).first()
    if newer is None:
        own = run.rows.exclude(project_id=None).values("project_id")
        newer = later.filter(rows__project_id__in=own).first()
    if newer:
        return _("A later import builds on it. Undo that first: number %(run)d, %(file)s.") % {
            "run": newer.pk,
            "file": newer.file_name,
        }
    return ""


def estimate(run: ImportRun) -> RollbackSize:
    """Return what undoing an import would do; changes nothing."""
    scope = _scope_of(run)
    published = Project.objects.filter(source=run.source, is_published=True).count()
    return RollbackSize(_count_existing(scope.made), _count_existing(scope.changed), published)


@transaction.atomic
def undo(run: ImportRun, force: bool = False) -> RollbackResult:
    """Undo an import.

    A field that is no longer as the run left it, and a new project that staff has worked on, stay and are reported.
    force: also when more than a tenth of the source would be deleted. Raises UndoError, with nothing changed, when
    there is a blocked_reason(), and TooMuchUndoneError.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if reason := blocked_reason(run):
        raise UndoError(reason)
    size = estimate(run)
    if size.is_large and not force:
        raise TooMuchUndoneError(size.line())
    result = _Rollback(run).roll_back()
    run.undone_at = timezone.now()
    run.save(update_fields=["undone_at"])
    return result


class _Scope(NamedTuple):
    """The projects that an import made, and the other ones that it changed or hid."""

    made: BitMap
    changed: BitMap


def _scope_of(run: ImportRun) -> _Scope:
    made = _projects_of(run.rows.filter(outcome=Outcome.NEW))
    return _Scope(made, _projects_of(run.rows.exclude(changes={})) - made)


def _projects_of(rows: QuerySet[ImportRow]) -> BitMap:
    return BitMap([pk for pk in rows.values_list("project_id", flat=True).iterator() if pk])


def _count_existing(pks: BitMap) -> int:
    return sum(Project.objects.filter(pk__in=batch).count() for batch in batched(pks, BATCH_SIZE))


class _Rollback:
    """One import on its way back."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.scope = _scope_of(run)
        self.result = RollbackResult()
        self.formatter = ChangeFormatter()

    def roll_back(self) -> RollbackResult:
        for batch in batched(self.scope.changed, BATCH_SIZE):
            self._restore(batch)
        for batch in batched(self.scope.made, BATCH_SIZE):
            self._delete(batch)
        reindex(self.scope.made | self.scope.changed)
        return self.result

    def _restore(self, pks: list[int]) -> None:
        """Give projects the values that they had before the import."""
        aggregates = {aggregate.project.pk: aggregate for aggregate in repository.load(pk__in=pks)}
        values: dict[int, dict[FieldName, Any]] = {pk: {} for pk in aggregates}
        # The last row first: of two rows about one project the earlier one knew it from before.
        for row in self.run.rows.filter(project_id__in=pks).exclude(changes={}).order_by("-pk"):
            aggregate = aggregates.get(row.project_id or 0)
            if aggregate is None:
                continue  # deleted by staff since
            restored = values[aggregate.project.pk]
            for name, (before, after) in changes_from_json(row.changes).items():
                now = restored[name] if name in restored else aggregate.value(name)
                if now == after:
                    restored[name] = before
                else:
                    self.result.keep(
                        _("%(title)s: changed since the import, stays as it is: %(field)s")
                        % {"title": aggregate.project.title, "field": self.formatter.sentence(name, Change(after, now))}
                    )
        for pk, aggregate in aggregates.items():
            if aggregate.would_end_before_it_starts(values[pk]):
                text = _("%(title)s: its days have been changed since the import; they stay.")
                self.result.keep(text % {"title": aggregate.project.title})
                values[pk] = {
                    name: value for name, value in values[pk].items() if not str(name).startswith(("starts", "ends"))
                }
            aggregate.apply(values[pk])
            self.result.counts["restored"] += bool(values[pk])
        repository.save(aggregates.values())

    def _delete(self, pks: list[int]) -> None:
        """Delete projects that the import made, as far as nobody has built on them."""
        projects = {project.pk: project for project in Project.objects.filter(pk__in=pks)}
        children = Project.objects.filter(parent__in=pks).values_list("parent", "pk")
        with_others = {parent for parent, pk in children if pk not in self.scope.made}
        to_delete = []
        for pk, project in projects.items():
            title = {"title": project.title}
            if project.edited_fields:
                self.result.keep(_("%(title)s: made by the import, edited by staff since; stays.") % title)
            elif pk in with_others:
                self.result.keep(_("%(title)s: made by the import, has other sub-projects; stays.") % title)
            else:
                to_delete.append(pk)
        # Their sub-projects were made by the run too; they may go with a later batch.
        Project.objects.filter(parent__in=to_delete).update(parent=None)
        protected = _delete_all_or_each(to_delete)
        for pk in protected:
            self.result.keep(_("%(title)s: something refers to it; stays.") % {"title": projects[pk].title})
        self.result.counts["deleted"] += len(to_delete) - len(protected)


def _delete_all_or_each(pks: list[int]) -> list[int]:
    """Delete projects; return the pks of those that other apps refer to and protect."""
    try:
        _delete_projects(pks)
    except ProtectedError:
        protected = []
        for pk in pks:
            try:
                _delete_projects([pk])
            except ProtectedError:
                protected.append(pk)
        return protected
    return []


@transaction.atomic
def _delete_projects(pks: list[int]) -> None:
    Project.objects.filter(pk__in=pks).delete()
