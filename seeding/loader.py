"""Writing official rows into tables that staff edits too.

Rows are written as they come. What the source no longer has is removed at the end, the last table first: rows of later
tables may refer to a row until those are loaded too.
"""

from collections.abc import Iterable, Sequence

from django.db import DataError, IntegrityError, connection
from django.db.models import Model

from .errors import SourceError
from .models import LoadedRow
from .three_way_merge import LoadReport, SourceRow, TableMerge

__all__ = ["MAX_REMOVED_SHARE", "LoadReport", "Loader", "loaded_keys"]

MAX_REMOVED_SHARE = 0.1  # of the loaded rows of a table that one run may remove without --force


class Loader:
    """One run over several tables, inside the caller's transaction: load() each of them, then finish()."""

    def __init__(self, force: bool = False) -> None:
        """force: also remove more than a tenth of a table."""
        self.force = force
        self.tables: dict[type[Model], TableMerge] = {}

    def load(
        self, model: type[Model], rows: Iterable[SourceRow], key: Sequence[str], set_once: Iterable[str] = ()
    ) -> None:
        """Bring `model` into line with `rows`; a second call for the same model goes on with more rows.

        key: names of the fields that identify a row. set_once: fields written with a new row and never again, such as
        a slug. Raises SourceError when a row doesn't fit the table.
        """
        if model not in self.tables:
            self.tables[model] = TableMerge(model, key, set_once)
        table = self.tables[model]
        try:
            table.merge(rows)
        except (IntegrityError, DataError) as error:
            raise SourceError(f"{table.report.name}: the database refuses a row: {error}") from error

    def report_on(self, model: type[Model]) -> LoadReport:
        """Return the report of a table that has been loaded."""
        return self.tables[model].report

    def finish(self) -> list[LoadReport]:
        """Remove what the source no longer has, except what staff has edited; return a report for each table.

        Raises SourceError when more than a tenth of a table would go and `force` is not set, or when rows that stay
        refer to one that goes.
        """
        for table in self.tables.values():
            missing = table.missing_keys()
            if len(missing) > MAX_REMOVED_SHARE * len(table.ledger) and not self.force:
                raise SourceError(
                    f"{table.report.name}: {len(missing)} of {len(table.ledger)} rows are missing from the source; "
                    "use --force if that is meant"
                )
        for table in reversed(self.tables.values()):
            table.remove_missing()
        try:
            connection.check_constraints()  # now, so that a dry run reports it too
        except IntegrityError as error:
            raise SourceError(f"the database refuses a row: {error}") from error
        return [table.report for table in self.tables.values()]


def loaded_keys(model: type[Model]) -> set[str]:
    """Return the keys that a loader wrote last time: those missing from the table were deleted by staff."""
    return set(LoadedRow.objects.filter(model=model._meta.label).values_list("key", flat=True))
