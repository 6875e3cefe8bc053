"""The site search: entries that any app has written (entries.py), found alike on SQLite and PostgreSQL.

search() finds them, excerpt.py displays where. What a word is and which forms count as the same is decided in
analysis.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from text.normalise import MAX_QUERY_LENGTH, clean, fold

from .analysis import query_alternatives, typed_words
from .models import SearchEntry

MIN_PREFIX_LENGTH = 3  # letters; shorter beginnings of words match nearly everything
_DISPLAYED = ["kind", "key", "title", "title_language", "text", "text_language", "url"]

Terms = list[list[str]]  # per word typed: the tokens that will do, one with a star stands for what begins like it


@dataclass(frozen=True)
class SearchResults:
    """What a search found: `entries` in order, `total` of them, and how many of each kind there are in all.

    is_any_word: nothing has all the words, these have at least one. words: the terms looked for, as excerpt() takes
    them; [] when nothing can be searched for. is_cut: the query was too long, and only its beginning was used.
    """

    entries: QuerySet[SearchEntry]
    total: int
    counts: dict[str, int]
    words: Terms
    is_any_word: bool
    is_cut: bool


def search(text: str, language: str, kinds: Sequence[str], kind: str = "") -> SearchResults:
    """Search the pages of a language. At most two SQL statements, and one for each slice of `entries`.

    text: what a person typed, anything. kinds: the kinds of pages in the order in which to list them; kind: the only
    one wanted, "" for all. Order: pages whose title is the query; in a search for any word, those with more of the
    words; those with all words in the title; then by kind, `order` and key. Never raises on any text.
    """
    text = clean(text)
    cut = text[:MAX_QUERY_LENGTH]
    words = query_terms(cut, language)
    in_language = SearchEntry.objects.filter(language=language)
    wanted = words
    counts = _count_by_kind(in_language, wanted)
    is_any_word = not counts and len(words) > 1
    if is_any_word:
        wanted = [[term for alternatives in words for term in alternatives]]
        counts = _count_by_kind(in_language, wanted)
    matching = in_language.filter(tokens__matches=wanted)
    if kind:
        matching = matching.filter(kind=kind)
    in_order = [*kinds, *sorted(counts.keys() - set(kinds))]
    return SearchResults(
        entries=_ordered(matching, cut, words, wanted, kinds).only(*_DISPLAYED),
        total=counts.get(kind, 0) if kind else sum(counts.values()),
        counts={name: counts[name] for name in in_order if name in counts},
        words=words,
        is_any_word=is_any_word,
        is_cut=len(text) > len(cut) or len(words) < len(query_alternatives(cut, language, max_words=None)),
    )


def query_terms(text: str, language: str) -> Terms:
    """Return the terms to match, per word: its forms, and for the last one also what begins like it."""
    words = [sorted(alternatives) for alternatives in query_alternatives(text, language)]
    typed = typed_words(text)
    if words and typed and typed[-1] in words[-1] and len(typed[-1]) >= MIN_PREFIX_LENGTH:
        words[-1].append(typed[-1] + "*")
    return words


def _count_by_kind(entries: QuerySet[SearchEntry], words: Terms) -> dict[str, int]:
    if not words:
        return {}
    matching = entries.filter(tokens__matches=words).order_by()
    return dict(matching.values_list("kind").annotate(count=Count("pk")))


def _ordered(
    entries: QuerySet[SearchEntry], text: str, words: Terms, wanted: Terms, kinds: Sequence[str]
) -> QuerySet[SearchEntry]:
    if not words:
        return entries.none()
    is_title = Case(When(title_folded=fold(text), then=0), default=1)
    misses = reduce(add, (Case(When(tokens__matches=[word], then=0), default=1) for word in words))
    in_title = Case(When(title_tokens__matches=wanted, then=0), default=1)
    by_kind = Case(
        *(When(kind=kind, then=Value(position)) for position, kind in enumerate(kinds)),
        default=Value(len(kinds)),
        output_field=IntegerField(),
    )
    missing = [] if wanted is words else [misses]
    return entries.order_by(is_title, *missing, in_title, by_kind, "order", "key", "pk")
