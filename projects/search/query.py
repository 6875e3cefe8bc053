"""What a reader asks of the projects, as the query string of an address says it; the same in all languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from search.analysis import MAX_QUERY_WORDS, query_alternatives
from search.query import query_terms
from text.localized import LANGUAGES
from text.normalise import MAX_QUERY_LENGTH, clean

from . import querystring
from .facets import FacetLabels
from .index import Selection
from .index.orders import DEFAULT_ORDER
from .index.selection import FACETS
from .index.store import ProjectIndex
from .index.words import projects_matching

ORDERS = ["newest", "title", "funding"]  # those that a reader may choose
VIEWS = ["list", "table"]
MAX_VALUES = 100  # of one facet
MAX_PAGE = 400  # beyond it, readers narrow the search or download the file
PARAMETERS = ["q", *FACETS, "order", "view", "page"]


@dataclass(frozen=True)
class ProjectQuery:
    """A query for projects: what of a query string was understood, and in `ignored` what was not.

    words: as typed, cut to MAX_QUERY_LENGTH. language: the reader's. chosen: {facet: values}, facets as in FACETS, each
    value valid and named once. page: 1 to MAX_PAGE. ignored: (parameter, value) pairs, short. repeated: parameters that
    take one value and had several. is_cut: there were too many characters, words, or values of a facet.
    """

    words: str = ""
    language: str = "fi"
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = DEFAULT_ORDER
    view: str = VIEWS[0]
    page: int = 1
    ignored: tuple[tuple[str, str], ...] = ()
    repeated: tuple[str, ...] = ()
    is_cut: bool = False

    def urlencode(self, **changes: Any) -> str:
        """Return the query string of this query with fields changed, without "?"; "" for all projects.

        One query has one query string: facets and values stand in one order, defaults are left out. A change of
        anything but the page leads to the first page.
        """
        query = replace(self, **({"page": 1} | changes)) if changes else self
        pairs = [("q", query.words)] if query.words else []
        pairs += [(facet, value) for facet in FACETS for value in sorted(query.chosen.get(facet, ()))]
        defaults = {"order": DEFAULT_ORDER, "view": VIEWS[0], "page": 1}
        pairs += [(name, getattr(query, name)) for name in defaults if getattr(query, name) != defaults[name]]
        return urlencode(pairs)

    def with_facet(self, facet: str, *values: str) -> str:
        """Return the query string with just these values of a facet; none removes the facet."""
        return self.urlencode(chosen={**self.chosen, facet: values})

    def without_facet(self, facet: str, value: str) -> str:
        """Return the query string with one chosen value less."""
        return self.with_facet(facet, *(other for other in self.chosen.get(facet, ()) if other != value))

    def terms(self) -> list[list[str]]:
        """Return the terms to look for, per word, as projects_matching() takes them; [] without a word.

        The texts are in three languages and searched as one, so a word may be meant in any of them.
        """
        found = query_terms(self.words, self.language)
        for language in LANGUAGES:
            others = query_terms(self.words, language)
            if language != self.language and len(others) == len(found):  # the same words, no stop word among them
                found = [list(dict.fromkeys([*own, *more])) for own, more in zip(found, others, strict=True)]
        return found

    def selection(self, index: ProjectIndex, today: date) -> Selection:
        """Return the Selection of the projects that match; one SQL statement when there are words.

        index: of current_index(). today: the day that decides whether a project is running.
        """
        words = projects_matching(self.terms()) if self.words else None
        return Selection(index, {facet: list(values) for facet, values in self.chosen.items()}, today, words)


def parse_query(querydict: QueryDict, labels: FacetLabels, also: Iterable[str] = ()) -> ProjectQuery:
    """Return the ProjectQuery of a QueryDict of any content; never raises.

    labels: of the reader's language, which know the valid values. also: parameters that the caller reads itself.
    """
    ignored: list[tuple[str, str]] = []
    typed = _readable("q", querydict.get("q", ""), ignored)
    words = typed[:MAX_QUERY_LENGTH].strip()
    if words and not query_terms(words, labels.language):
        ignored.append(("q", words))
        words = ""
    chosen = {facet: _valid_values(facet, querydict, labels, ignored) for facet in FACETS}
    order = _choice("order", ORDERS, querydict, ignored)
    view = _choice("view", VIEWS, querydict, ignored)
    page = _page(querydict, ignored)
    return ProjectQuery(
        words=words,
        language=labels.language,
        chosen={facet: tuple(sorted(values[:MAX_VALUES])) for facet, values in chosen.items() if values},
        order=order,
        view=view,
        page=page,
        ignored=tuple(
            [(name, querystring.printable(value)) for name, value in ignored]
            + querystring.unknown_parameters(querydict, {*PARAMETERS, *also})
        ),
        repeated=tuple(querystring.repeated_parameters(querydict, ["q", "order", "view", "page"])),
        is_cut=len(typed) > MAX_QUERY_LENGTH
        or len(query_alternatives(words, labels.language, max_words=None)) > MAX_QUERY_WORDS
        or any(len(values) > MAX_VALUES for values in chosen.values()),
    )


def _readable(name: str, value: str, ignored: list[tuple[str, str]]) -> str:
    """Return what can be read of a value, not much longer than any word; without letters or digits it is ignored."""
    text = clean(value[: 10 * MAX_QUERY_LENGTH])
    if value.strip() and not text:
        ignored.append((name, value))
    return text


def _valid_values(facet: str, querydict: QueryDict, labels: FacetLabels, ignored: list[tuple[str, str]]) -> list[str]:
    """Return the values of a facet, each once."""
    valid = {}
    for typed in querydict.getlist(facet):
        value = labels.current_value(facet, _readable(facet, typed, ignored))
        if value and labels.value(facet, value):
            valid[value] = True
        elif value:
            ignored.append((facet, value))
    return list(valid)


def _choice(name: str, choices: list[str], querydict: QueryDict, ignored: list[tuple[str, str]]) -> str:
    value = _readable(name, querydict.get(name, ""), ignored)
    if value and value not in choices:
        ignored.append((name, value))
    return value if value in choices else choices[0]


def _page(querydict: QueryDict, ignored: list[tuple[str, str]]) -> int:
    """Return the page that is asked for, at most the last one allowed; the first for none and for no number."""
    value = _readable("page", querydict.get("page", ""), ignored)
    is_number = value.isascii() and value.isdigit()
    page = int(value) if is_number else 1  # not too long for a number: _readable() cuts it
    if value and not (is_number and 1 <= page <= MAX_PAGE):
        ignored.append(("page", value))
    return min(max(page, 1), MAX_PAGE)
