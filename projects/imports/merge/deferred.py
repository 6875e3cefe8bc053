"""What a row takes back, an earlier end or fewer places, held until the last row: a copy further down may still say it.

A register shows an old copy beside the new one, whose end was extended, and they may stand far apart. Row by row the
old end would be set and extended again at each load.
"""

from dataclasses import dataclass

from projects.imports.resolve.resolve import ResolvedRow
from projects.imports.source_files.rows import Where

MOST = 50_000  # projects held at a time; a file that takes back more is settled before its end


@dataclass(slots=True)
class PendingReduction:
    """What the first row of a project takes back, with all that its copies say of it.

    where: of the row. told: the end with its precision, and the places. was_same: nothing else in the row is new.
    """

    where: Where
    told: ResolvedRow
    was_same: bool


class DeferredReductions:
    """What is held, by the pk of the project."""

    def __init__(self):
        self._held = {}

    def __len__(self):
        return len(self._held)

    def hold(self, pk, where, told, difference):
        """Take out of a changes.Difference what lessens a project, and hold it. told: Told of the row."""
        lessened, changes = ResolvedRow(), difference.changes
        if "ends" in changes and changes["ends"][0] and changes["ends"][1] < changes["ends"][0]:
            lessened.columns = {name: told.columns[name] for name in ("ends", "ends_precision")}
            changes.pop("ends")
            changes.pop("ends_precision", None)
        if "places" in changes and set(changes["places"][1]) < set(changes["places"][0]):
            lessened.places = dict(changes.pop("places")[1])
        if lessened.columns or lessened.places:
            self._held[pk] = PendingReduction(where, lessened, was_same=not (changes or difference.kept))

    def hear(self, pk, told):
        """Let a copy say more: a later end, other places. told: Told of its row."""
        held = self._held.get(pk)
        if held is None:
            return
        columns = held.told.columns
        if columns and told.columns.get("ends") and told.columns["ends"] > columns["ends"]:
            columns.update({name: told.columns[name] for name in columns})
        if held.told.places:
            held.told.places = told.places | held.told.places

    def take(self):
        """Return {pk: Held} of all that is held, and hold nothing any more."""
        held, self._held = self._held, {}
        return held
