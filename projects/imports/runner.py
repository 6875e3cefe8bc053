"""Importing rows into the database: all of them or, when anything fails, none.

One transaction, a batch at a time: memory is that of a batch, whatever the size of the file. What is imported twice
changes nothing. docs/importing.md states the rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import reset_queries, transaction
from django.utils.translation import gettext as _
from pyroaring import BitMap

from projects.batches import batched
from projects.models import ImportRun, Project, ProjectSource

from .context import ImportContext, TooMuchGoneError
from .errors import ImportFileError
from .finisher import Finisher
from .importer import Importer, OnRejected
from .merge.repository import BATCH_SIZE
from .parsing.parsed_row import ParsedRow
from .report import ImportReport

__all__ = ["ImportOptions", "SourceFile", "TooMuchGoneError", "import_rows"]

OWN_LAYOUT = "own"  # this product's own export, whose codes must be known


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that rows are from, for the history of imports."""

    name: str
    sha256: str
    layout: str
    encoding: str = ""
    headers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    force: although more than a tenth of the source is missing. dry_run: do all but keep nothing. partial: the file
    holds a part of its source, so nothing is gone. max_rows: refuse a longer file.
    """

    force: bool = False
    dry_run: bool = False
    partial: bool = False
    max_rows: int | None = None


def import_rows(
    rows: Iterable[ParsedRow],
    source: ProjectSource,
    file: SourceFile,
    options: ImportOptions,
    *,
    by: User | None = None,
    on_progress: Callable[[int], None] | None = None,
    on_rejected: OnRejected | None = None,
) -> ImportReport:
    """Import rows, read once, and report.

    source: of the rows that name none. on_progress: called with the number of rows done. on_rejected: called with each
    row that is not imported and its reasons, as it is met.
    Raises ImportFileError, with nothing changed, when there are no rows or too many, and TooMuchGoneError.
    """
    with transaction.atomic():
        context = _begin(source, file, options, by)
        importer = Importer(context, is_own_export=file.layout == OWN_LAYOUT, on_rejected=on_rejected)
        finisher = Finisher(context)
        for batch in batched(rows, BATCH_SIZE):
            importer.import_batch(batch)
            if context.deferred.is_full:
                finisher.apply_reductions()
            if options.max_rows and context.report.rows > options.max_rows:
                raise ImportFileError(
                    _("The file has more than %(limit)d rows. Load it with the command import_projects.")
                    % {"limit": options.max_rows}
                )
            if on_progress:
                on_progress(context.report.rows)
            reset_queries()  # a development server would keep the text of each statement
        if not context.report.rows:
            raise ImportFileError(_("The file has headings but no rows."))
        finisher.finish(partial=options.partial, force=options.force)
        transaction.set_rollback(options.dry_run)
    return context.report


def _begin(source: ProjectSource, file: SourceFile, options: ImportOptions, by: User | None) -> ImportContext:
    """Record the run and what is published of the source. Two imports of one source wait for each other."""
    ProjectSource.objects.select_for_update().get(pk=source.pk)
    published = Project.objects.filter(source=source, is_published=True).values_list("pk", flat=True)
    run = ImportRun(
        source=source,
        layout=file.layout[:40],
        encoding=file.encoding[:20],
        headers=file.headers,
        file_name=file.name[-200:],
        file_hash=file.sha256,
        by=by,
        by_name=str(by or "")[:150],
    )
    context = ImportContext(run, source, options.dry_run, BitMap(published.iterator()))
    run.save()
    return context
