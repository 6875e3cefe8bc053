"""Figures of a Selection: how many projects, how much money and of how many it is known, by year and by theme."""

from dataclasses import dataclass

from .search.facets import FacetLabels
from .search.index import Selection
from .search.index.features import UNKNOWN
from .search.index.selection import Money
from .search.query import ProjectQuery


@dataclass(frozen=True)
class Bar:
    """How many projects one value has. percent: of the largest known one, 1–100. querystring: of the search
    that lists them."""

    name: str
    count: int
    percent: int
    querystring: str
    is_unknown: bool = False


@dataclass(frozen=True)
class Summary:
    """Figures of a Selection. Only funded projects enter `public` and `total`; `records` are all of them.

    with_both_sums: of how many projects public funding and total cost are both known.
    """

    records: int
    funded: int
    public: Money
    total: Money
    with_both_sums: int
    first_year: str
    last_year: str

    @property
    def others(self) -> int:
        """How many are not funded projects: schemes, activities, what is only endorsed."""
        return self.records - self.funded

    @property
    def cover_different_projects(self) -> bool:
        """Whether the two sums are of different projects, so that one is no share of the other."""
        both, public, total = self.with_both_sums, self.public.known, self.total.known
        return bool(public and total and not both == public == total)


def summarise(selection: Selection) -> Summary:
    """Return the Summary of a Selection. No SQL."""
    years = sorted(_counts(selection, "year").keys() - {UNKNOWN}, key=int)
    return Summary(
        records=len(selection),
        funded=len(selection.funded),
        public=selection.public_funding(),
        total=selection.total_cost(),
        with_both_sums=selection.count_with_both_sums(),
        first_year=years[0] if years else "",
        last_year=years[-1] if years else "",
    )


def facet_bars(query: ProjectQuery, selection: Selection, labels: FacetLabels, facet: str) -> list[Bar]:
    """Return the Bars of exactly the projects of a query's Selection, in the order of the values; unknown comes last.

    A bar leads to the same query with its value. facet: "year" or "theme".
    """
    counts = _counts(selection, facet)
    if facet == "year":
        known = sorted(counts.keys() - {UNKNOWN}, key=int)
    else:
        known = [value for value in labels.names(facet) if value in counts]
    largest = max((counts[value] for value in known), default=1)
    return [
        Bar(
            name=labels.value(facet, value),
            count=counts[value],
            percent=min(100, max(1, round(100 * counts[value] / largest))),
            querystring=query.with_facet(facet, value),
            is_unknown=value == UNKNOWN,
        )
        for value in [*known, UNKNOWN]
        if value in counts
    ]


def _counts(selection: Selection, facet: str) -> dict[str, int]:
    """Return {value: how many projects have it}, the facet's own filter kept; no zeros."""
    found = {
        value: members.intersection_cardinality(selection.pks)
        for value, members in selection.index.facets.get(facet, {}).items()
    }
    return {value: count for value, count in found.items() if count}
