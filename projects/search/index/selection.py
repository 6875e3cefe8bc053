"""A choice of projects: what matches words and chosen facet values, how many, how much money, in which order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice

from pyroaring import BitMap

from .features import FUNDED, UNKNOWN
from .orders import DEFAULT_ORDER
from .store import ProjectIndex

FEW = 20_000
STATES = ["planned", "running", "ended", UNKNOWN]
FACETS = [
    "theme", "group", "region", "municipality", "period", "year", "size", "applicant", "state", "record", "source",
    "service",
]  # fmt: skip


@dataclass(frozen=True)
class Money:
    """A sum that says what it stands on: `known` of the `of` funded projects tell it; `eur` is Decimal or None.

    `unsettled` of the known sums are planned, or planned or granted without the source saying which; `rounded` of them
    are only about right.
    """

    eur: Decimal | None
    known: int
    of: int
    unsettled: int = 0
    rounded: int = 0

    @property
    def is_whole(self):
        return self.known == self.of


@dataclass
class Selection:
    """Projects that match all of: `words` (BitMap, None for any) and, for each facet, one of its `chosen` values.

    index: of current_index(). chosen: {facet: list of values}; facets are those of FACETS. today: decides the state.
    """

    index: ProjectIndex
    chosen: dict
    today: date
    words: BitMap | None = None

    @cached_property
    def pks(self):
        """The BitMap of the projects."""
        return self._meeting(self.chosen)

    def __len__(self):
        return len(self.pks)

    def counts(self, facet):
        """Return {value: how many projects it would give}, the choices in all other facets kept; no zeros."""
        others = {name: values for name, values in self.chosen.items() if name != facet}
        within = self._meeting(others) if facet in self.chosen else self.pks
        if within is self.index.everything:
            counts = {value: len(members) for value, members in self._values(facet).items()}
        else:
            counts = {value: members.intersection_cardinality(within) for value, members in self._values(facet).items()}
        return {value: count for value, count in counts.items() if count}

    @cached_property
    def funded(self):
        """The BitMap of those that are funded projects: no schemes, no other money, nothing still to be decided."""
        return self.pks & self.index.members("record", FUNDED)

    def public_funding(self):
        """Return the Money of public funding of the funded ones."""
        return self._money("public")

    def total_cost(self):
        """Return the Money of the total cost of the funded ones."""
        return self._money("total")

    def both_known(self):
        """Return of how many of the funded ones the public funding and the total cost are both known."""
        counting = self.funded - self.index.nested
        return len(counting & self.index.slices["public"].known & self.index.slices["total"].known)

    def page(self, order, start, length):
        """Return the pks from place `start` (0 is the first) on in an order of ORDERS, at most `length`.

        Many are found soon by walking the whole order; few are quicker put into it by their ranks. No SQL.
        """
        if order not in self.index.orders:
            order = DEFAULT_ORDER
        if len(self.pks) <= FEW:
            return sorted(self.pks, key=self.index.rank(order).__getitem__)[start : start + length]
        members = (pk for pk in self.index.orders[order] if pk in self.pks)
        return list(islice(members, start, start + length))

    def _meeting(self, chosen):
        sets = [self._any_of(facet, values) for facet, values in chosen.items() if values]
        if self.words is not None:
            sets.append(self.words)
        return BitMap.intersection(self.index.everything, *sets) if sets else self.index.everything

    def _any_of(self, facet, values):
        members = self._values(facet)
        return BitMap().union(*(members[value] for value in values if value in members))

    def _values(self, facet):
        return self._states if facet == "state" else self.index.facets.get(facet, {})

    @cached_property
    def _states(self):
        """Each state's BitMap on the day: computed, since the word of a register goes stale."""
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

    def _money(self, name):
        slices = self.index.slices[name]
        counting = self.funded - self.index.nested
        known = slices.known & counting
        granted = self.index.members("stage", "granted")
        return Money(
            eur=Decimal(slices.sum(counting)) / 100 if known else None,
            known=len(known),
            of=len(counting),
            unsettled=len(known - granted),
            rounded=len(known & self.index.members("rounded", "yes")),
        )
