"""Where to go on from a search that finds nothing: what to drop, which word to keep, which neighbours to look at."""

from dataclasses import dataclass

from places.analysis import typed_words
from places.models import Municipality

from .facets import chips_of
from .index import Selection
from .index.words import each_matching

MAX_NEIGHBOURS = 10


@dataclass(frozen=True)
class Way:
    """A question nearby: what is dropped or taken instead, how many projects it finds, its query string."""

    facet: str
    name: str
    count: int
    query: str


def without_one(question, selection, labels):
    """Return a Way for each thing that was asked for: the question without it, where that finds anything. No SQL.

    question, labels: what the Selection was made of.
    """
    found = []
    ways = [Selection(selection.index, selection.chosen, selection.today)] if question.words else []
    for facet, values in question.chosen.items():
        for value in values:
            others = {**selection.chosen, facet: [one for one in values if one != value]}
            ways.append(Selection(selection.index, others, selection.today, selection.words))
    for chip, way in zip(chips_of(question, labels), ways, strict=True):
        if len(way):
            found.append(Way(chip.facet, chip.name, len(way), chip.query))
    return found


def with_one_word(question, selection):
    """Return a Way for each of several words that finds something alone, the other choices kept. One statement."""
    words = question.terms()
    if len(words) < 2:
        return []
    typed = typed_words(question.words)
    within = Selection(selection.index, selection.chosen, selection.today).pks
    found = []
    for alternatives, members in zip(words, each_matching(words), strict=True):
        word = next((one for one in typed if one in alternatives), "")
        if word and (count := members.intersection_cardinality(within)):
            found.append(Way("q", word, count, question.query(words=word)))
    return found


def in_neighbours(question, selection, labels):
    """Return a Way for each municipality beside the chosen ones that has something, most first. One statement."""
    chosen = question.chosen.get("municipality", ())
    if not chosen:
        return []
    through = Municipality.neighbours.through.objects.filter(from_municipality__in=chosen)
    beside = set(through.values_list("to_municipality", flat=True)) - set(chosen)
    counts = {code: count for code, count in selection.counts("municipality").items() if code in beside}
    best = sorted(counts, key=lambda code: (-counts[code], code))[:MAX_NEIGHBOURS]
    return [
        Way("municipality", labels.value("municipality", code), counts[code], question.choosing("municipality", code))
        for code in best
    ]
