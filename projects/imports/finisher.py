"""What is done once all rows of a file are in: reductions, theme projects, projects that are gone, the index."""

from django.utils import timezone
from django.utils.translation import gettext as _

from projects.batches import batched
from projects.models import ImportRow, Project
from projects.search.index import reindex

from .context import ImportContext, TooMuchGoneError
from .merge import repository
from .merge.changes import Change, Changes, changes_to_json
from .merge.diff import MergePolicy, compare
from .merge.parents import ParentRequest, link_parents
from .merge.repository import BATCH_SIZE
from .report import Example

GONE_SHARE = 10  # an import that would hide more than a tenth of its source is refused
Outcome = ImportRow.Outcome


class Finisher:
    """Finishes an import whose rows are in the database."""

    def __init__(self, context: ImportContext) -> None:
        self.context = context
        self.report = context.report

    def finish(self, *, partial: bool, force: bool) -> None:
        """Do all that waited for the last row, and write the counts. partial, force: as of ImportOptions."""
        self.apply_reductions()
        self._link_parents()
        if not partial:
            self._hide_missing(force)
        run = self.context.run
        if not self.report.is_dry_run:
            reindex(self.context.touched)
            self.report.run = run.pk
        run.counts = dict(self.report.counts)
        run.finished_at = timezone.now()
        run.save()

    def apply_reductions(self) -> None:
        """Take back what no copy of a project in the file says any more."""
        for batch in batched(self.context.deferred.pop_all().items(), BATCH_SIZE):
            pending = dict(batch)
            rows = []
            aggregates = repository.load(pk__in=list(pending))
            for aggregate in aggregates:
                project, reduction = aggregate.project, pending[aggregate.project.pk]
                difference = compare(aggregate, reduction.row, MergePolicy.REPLACE)
                changes, values = difference.changes, difference.new_values()
                if not changes or aggregate.would_end_before_it_starts(values):
                    continue
                aggregate.apply(values, self.context.now)
                example = Example(reduction.where, project.title, changes=changes)
                self.report.add_deferred_change(example, reduction.is_only_change)
                rows.append(self.context.changed_row(reduction.where, project.pk, changes))
                self.context.touched.add(project.pk)
            repository.save(aggregates)
            ImportRow.objects.bulk_create(rows)

    def _link_parents(self) -> None:
        for request, before, after in link_parents(self.context.parent_requests, self.context.now, self._refuse_parent):
            self.context.touched.add(request.pk)
            if request.is_new:
                continue
            changes: Changes = {"parent": Change(before, after)}
            self.report.add(Outcome.CHANGED, Example(request.where, request.title, changes=changes))
            self.context.changed_row(request.where, request.pk, changes).save()

    def _refuse_parent(self, request: ParentRequest, reason: str) -> None:
        self.report.warn(reason)
        for row in ImportRow.objects.filter(run=self.context.run, **request.where._asdict()):
            row.notes.append(reason)
            row.save(update_fields=["notes"])

    def _hide_missing(self, force: bool) -> None:
        """Hide the published projects of the source that the file does not have."""
        context = self.context
        missing = context.published_before - context.seen
        self.report.is_too_much_gone = len(missing) * GONE_SHARE > len(context.published_before)
        if self.report.is_too_much_gone and not force and not self.report.is_dry_run:
            raise TooMuchGoneError(
                _("%(gone)d of %(all)d projects of the source are not in the file, more than a tenth. Is it whole?")
                % {"gone": len(missing), "all": len(context.published_before)}
            )
        changes = changes_to_json({"is_published": Change(True, False)})
        for batch in batched(missing, BATCH_SIZE):
            projects = [
                project
                for project in Project.objects.filter(pk__in=batch)
                if "is_published" not in project.edited_fields
            ]
            for project in projects:
                self.report.add(Outcome.GONE, Example(None, project.title))
            pks = [project.pk for project in projects]
            Project.objects.filter(pk__in=pks).update(is_published=False, changed_at=context.now)
            ImportRow.objects.bulk_create(
                ImportRow(run=context.run, outcome=Outcome.GONE, project_id=pk, changes=changes) for pk in pks
            )
            context.touched.update(pks)
