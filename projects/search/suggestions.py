"""Where to go on from a search that finds nothing: what to drop, which neighbours to look at, whom to ask."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from places.models import Municipality
from search.analysis import typed_words

from .facet_options import chips_of
from .index import Selection
from .index.features import UNKNOWN
from .index.words import each_matching
from .query import ProjectQuery

MAX_NEIGHBOURS = 10
MAX_ASKS = 3


@dataclass(frozen=True)
class Suggestion:
    """A question nearby: what is dropped or taken instead, how many projects it finds, its query string."""

    name: str
    count: int
    query: str


@dataclass(frozen=True)
class ContactLink:
    """A place or group that was asked for, and the query string that names it to the form of an enquiry."""

    name: str
    query: str


@dataclass(frozen=True)
class Suggestions:
    """What to ask instead. `without`: all but one thing; `alone`: one thing only, where dropping one finds nothing.

    asks: whose group can tell more: the chosen municipalities, else the chosen groups.
    """

    without: list[Suggestion]
    alone: list[Suggestion]
    words: list[Suggestion]
    neighbours: list[Suggestion]
    asks: list[ContactLink]


def suggestions_for(question, selection, labels):
    """Return the Ways on from a Question whose Selection is empty. At most two SQL statements."""
    without = _without_one(question, selection, labels)
    slugs, beside = _places(question)
    return Suggestions(
        without=without,
        alone=[] if without else _alone(question, selection, labels),
        words=_with_one_word(question, selection),
        neighbours=_in_neighbours(question, selection, labels, beside),
        asks=_asks(question, labels, slugs)[:MAX_ASKS],
    )


def _without_one(question, selection, labels):
    found = [replace(selection, words=None)] if question.words else []
    for facet, values in question.chosen.items():
        for value in values:
            others = [one for one in values if one != value]
            found.append(replace(selection, chosen={**selection.chosen, facet: others}))
    chips = zip(chips_of(question, labels), found, strict=True)
    return [Suggestion(chip.name, len(one), chip.query) for chip, one in chips if len(one)]


def _alone(question, selection, labels):
    found = []
    for facet, values in question.chosen.items():
        for value in values:
            only = replace(question, words="", chosen={facet: (value,)})
            count = len(Selection(selection.index, {facet: [value]}, selection.today))
            if count:
                found.append(Suggestion(str(labels.value(facet, value)), count, only.query(page=1)))
    return found


def _with_one_word(question, selection):
    """Return a Way for each of several words that finds something, the choices kept where that still does."""
    words = question.terms()
    if len(words) < 2:
        return []
    typed, members = typed_words(question.words), each_matching(words)
    names = [next((one for one in typed if one in alternatives), "") for alternatives in words]
    within = replace(selection, words=None).pks
    for asked, limit in ((question, within), (ProjectQuery(language=question.language), selection.index.everything)):
        pairs = zip(names, members, strict=True)
        found = [
            Suggestion(name, len(limit & one), asked.query(words=name)) for name, one in pairs if name and limit & one
        ]
        if found:
            return found
    return []


def _places(question):
    """Return ({code: slug} of the chosen municipalities, codes of those beside them). At most one SQL statement."""
    chosen = question.chosen.get("municipality", ())
    if not chosen:
        return {}, set()
    rows = Municipality.objects.filter(pk__in=chosen).order_by("pk").values_list("pk", "slug", "neighbours")
    return {code: slug for code, slug, _near in rows}, {near for _code, _slug, near in rows if near} - set(chosen)


def _in_neighbours(question, selection, labels, beside):
    """Return a Way for each of the municipalities `beside`, most first, the rest kept where that finds any."""
    plain = ProjectQuery(language=question.language)
    for asked, kept in ((question, selection), (plain, Selection(selection.index, {}, selection.today))):
        counts = {code: count for code, count in kept.counts("municipality").items() if code in beside}
        best = sorted(counts, key=lambda code: (-counts[code], code))[:MAX_NEIGHBOURS]
        if best:
            names = [(code, labels.value("municipality", code)) for code in best]
            return [Suggestion(name, counts[code], asked.with_facet("municipality", code)) for code, name in names]
    return []


def _asks(question, labels, slugs):
    if slugs:
        return [
            ContactLink(labels.value("municipality", code), urlencode({"municipality": slugs[code]})) for code in slugs
        ]
    groups = [slug for slug in question.chosen.get("group", ()) if slug != UNKNOWN]
    return [ContactLink(labels.value("group", slug), urlencode({"group": slug})) for slug in groups]
