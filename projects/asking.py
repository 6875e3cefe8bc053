"""What a reader asks of the projects, as the query string of an address says it; the same in all languages."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from places.names import MAX_QUERY_LENGTH, clean
from places.search import terms

from .index import Selection
from .index.orders import DEFAULT_ORDER
from .index.selection import FACETS
from .index.words import words_matching

ORDERS = ["newest", "title", "funding"]  # those that a reader may choose
VIEWS = ["list", "table"]
MAX_VALUES = 100  # of one facet
MAX_PAGE = 400  # further on one narrows the search or takes the file
MAX_IGNORED = 10  # told to the reader
_LANGUAGES = ["fi", "sv", "en"]  # of the projects' texts


@dataclass(frozen=True)
class Question:
    """A question to the projects: what of the query string was understood, and in `ignored` what was not.

    words: as typed, cut to MAX_QUERY_LENGTH. language: the reader's. chosen: {facet: values}, facets as in FACETS, each
    value known and named once. page: 1 to MAX_PAGE. ignored: (parameter, value) pairs. is_cut: words were too long.
    """

    words: str = ""
    language: str = "fi"
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = DEFAULT_ORDER
    view: str = VIEWS[0]
    page: int = 1
    ignored: tuple[tuple[str, str], ...] = ()
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

    def choosing(self, facet, *values):
        """Return the query string with just these values of a facet; none lifts the choice."""
        return self.query(chosen={**self.chosen, facet: values})

    def without(self, facet, value):
        """Return the query string with one chosen value less."""
        return self.choosing(facet, *(one for one in self.chosen.get(facet, ()) if one != value))

    def terms(self):
        """Return the terms to look for, per word, as words_matching() takes them; [] without a word.

        The texts are in three languages and searched as one, so a word may be meant in any of them.
        """
        own = terms(self.words, self.language)
        for other in _LANGUAGES:
            theirs = terms(self.words, other)
            if other != self.language and len(theirs) == len(own):  # the same words, none left out as too common
                own = [list(dict.fromkeys([*mine, *more])) for mine, more in zip(own, theirs, strict=True)]
        return own

    def selection(self, index, today):
        """Return the Selection that this asks for; one SQL statement when there are words.

        index: of current_index(). today: the day that decides whether a project is running.
        """
        words = words_matching(self.terms()) if self.words else None
        return Selection(index, {facet: list(values) for facet, values in self.chosen.items()}, today, words)


def read_question(querydict, labels):
    """Return the Question of a QueryDict of any content; never raises.

    labels: Labels of the reader's language, which knows the values. Unknown parameters are not spoken of: links that
    people share carry those of other sites.
    """
    ignored = []
    typed = clean(querydict.get("q", "")[: 10 * MAX_QUERY_LENGTH])
    words = typed[:MAX_QUERY_LENGTH].strip()
    if words and not terms(words, labels.language):
        ignored.append(("q", words))
        words = ""
    chosen = {}
    for facet in FACETS:
        values = {}
        for asked in querydict.getlist(facet)[:MAX_VALUES]:
            value = labels.settled(facet, clean(asked[:MAX_QUERY_LENGTH])) if asked else ""
            if value and labels.value(facet, value):
                values[value] = True
            elif value:
                ignored.append((facet, value))
        if values:
            chosen[facet] = tuple(sorted(values))
    page, is_page_known = _page(clean(querydict.get("page", "")[:MAX_QUERY_LENGTH]))
    if not is_page_known:
        ignored.append(("page", clean(querydict["page"][:MAX_QUERY_LENGTH])))
    return Question(
        words=words,
        language=labels.language,
        chosen=chosen,
        order=_one_of("order", ORDERS, querydict, ignored),
        view=_one_of("view", VIEWS, querydict, ignored),
        page=page,
        ignored=tuple((name, value[:60]) for name, value in ignored[:MAX_IGNORED]),
        is_cut=len(typed) > MAX_QUERY_LENGTH,
    )


def _one_of(name, known, querydict, ignored):
    asked = clean(querydict.get(name, "")[:MAX_QUERY_LENGTH])
    if asked and asked not in known:
        ignored.append((name, asked))
    return asked if asked in known else known[0]


def _page(asked):
    """Return (page, whether the number was right): none asks for the first, too high a one for the last allowed."""
    if not asked:
        return 1, True
    if not (asked.isascii() and asked.isdigit()):
        return 1, False
    page = int(asked)  # at most MAX_QUERY_LENGTH digits
    return min(max(page, 1), MAX_PAGE), 1 <= page <= MAX_PAGE
