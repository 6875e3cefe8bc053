"""The facets beside a search: the values to choose from, with how many projects each would give, and what is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from text.normalise import ordering_key

from .facets import FACET_NAMES, FacetLabels
from .index import Selection
from .index.features import UNKNOWN
from .query import ProjectQuery

MAX_TICKED = 6  # values of a facet with a box; the others are in a list to choose from
_NEWEST_FIRST = ["period", "year"]
_IN_ORDER = ["size", "state", "record"]  # of their labels, all of them with a box
_DISPLAYED = [facet for facet in FACET_NAMES if facet != "service"]  # services are chosen on other pages only


@dataclass(frozen=True)
class Option:
    """A value to choose. count: projects that it would give, with the filters of the other facets."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet beside the search: `ticked` are its boxes, `listed` what else can be chosen, in the readers' order."""

    facet: str
    name: str | Promise
    ticked: list[Option]
    listed: list[Option]

    @property
    def is_chosen(self) -> bool:
        return any(option.is_chosen for option in self.ticked)


@dataclass(frozen=True)
class ActiveFilter:
    """The words or one chosen value of a query, and the query string without it."""

    facet: str | Promise
    name: str
    querystring: str


def facets_of(query: ProjectQuery, selection: Selection, labels: FacetLabels) -> list[Facet]:
    """Return the Facets that can narrow the Selection of a query or of which something is chosen."""
    found = []
    for facet in _DISPLAYED:
        chosen = query.chosen.get(facet, ())
        counts = selection.facet_counts(facet)
        options = {
            value: Option(value, labels.value(facet, value) or value, counts.get(value, 0), value in chosen)
            for value in [*counts, *(value for value in chosen if value not in counts)]
        }
        if chosen or len(options) > 1:
            ticked = _ticked(facet, options, labels)
            listed = [option for option in _all_in_order(facet, options, labels) if option not in ticked]
            found.append(Facet(facet, labels.facet(facet), ticked, listed))
    return found


def active_filters(query: ProjectQuery, labels: FacetLabels) -> list[ActiveFilter]:
    """Return an ActiveFilter for the words and for each chosen value of a query."""
    words = [ActiveFilter("q", query.words, query.urlencode(words=""))] if query.words else []
    return words + [
        ActiveFilter(labels.facet(facet), labels.value(facet, value), query.without_facet(facet, value))
        for facet, values in query.chosen.items()
        for value in values
    ]


def _ticked(facet: str, options: dict[str, Option], labels: FacetLabels) -> list[Option]:
    if facet in _IN_ORDER:
        return _all_in_order(facet, options, labels)
    best = _newest_first(options) if facet in _NEWEST_FIRST else _most_first(options)
    best = [value for value in best if value != UNKNOWN]
    first = best[:MAX_TICKED] if len(best) > MAX_TICKED + 1 else best  # a list of one is no list
    wanted = {value for value in options if value in first or options[value].is_chosen}
    return [options[value] for value in [*best, UNKNOWN] if value in wanted or (value == UNKNOWN and value in options)]


def _all_in_order(facet: str, options: dict[str, Option], labels: FacetLabels) -> list[Option]:
    if facet in _NEWEST_FIRST:
        order = _newest_first(options)
    elif facet == "theme":
        order = _most_first(options)
    else:
        order = [value for value in labels.names(facet) if value != UNKNOWN]
    return [options[value] for value in dict.fromkeys([*order, UNKNOWN]) if value in options]


def _most_first(options: dict[str, Option]) -> list[str]:
    """Return the values, those of most projects first, equals by name; unknown comes last."""

    def place(value: str) -> tuple[bool, int, str]:
        return value == UNKNOWN, -options[value].count, ordering_key(options[value].name)

    return sorted(options, key=place)


def _newest_first(values: Iterable[str]) -> list[str]:
    """Return years or periods, "2020" or "2014-2020", the latest first and unknown last."""
    return sorted(values, key=lambda value: (value != UNKNOWN, value.zfill(9)), reverse=True)
