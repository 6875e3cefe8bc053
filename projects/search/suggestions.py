"""Where to go on from a search that finds nothing: what to drop, which neighbours to look at, whom to ask."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from places.models import Municipality
from search.analysis import typed_words

from .facet_options import active_filters
from .facets import FacetLabels
from .index import Selection
from .index.features import UNKNOWN
from .index.words import projects_by_word
from .query import ProjectQuery

MAX_NEIGHBOURS = 10
MAX_CONTACTS = 3


@dataclass(frozen=True)
class Suggestion:
    """A similar query: what is dropped or taken instead, how many projects it finds, its query string."""

    name: str
    count: int
    querystring: str


@dataclass(frozen=True)
class ContactLink:
    """A place or group that was chosen, and the query string that names it to the form of an enquiry."""

    name: str
    querystring: str


@dataclass(frozen=True)
class Suggestions:
    """What to ask instead. `without`: all but one filter; `alone`: one filter only, where dropping one finds nothing.

    contacts: to ask for more: the chosen municipalities, else the chosen groups.
    """

    without: list[Suggestion]
    alone: list[Suggestion]
    words: list[Suggestion]
    neighbours: list[Suggestion]
    contacts: list[ContactLink]


def suggestions_for(query: ProjectQuery, selection: Selection, labels: FacetLabels) -> Suggestions:
    """Return the Suggestions for a query whose Selection is empty. At most two SQL statements."""
    without = _without_one_filter(query, selection, labels)
    slugs, neighbours = _municipalities(query)
    return Suggestions(
        without=without,
        alone=[] if without else _one_filter_alone(query, selection, labels),
        words=_with_one_word(query, selection),
        neighbours=_in_neighbours(query, selection, labels, neighbours),
        contacts=_contacts(query, labels, slugs)[:MAX_CONTACTS],
    )


def _without_one_filter(query: ProjectQuery, selection: Selection, labels: FacetLabels) -> list[Suggestion]:
    wider = [replace(selection, words=None)] if query.words else []
    for facet, values in query.chosen.items():
        for value in values:
            others = [other for other in values if other != value]
            wider.append(replace(selection, chosen={**selection.chosen, facet: others}))
    filters = zip(active_filters(query, labels), wider, strict=True)
    return [Suggestion(active.name, len(found), active.querystring) for active, found in filters if len(found)]


def _one_filter_alone(query: ProjectQuery, selection: Selection, labels: FacetLabels) -> list[Suggestion]:
    found = []
    for facet, values in query.chosen.items():
        for value in values:
            alone = replace(query, words="", chosen={facet: (value,)})
            count = len(Selection(selection.index, {facet: [value]}, selection.today))
            if count:
                found.append(Suggestion(labels.value(facet, value), count, alone.urlencode(page=1)))
    return found


def _with_one_word(query: ProjectQuery, selection: Selection) -> list[Suggestion]:
    """Return a Suggestion for each of several words that finds something, within the filters where that still does."""
    words = query.terms()
    if len(words) < 2:
        return []
    typed, projects = typed_words(query.words), projects_by_word(words)
    names = [next((word for word in typed if word in alternatives), "") for alternatives in words]
    filtered = replace(selection, words=None).pks
    without_filters = ProjectQuery(language=query.language)
    for basis, limit in ((query, filtered), (without_filters, selection.index.everything)):
        found = [
            Suggestion(name, len(limit & members), basis.urlencode(words=name))
            for name, members in zip(names, projects, strict=True)
            if name and limit & members
        ]
        if found:
            return found
    return []


def _municipalities(query: ProjectQuery) -> tuple[dict[str, str], set[str]]:
    """Return ({code: slug} of the chosen municipalities, codes of their neighbours). At most one SQL statement."""
    chosen = query.chosen.get("municipality", ())
    if not chosen:
        return {}, set()
    rows = Municipality.objects.filter(pk__in=chosen).order_by("pk").values_list("pk", "slug", "neighbours")
    slugs = {code: slug for code, slug, _neighbour in rows}
    return slugs, {neighbour for _code, _slug, neighbour in rows if neighbour} - set(chosen)


def _in_neighbours(
    query: ProjectQuery, selection: Selection, labels: FacetLabels, neighbours: set[str]
) -> list[Suggestion]:
    """Return a Suggestion for each neighbour, most projects first, with the other filters where that finds any."""
    everything = Selection(selection.index, {}, selection.today)
    for basis, projects in ((query, selection), (ProjectQuery(language=query.language), everything)):
        counts = projects.facet_counts("municipality")
        best = sorted(neighbours & counts.keys(), key=lambda code: (-counts[code], code))[:MAX_NEIGHBOURS]
        if best:
            return [
                Suggestion(labels.value("municipality", code), counts[code], basis.with_facet("municipality", code))
                for code in best
            ]
    return []


def _contacts(query: ProjectQuery, labels: FacetLabels, slugs: dict[str, str]) -> list[ContactLink]:
    if slugs:
        return [
            ContactLink(labels.value("municipality", code), urlencode({"municipality": slug}))
            for code, slug in slugs.items()
        ]
    groups = [slug for slug in query.chosen.get("group", ()) if slug != UNKNOWN]
    return [ContactLink(labels.value("group", slug), urlencode({"group": slug})) for slug in groups]
