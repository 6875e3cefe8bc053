"""What a reader asks of the projects, as the query string of an address says it; the same in all languages."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from search.analysis import MAX_QUERY_WORDS, query_alternatives
from search.query import query_terms
from text.normalise import MAX_QUERY_LENGTH, clean

from . import querystring
from .index import Selection
from .index.orders import DEFAULT_ORDER
from .index.selection import FACETS
from .index.words import words_matching

ORDERS = ["newest", "title", "funding"]  # those that a reader may choose
VIEWS = ["list", "table"]
MAX_VALUES = 100  # of one facet
MAX_PAGE = 400  # further on one narrows the search or takes the file
PARAMETERS = ["q", *FACETS, "order", "view", "page"]
_LANGUAGES = ["fi", "sv", "en"]  # of the projects' texts


@dataclass(frozen=True)
class ProjectQuery:
    """A question to the projects: what of the query string was understood, and in `ignored` what was not.

    words: as typed, cut to MAX_QUERY_LENGTH. language: the reader's. chosen: {facet: values}, facets as in FACETS, each
    value known and named once. page: 1 to MAX_PAGE. ignored: (parameter, value) pairs, short. repeated: parameters that
    take one value and had several. is_cut: there were too many characters, words, or values of a facet.
    """

    words: str = ""
    language: str = "fi"
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = DEFAULT_ORDER
    view: str = VIEWS[0]
    page: int = 1
    ignored: tuple[tuple[str, str], ...] = ()
    repeated: tuple[str, ...] = ()
    is_cut: bool = False

    def query(self, **changes):
        """Return the query string of this question with fields changed, without "?"; "" for all projects.

        One question has one query string: facets and values stand in one order, what is usual is left out. A change of
        anything but the page leads to the first page.
        """
        asked = replace(self, **({"page": 1} | changes)) if changes else self
        pairs = [("q", asked.words)] if asked.words else []
        pairs += [(facet, value) for facet in FACETS for value in sorted(asked.chosen.get(facet, ()))]
        usual = {"order": DEFAULT_ORDER, "view": VIEWS[0], "page": 1}
        pairs += [(name, getattr(asked, name)) for name in usual if getattr(asked, name) != usual[name]]
        return urlencode(pairs)

    def with_facet(self, facet, *values):
        """Return the query string with just these values of a facet; none lifts the choice."""
        return self.query(chosen={**self.chosen, facet: values})

    def without(self, facet, value):
        """Return the query string with one chosen value less."""
        return self.with_facet(facet, *(one for one in self.chosen.get(facet, ()) if one != value))

    def terms(self):
        """Return the terms to look for, per word, as words_matching() takes them; [] without a word.

        The texts are in three languages and searched as one, so a word may be meant in any of them.
        """
        own = query_terms(self.words, self.language)
        for other in _LANGUAGES:
            theirs = query_terms(self.words, other)
            if other != self.language and len(theirs) == len(own):  # the same words, none left out as too common
                own = [list(dict.fromkeys([*mine, *more])) for mine, more in zip(own, theirs, strict=True)]
        return own

    def selection(self, index, today):
        """Return the Selection that this asks for; one SQL statement when there are words.

        index: of current_index(). today: the day that decides whether a project is running.
        """
        words = words_matching(self.terms()) if self.words else None
        return Selection(index, {facet: list(values) for facet, values in self.chosen.items()}, today, words)


def parse_query(querydict, labels, also=()):
    """Return the Question of a QueryDict of any content; never raises.

    labels: Labels of the reader's language, which knows the values. also: parameters that the caller reads itself.
    """
    ignored: list[tuple[str, str]] = []
    typed = _readable("q", querydict.get("q", ""), ignored)
    words = typed[:MAX_QUERY_LENGTH].strip()
    if words and not query_terms(words, labels.language):
        ignored.append(("q", words))
        words = ""
    chosen = {facet: _known_values(facet, querydict, labels, ignored) for facet in FACETS}
    order = _one_of("order", ORDERS, querydict, ignored)
    view = _one_of("view", VIEWS, querydict, ignored)
    page = _page(querydict, ignored)
    return ProjectQuery(
        words=words,
        language=labels.language,
        chosen={facet: tuple(sorted(values[:MAX_VALUES])) for facet, values in chosen.items() if values},
        order=order,
        view=view,
        page=page,
        ignored=tuple(
            [(name, querystring.shown(value)) for name, value in ignored]
            + querystring.unknown(querydict, {*PARAMETERS, *also})
        ),
        repeated=tuple(querystring.repeated(querydict, ["q", "order", "view", "page"])),
        is_cut=len(typed) > MAX_QUERY_LENGTH
        or len(query_alternatives(words, labels.language, max_words=None)) > MAX_QUERY_WORDS
        or any(len(values) > MAX_VALUES for values in chosen.values()),
    )


def _readable(name, value, ignored):
    """Return what can be read of a value, not much longer than any word; one that holds only other signs is ignored."""
    text = clean(value[: 10 * MAX_QUERY_LENGTH])
    if value.strip() and not text:
        ignored.append((name, value))
    return text


def _known_values(facet, querydict, labels, ignored):
    """Return the values of a facet, each once."""
    known = {}
    for asked in querydict.getlist(facet):
        value = labels.settled(facet, _readable(facet, asked, ignored))
        if value and labels.value(facet, value):
            known[value] = True
        elif value:
            ignored.append((facet, value))
    return list(known)


def _one_of(name, known, querydict, ignored):
    asked = _readable(name, querydict.get(name, ""), ignored)
    if asked and asked not in known:
        ignored.append((name, asked))
    return asked if asked in known else known[0]


def _page(querydict, ignored):
    """Return the page that is asked for, at most the last one allowed; the first for none and for no number."""
    asked = _readable("page", querydict.get("page", ""), ignored)
    is_number = asked.isascii() and asked.isdigit()
    page = int(asked) if is_number else 1  # not too long for a number: _readable() cuts it
    if asked and not (is_number and 1 <= page <= MAX_PAGE):
        ignored.append(("page", asked))
    return min(max(page, 1), MAX_PAGE)
