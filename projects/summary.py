"""Figures of a choice of projects: how many, how much money and on how many it stands, by year and by theme."""

from dataclasses import dataclass

from .search.index.features import UNKNOWN
from .search.index.selection import Money


@dataclass(frozen=True)
class Bar:
    """How many projects one value has. percent: of the largest known one, 1–100. query: the search that shows them."""

    name: str
    count: int
    percent: int
    query: str
    is_unknown: bool = False


@dataclass(frozen=True)
class Summary:
    """What is told of a choice of projects. Only funded ones enter `public` and `total`; `records` are all of them.

    both: of how many projects public funding and total cost are both known.
    """

    records: int
    funded: int
    public: Money
    total: Money
    both: int
    first_year: str
    last_year: str

    @property
    def others(self):
        """How many are not funded projects: schemes, activities, what is only endorsed."""
        return self.records - self.funded

    @property
    def are_apart(self):
        """Whether the two sums stand on different projects, so that one is no share of the other."""
        return bool(self.public.known and self.total.known and not self.both == self.public.known == self.total.known)


def summarise(selection):
    """Return the Figures of a Selection. No SQL."""
    years = sorted(_counts(selection, "year").keys() - {UNKNOWN}, key=int)
    return Summary(
        records=len(selection),
        funded=len(selection.funded),
        public=selection.public_funding(),
        total=selection.total_cost(),
        both=selection.both_known(),
        first_year=years[0] if years else "",
        last_year=years[-1] if years else "",
    )


def bars(question, selection, labels, facet):
    """Return [Bar] of exactly the projects of a Selection, in the order of the facet's values; not told comes last.

    question: what the Selection was made of; a bar leads to the same question with its value. facet: "year" or "theme".
    """
    counts = _counts(selection, facet)
    if facet == "year":
        known = sorted(counts.keys() - {UNKNOWN}, key=int)
    else:
        known = [value for value in labels.names(facet) if value in counts]
    longest = max((counts[value] for value in known), default=1)
    return [
        Bar(
            name=str(labels.value(facet, value)),
            count=counts[value],
            percent=min(100, max(1, round(100 * counts[value] / longest))),
            query=question.with_facet(facet, value),
            is_unknown=value == UNKNOWN,
        )
        for value in [*known, UNKNOWN]
        if value in counts
    ]


def _counts(selection, facet):
    found = {
        value: members.intersection_cardinality(selection.pks)
        for value, members in selection.index.facets.get(facet, {}).items()
    }
    return {value: count for value, count in found.items() if count}
