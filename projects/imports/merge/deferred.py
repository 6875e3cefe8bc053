"""Defer reductions (an earlier end date, fewer municipalities) until the whole file has been read.

Registers list an old copy of a project beside the current one, and they may stand far apart. Applying rows one by one
would shorten the project and extend it again at each import.
"""

from dataclasses import dataclass, field

from projects.imports.resolve.resolve import ResolvedRow
from projects.imports.source_files.rows import Where

from .diff import Difference

MAX_DEFERRED = 50_000  # projects at a time; a file that reduces more is settled before its end


@dataclass(slots=True)
class PendingReduction:
    """What the first row of a project takes back, merged with what later copies of it say.

    where: of the row. row: its end with the precision, and its places, as far as they are reductions. is_only_change:
    nothing else in the row is new, so that the row has been counted as unchanged.
    """

    where: Where
    row: ResolvedRow = field(default_factory=ResolvedRow)
    is_only_change: bool = False


class DeferredReductions:
    """Reductions that wait for the end of the file, by the pk of the project."""

    def __init__(self) -> None:
        self._pending: dict[int, PendingReduction] = {}

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def is_full(self) -> bool:
        """Whether no more should wait."""
        return len(self) > MAX_DEFERRED

    def defer(self, pk: int, where: Where, row: ResolvedRow, difference: Difference) -> None:
        """Move what a row reduces out of its difference to the reductions that wait."""
        pending, changes = PendingReduction(where), difference.changes
        if "ends" in changes and changes["ends"].before and changes["ends"].after < changes["ends"].before:
            pending.row.columns = {name: row.columns[name] for name in ("ends", "ends_precision")}
            changes.pop("ends")
            changes.pop("ends_precision", None)
        if "places" in changes and set(changes["places"].after) < set(changes["places"].before):
            pending.row.places = dict(changes.pop("places").after)
        if pending.row.columns or pending.row.places:
            pending.is_only_change = not (changes or difference.protected)
            self._pending[pk] = pending

    def merge_copy(self, pk: int, row: ResolvedRow) -> None:
        """Let a copy further down the file say more: a later end, other places."""
        pending = self._pending.get(pk)
        if pending is None:
            return
        columns = pending.row.columns
        if columns and row.columns.get("ends") and row.columns["ends"] > columns["ends"]:
            columns.update({name: row.columns[name] for name in columns})
        if pending.row.places:
            pending.row.places = row.places | pending.row.places

    def pop_all(self) -> dict[int, PendingReduction]:
        """Return all reductions that wait by the pk of the project, and let none wait any more."""
        pending, self._pending = self._pending, {}
        return pending
