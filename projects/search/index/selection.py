"""The projects that match words and chosen facet values: how many, how much money, in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice

from pyroaring import BitMap

from .features import FUNDED, UNKNOWN
from .orders import DEFAULT_ORDER
from .store import ProjectIndex

MAX_SORTED = 20_000  # matches that are sorted by rank; more are found by walking the whole order
STATES = ["planned", "running", "ended", UNKNOWN]
FACETS = [
    "theme", "group", "region", "municipality", "period", "year", "size", "applicant", "state", "record", "source",
    "service",
]  # fmt: skip


@dataclass(frozen=True)
class Money:
    """A sum and its coverage: it is `known` of so many of `out_of` funded projects; `eur` is None when of none.

    `unconfirmed` of the known sums are planned, or planned or granted without the source saying which; `rounded` of
    them are approximate.
    """

    eur: Decimal | None
    known: int
    out_of: int
    unconfirmed: int = 0
    rounded: int = 0

    @property
    def is_complete(self) -> bool:
        return self.known == self.out_of


@dataclass
class Selection:
    """Projects that match all of: `words` (BitMap, None for any) and, for each facet, one of its `chosen` values.

    index: of current_index(). chosen: {facet: values}; facets are those of FACETS. today: decides the state.
    """

    index: ProjectIndex
    chosen: Mapping[str, Sequence[str]]
    today: date
    words: BitMap | None = None

    @cached_property
    def pks(self) -> BitMap:
        """The BitMap of the projects."""
        return self._matching(self.chosen)

    def __len__(self) -> int:
        return len(self.pks)

    def facet_counts(self, facet: str) -> dict[str, int]:
        """Return {value: how many projects it would give}, with the filters of all other facets; no zeros."""
        others = {name: values for name, values in self.chosen.items() if name != facet}
        within = self._matching(others) if facet in self.chosen else self.pks
        if within is self.index.everything:
            counts = {value: len(members) for value, members in self._values(facet).items()}
        else:
            counts = {value: members.intersection_cardinality(within) for value, members in self._values(facet).items()}
        return {value: count for value, count in counts.items() if count}

    @cached_property
    def funded(self) -> BitMap:
        """The BitMap of those that are funded projects: no schemes, no other money, nothing still to be decided."""
        return self.pks & self.index.members("record", FUNDED)

    def public_funding(self) -> Money:
        """Return the Money of public funding of the funded ones."""
        return self._money("public")

    def total_cost(self) -> Money:
        """Return the Money of the total cost of the funded ones."""
        return self._money("total")

    def count_with_both_sums(self) -> int:
        """Return of how many of the funded ones the public funding and the total cost are both known."""
        counting = self.funded - self.index.nested
        return len(counting & self.index.slices["public"].known & self.index.slices["total"].known)

    def ordered_pks(self, order: str, start: int, length: int) -> list[int]:
        """Return the pks from place `start` (0 is the first) on in an order of ORDERS, at most `length`. No SQL.

        Among many matches the first ones are soon found by walking the whole order; few are sorted by their ranks.
        """
        if order not in self.index.orders:
            order = DEFAULT_ORDER
        if len(self.pks) <= MAX_SORTED:
            return sorted(self.pks, key=self.index.rank(order).__getitem__)[start : start + length]
        members = (pk for pk in self.index.orders[order] if pk in self.pks)
        return list(islice(members, start, start + length))

    def _matching(self, chosen: Mapping[str, Sequence[str]]) -> BitMap:
        sets = [self._any_of(facet, values) for facet, values in chosen.items() if values]
        if self.words is not None:
            sets.append(self.words)
        return BitMap.intersection(self.index.everything, *sets) if sets else self.index.everything

    def _any_of(self, facet: str, values: Sequence[str]) -> BitMap:
        members = self._values(facet)
        return BitMap().union(*(members[value] for value in values if value in members))

    def _values(self, facet: str) -> Mapping[str, BitMap]:
        return self._states if facet == "state" else self.index.facets.get(facet, {})

    @cached_property
    def _states(self) -> dict[str, BitMap]:
        """Each state's BitMap on the day: computed, since what a register says goes stale."""
        today = self.today.toordinal()
        starts, ends = self.index.slices["starts"], self.index.slices["ends"]
        ended = ends.below(today)
        planned = (starts.known - starts.below(today + 1)) - ended
        running = ends.known - ended - planned
        return {
            "planned": planned,
            "running": running,
            "ended": ended,
            UNKNOWN: self.index.everything - ended - planned - running,
        }

    def _money(self, name: str) -> Money:
        slices = self.index.slices[name]
        counting = self.funded - self.index.nested
        known = slices.known & counting
        granted = self.index.members("stage", "granted")
        return Money(
            eur=Decimal(slices.sum(counting)) / 100 if known else None,
            known=len(known),
            out_of=len(counting),
            unconfirmed=len(known - granted),
            rounded=len(known & self.index.members("rounded", "yes")),
        )
