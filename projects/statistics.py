"""How many funded projects, and how much money, by period, region and theme. No list of groups: no one is ranked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from .exports.citation import cite_statistics, data_dates
from .search.facets import FacetLabels
from .search.index import Selection, current_index
from .search.index.features import FUNDED, UNKNOWN
from .search.index.selection import Money
from .search.query import ProjectQuery
from .summary import summarise

FUNDED_ONLY: dict[str, tuple[str, ...]] = {"record": (FUNDED,)}


@dataclass(frozen=True)
class StatisticsRow:
    """One value of a facet. percent: of the largest count, whole. querystring: of the search for its projects."""

    name: str
    count: int
    percent: int
    public: Money
    total: Money
    querystring: str


@dataclass(frozen=True)
class RecordCount:
    """How many records there are of a kind, and the query string of the search that lists them."""

    name: str | Promise
    count: int
    querystring: str


def statistics(request: HttpRequest) -> HttpResponse:
    """Show the statistics; at most ten SQL statements, however many projects there are."""
    index, today = current_index(), timezone.localdate()
    labels = FacetLabels(get_language(), index)
    query = ProjectQuery(language=labels.language, chosen=FUNDED_ONLY)
    funded = query.selection(index, today)
    everything = Selection(index, {}, today)
    address = request.build_absolute_uri(request.path)
    dates = data_dates(everything)
    context = {
        "section": "projects",
        "figures": summarise(funded),
        "all_querystring": query.urlencode(),
        "periods": statistics_rows("period", query, funded, labels),
        "regions": statistics_rows("region", query, funded, labels),
        "themes": statistics_rows("theme", query, funded, labels),
        "excluded": excluded_records(everything, labels),
        "sources": statistics_rows("source", query, funded, labels),
        "collected": dates.collected,
        "changed": dates.changed,
        "citation": cite_statistics(everything, address, today),
    }
    return render(request, "projects/statistics.html", context)


def statistics_rows(facet: str, query: ProjectQuery, selection: Selection, labels: FacetLabels) -> list[StatisticsRow]:
    """Return a StatisticsRow for each value of a facet that any project of a query's Selection has; unknown comes last.

    No SQL.
    """
    counts = selection.facet_counts(facet)
    largest = max(counts.values(), default=1)
    rows = []
    for value in _in_order(facet, counts, labels):
        projects = replace(selection, chosen={**selection.chosen, facet: [value]})
        rows.append(
            StatisticsRow(
                name=labels.value(facet, value),
                count=len(projects),
                percent=round(100 * counts[value] / largest),
                public=projects.public_funding(),
                total=projects.total_cost(),
                querystring=query.with_facet(facet, value),
            )
        )
    return rows


def excluded_records(everything: Selection, labels: FacetLabels) -> list[RecordCount]:
    """Return the RecordCounts of what is not counted: schemes, other money, only endorsed."""
    counts = everything.facet_counts("record")
    return [
        RecordCount(name, counts[record], ProjectQuery(chosen={"record": (record,)}).urlencode())
        for record, name in labels.names("record").items()
        if record != FUNDED and record in counts
    ]


def _in_order(facet: str, counts: Mapping[str, int], labels: FacetLabels) -> list[str]:
    if facet == "period":
        known = sorted(counts.keys() - {UNKNOWN}, reverse=True)
    else:
        known = [value for value in labels.names(facet) if value in counts]
    return [*known, UNKNOWN] if UNKNOWN in counts else known
