"""What the phases of one import share."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from pyroaring import BitMap

from projects.models import ImportRow, ImportRun, ProjectSource

from .errors import ImportFileError
from .merge.changes import Changes, changes_to_json
from .merge.deferred import DeferredReductions
from .merge.parents import ParentRequest
from .report import ImportReport
from .source_files.rows import Where


class TooMuchGoneError(ImportFileError):
    """More projects of the source are missing from the file than a good file is likely to lack."""


@dataclass
class ImportContext:
    """One import on its way. What it holds grows only by a bit a project.

    source: of the rows that name none. published_before: pks of the projects of the source that were published before.
    seen: pks of those that the file has. touched: pks of those that have changed. deferred, parent_requests: what waits
    until all rows are in.
    """

    run: ImportRun
    source: ProjectSource
    is_dry_run: bool
    published_before: BitMap
    report: ImportReport = field(init=False)
    now: datetime = field(default_factory=timezone.now)
    seen: BitMap = field(default_factory=BitMap)
    touched: BitMap = field(default_factory=BitMap)
    deferred: DeferredReductions = field(default_factory=DeferredReductions)
    parent_requests: list[ParentRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.report = ImportReport(self.is_dry_run, published_before=len(self.published_before))

    def changed_row(self, where: Where, project: int, changes: Changes) -> ImportRow:
        """Return a row of the history about a change that was made once all rows were in; it is not saved."""
        return ImportRow(
            run=self.run,
            line=where.line,
            sheet=where.sheet,
            outcome=ImportRow.Outcome.CHANGED,
            project_id=project,
            changes=changes_to_json(changes),
        )
