"""How many funded projects, and how much money, by period, region and theme. No list of groups: no one is ranked."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from .exports.citation import cite_statistics, days_of_data
from .search.facet_labels import Labels
from .search.index import Selection, current_index
from .search.index.features import FUNDED, UNKNOWN
from .search.index.selection import Money
from .search.query import ProjectQuery
from .summary import summarise

FUNDED_ONLY: dict[str, tuple[str, ...]] = {"record": (FUNDED,)}


@dataclass(frozen=True)
class Line:
    """One value of a facet. percent: of the largest count, whole. query: of the search that lists what is counted."""

    name: str
    count: int
    percent: int
    public: Money
    total: Money
    query: str


def statistics(request):
    """Show the statistics; at most ten SQL statements, however many projects there are."""
    index, today = current_index(), timezone.localdate()
    labels = Labels(get_language(), index)
    question = ProjectQuery(language=labels.language, chosen=FUNDED_ONLY)
    everything = Selection(index, {}, today)
    address = request.build_absolute_uri(request.path)
    collected, changed = days_of_data(everything)
    context = {
        "section": "projects",
        "figures": summarise(question.selection(index, today)),
        "all_query": question.query(),
        "periods": lines_of("period", question, index, labels, today),
        "regions": lines_of("region", question, index, labels, today),
        "themes": lines_of("theme", question, index, labels, today),
        "left_out": left_out(everything, labels),
        "sources": lines_of("source", question, index, labels, today),
        "collected": collected,
        "changed": changed,
        "citation": cite_statistics(everything, address, today),
    }
    return render(request, "projects/statistics.html", context)


def lines_of(facet, question, index, labels, today):
    """Return a Line for each value of a facet that any project of the question has; the unknown comes last. No SQL."""
    counts = question.selection(index, today).counts(facet)
    largest = max(counts.values(), default=1)
    return [
        _line(facet, value, round(100 * counts[value] / largest), question, index, labels, today)
        for value in _in_order(facet, counts, labels)
    ]


def left_out(everything, labels):
    """Return [(name, count, query)] of the records that are not counted: schemes, other money, only endorsed."""
    counts = everything.counts("record")
    return [
        (name, counts[record], ProjectQuery(chosen={"record": (record,)}).query())
        for record, name in labels.names("record").items()
        if record != FUNDED and record in counts
    ]


def _in_order(facet, counts, labels):
    if facet == "period":
        known = sorted(counts.keys() - {UNKNOWN}, reverse=True)
    else:
        known = [value for value in labels.names(facet) if value in counts]
    return [*known, UNKNOWN] if UNKNOWN in counts else known


def _line(facet, value, percent, question, index, labels, today):
    found = Selection(index, {**question.chosen, facet: [value]}, today)
    return Line(
        name=str(labels.value(facet, value)),
        count=len(found),
        percent=percent,
        public=found.public_funding(),
        total=found.total_cost(),
        query=question.with_facet(facet, value),
    )
