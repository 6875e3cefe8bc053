"""Writing official rows into tables that staff edits too.

Rows are written as they come. What the source no longer has goes at the end, the last table first: a row may be named
by rows of later tables until those are loaded too.
"""

from django.db import DataError, IntegrityError, connection

from .errors import SourceError
from .models import LoadedRow
from .three_way_merge import LoadedTable, Report

__all__ = ["LARGEST_LOSS", "Loader", "Report", "loaded_keys"]

LARGEST_LOSS = 0.1  # share of the loaded rows of a table that one run may remove without being asked twice


class Loader:
    """One run over several tables, inside the caller's transaction: load() each of them, then finish()."""

    def __init__(self, force=False):
        """force: also remove more than a tenth of a table."""
        self.force = force
        self.tables = {}

    def load(self, model, rows, key, once=()):
        """Bring `model` into line with `rows`; a second call for the same model goes on with more rows.

        rows: list of dicts, field or attribute name ("region_id") → value; many-to-many fields take a list of primary
        keys. key: names of the fields that identify a row. once: fields written with a new row and never again, such
        as a lasting address word. Raises SourceError when a row doesn't fit the table.
        """
        table = self.tables.setdefault(model, LoadedTable(model, key, once))
        try:
            table.take(rows)
        except (IntegrityError, DataError) as error:
            raise SourceError(f"{table.report.name}: the database refuses a row: {error}") from error

    def finish(self):
        """Remove what the source no longer has, except what staff has edited; return a list of Report, one a table.

        Raises SourceError when more than a tenth of a table would go and `force` is not set, or when rows that stay
        refer to one that goes.
        """
        for table in self.tables.values():
            going = table.going()
            if len(going) > LARGEST_LOSS * len(table.ledger) and not self.force:
                raise SourceError(
                    f"{table.report.name}: {len(going)} of {len(table.ledger)} rows are missing from the source; "
                    "use --force if that is meant"
                )
        for table in reversed(self.tables.values()):
            table.remove_the_rest()
        try:
            connection.check_constraints()  # now, so that a trial run also tells
        except IntegrityError as error:
            raise SourceError(f"the database refuses a row: {error}") from error
        return [table.report for table in self.tables.values()]


def loaded_keys(model):
    """Return the set of keys that a loader wrote last time: those missing from the table were deleted by staff."""
    return set(LoadedRow.objects.filter(model=model._meta.label).values_list("key", flat=True))
