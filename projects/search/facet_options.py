"""The facets beside a search: the values one may choose, with how many projects each would give, and what is chosen."""

from dataclasses import dataclass

from text.normalise import ordering_key

from .facet_labels import FACETS
from .index.features import UNKNOWN

SHOWN = 6  # values of a facet that one ticks; the others are in a list to choose from
_NEWEST_FIRST = ["period", "year"]
_IN_ORDER = ["size", "state", "record"]  # of their labels, all of them ticked
_BESIDE = [facet for facet in FACETS if facet != "service"]  # services are chosen on other pages only


@dataclass(frozen=True)
class Option:
    """A value that one may choose. count: projects that it would give, the choices in the other facets kept."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet beside the search: `ticked` are its boxes, `listed` what else one may choose, in the readers' order."""

    facet: str
    name: str
    ticked: list[Option]
    listed: list[Option]

    @property
    def is_chosen(self):
        return any(option.is_chosen for option in self.ticked)


@dataclass(frozen=True)
class Chip:
    """One thing that was asked for, and the query string without it."""

    facet: str
    name: str
    query: str


def facets_of(question, selection, labels):
    """Return the Facets that can narrow a Selection or of which something is chosen.

    question: what the Selection was made of.
    """
    found = []
    for facet in _BESIDE:
        chosen = question.chosen.get(facet, ())
        counts = selection.counts(facet)
        options = {
            value: Option(value, str(labels.value(facet, value)) or value, counts.get(value, 0), value in chosen)
            for value in [*counts, *(one for one in chosen if one not in counts)]
        }
        if chosen or len(options) > 1:
            ticked = _ticked(facet, options, labels)
            listed = [one for one in _all_in_order(facet, options, labels) if one not in ticked]
            found.append(Facet(facet, labels.facet(facet), ticked, listed))
    return found


def chips_of(question, labels):
    """Return a Chip for the words and for each chosen value."""
    words = [Chip("q", question.words, question.query(words=""))] if question.words else []
    return words + [
        Chip(labels.facet(facet), str(labels.value(facet, value)), question.without(facet, value))
        for facet, values in question.chosen.items()
        for value in values
    ]


def _ticked(facet, options, labels):
    if facet in _IN_ORDER:
        return _all_in_order(facet, options, labels)
    best = _newest_first(options) if facet in _NEWEST_FIRST else _most_first(options)
    best = [value for value in best if value != UNKNOWN]
    shown = best[:SHOWN] if len(best) > SHOWN + 1 else best  # a list of one is no list
    wanted = {value for value in options if value in shown or options[value].is_chosen}
    return [options[value] for value in [*best, UNKNOWN] if value in wanted or (value == UNKNOWN and value in options)]


def _all_in_order(facet, options, labels):
    if facet in _NEWEST_FIRST:
        order = _newest_first(options)
    elif facet == "theme":
        order = _most_first(options)
    else:
        order = [value for value in labels.names(facet) if value != UNKNOWN]
    return [options[value] for value in dict.fromkeys([*order, UNKNOWN]) if value in options]


def _most_first(options):
    """Return the values of {value: Option}, those of most projects first, equals by name; not told comes last."""

    def place(value):
        return value == UNKNOWN, -options[value].count, ordering_key(options[value].name)

    return sorted(options, key=place)


def _newest_first(values):
    """Return years or periods, "2020" or "2014-2020", the latest first and not told last."""
    return sorted(values, key=lambda value: (value != UNKNOWN, value.zfill(9)), reverse=True)
