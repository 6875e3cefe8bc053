"""The site search: entries that any app writes for its pages, found alike on SQLite and PostgreSQL.

An app writes one Entry per page and language (write_entries); search() finds them, excerpt() shows
where. What a word is and which forms count as the same is decided in analysis.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db import transaction
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.html import escape
from django.utils.safestring import mark_safe

from text.normalise import MAX_QUERY_LENGTH, clean, fold, ordering_key

from .analysis import analyser_name, query_alternatives, tokens, typed_words
from .models import SearchEntry

EXCERPT_LENGTH = 220  # characters
MIN_PREFIX_LENGTH = 3  # letters; shorter beginnings of words match nearly everything
_BEFORE_HIT = 60  # characters of an excerpt before its first hit
_SHOWN = ["kind", "key", "title", "title_language", "text", "text_language", "url"]


@dataclass(frozen=True)
class Entry:
    """One page in one language, as an app gives it to the index.

    `text` is plain text, found and shown; `note` is shown after it, but not found: for words that every page of the
    kind has. `names` are other names of the thing, in any language: found as if they
    stood in the title, never shown. `more` are pairs (text, its language): found as if in the text, never shown.
    Empty languages mean `language`; an empty `order` means by title.
    """

    key: str
    language: str
    title: str
    url: str
    text: str = ""
    note: str = ""
    title_language: str = ""
    text_language: str = ""
    names: Iterable[str] = ()
    more: Iterable[tuple[str, str]] = ()
    order: str = ""


@dataclass(frozen=True)
class Results:
    """What a search found: `entries` in order, `total` of them, and how many of each kind there are in all.

    `is_any_word`: nothing has all the words, these have at least one. `words` are the terms looked for, per word
    typed, as excerpt() takes them; [] when nothing can be searched for. `is_cut`: the query was too long, and only
    its beginning was used.
    """

    entries: QuerySet
    total: int
    counts: dict[str, int]
    words: list[list[str]]
    is_any_word: bool
    is_cut: bool


def search(text, language, kinds, kind=""):
    """Search the pages of a language. At most two SQL statements, and one for each slice of `entries`.

    text: what a person typed, any str. kinds: the kinds of pages in the order in which to show them; kind: the one to
    keep, "" for all. Order: pages whose title is the query; in a search for any word, those with more of the words;
    those with all words in the title; then by kind, `order` and key. Never raises on any text.
    """
    text = clean(text)
    cut = text[:MAX_QUERY_LENGTH]
    words = terms(cut, language)
    in_language = SearchEntry.objects.filter(language=language)
    wanted = words
    counts = _count(in_language, wanted)
    is_any_word = not counts and len(words) > 1
    if is_any_word:
        wanted = [[term for alternatives in words for term in alternatives]]
        counts = _count(in_language, wanted)
    found = in_language.filter(tokens__matches=wanted)
    if kind:
        found = found.filter(kind=kind)
    return Results(
        entries=_ordered(found, cut, words, wanted, kinds).only(*_SHOWN),
        total=counts.get(kind, 0) if kind else sum(counts.values()),
        counts={one: counts[one] for one in [*kinds, *sorted(counts.keys() - set(kinds))] if one in counts},
        words=words,
        is_any_word=is_any_word,
        is_cut=len(text) > len(cut) or len(words) < len(query_alternatives(cut, language, max_words=None)),
    )


def excerpt(text, words, language):
    """Return the piece of a text around the first of the words, escaped, with <mark> around each hit in it.

    words: of Results; language: that of the text. Without a hit, the beginning of the text. At most about
    EXCERPT_LENGTH characters.
    """
    hits = _hits(text, words, language)
    first = next(hits, None)
    start = _word_start(text, first.start() - _BEFORE_HIT) if first else 0
    end = _word_end(text, start + EXCERPT_LENGTH)
    pieces, done = [], start
    while first and first.start() < end:
        pieces += [escape(text[done : first.start()]), "<mark>", escape(first.group()), "</mark>"]
        done = first.end()
        first = next(hits, None)
    pieces.append(escape(text[done : max(end, done)]))
    return mark_safe(("… " if start else "") + "".join(pieces).strip() + (" …" if end < len(text) else ""))


def is_outdated():
    """Tell whether a part of the index was made by another analyser than the one in use: it then finds less.

    Loading again makes the index anew.
    """
    made = SearchEntry.objects.order_by().values_list("language", "text_language", "analyser").distinct()
    return any(name != _analyser(language, text_language) for language, text_language, name in made)


@transaction.atomic
def write_entries(kind, entries):
    """Make the entries of a kind exactly these; only what differs is written, so that indexing again is cheap."""
    old = SearchEntry.objects.filter(kind=kind)
    rows = [_row(kind, entry) for entry in entries]
    fields = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]
    known = {(row["key"], row["language"]): dict(row) for row in old.values()}
    new, changed = [], []
    for row in rows:
        before = known.pop((row.key, row.language), None)
        if before is None:
            new.append(row)
        elif any(before[field] != getattr(row, field) for field in fields):
            row.pk = before["id"]
            changed.append(row)
    SearchEntry.objects.filter(pk__in=[row["id"] for row in known.values()]).delete()
    SearchEntry.objects.bulk_create(new, batch_size=200)
    SearchEntry.objects.bulk_update(changed, fields, batch_size=50)


def _row(kind, entry):
    title_language = entry.title_language or entry.language
    text_language = entry.text_language or entry.language
    names = [entry.title, *entry.names]
    title_tokens = dict.fromkeys(tokens(entry.title, title_language))
    for name in names:
        title_tokens.update(dict.fromkeys(tokens(name, entry.language)))
        # Who has no ä on the keyboard writes a; in names only, where it does not make another word.
        title_tokens.update(dict.fromkeys(typed_words(fold(name))))
    all_tokens = dict(title_tokens)
    for text, language in [(entry.text, text_language), *entry.more]:
        all_tokens.update(dict.fromkeys(tokens(text, language)))
    return SearchEntry(
        kind=kind,
        key=entry.key,
        language=entry.language,
        title=entry.title,
        title_language=title_language,
        title_folded=fold(entry.title)[:300],
        text=f"{entry.text} {entry.note}".strip(),
        text_language=text_language,
        url=entry.url,
        title_tokens=" ".join(title_tokens),
        tokens=" ".join(all_tokens),
        order=(entry.order or ordering_key(entry.title))[:300],
        analyser=_analyser(entry.language, text_language),
    )


def _analyser(language, text_language):
    return ", ".join(sorted({analyser_name(language), analyser_name(text_language)}))


def terms(text, language):
    """Return the terms to match, per word: its forms, and for the last one also what begins like it."""
    words = [sorted(alternatives) for alternatives in query_alternatives(text, language)]
    typed = typed_words(text)
    if words and typed and typed[-1] in words[-1] and len(typed[-1]) >= MIN_PREFIX_LENGTH:
        words[-1].append(typed[-1] + "*")
    return words


def _count(entries, words):
    if not words:
        return {}
    found = entries.filter(tokens__matches=words).order_by()
    return dict(found.values_list("kind").annotate(count=Count("pk")))


def _ordered(found, text, words, wanted, kinds):
    if not words:
        return found.none()
    is_title = Case(When(title_folded=fold(text), then=0), default=1)
    misses = reduce(add, (Case(When(tokens__matches=[word], then=0), default=1) for word in words))
    in_title = Case(When(title_tokens__matches=wanted, then=0), default=1)
    by_kind = Case(
        *(When(kind=one, then=Value(place)) for place, one in enumerate(kinds)),
        default=Value(len(kinds)),
        output_field=IntegerField(),
    )
    missing = [] if wanted is words else [misses]
    return found.order_by(is_title, *missing, in_title, by_kind, "order", "key", "pk")


def _hits(text, words, language):
    """Yield a match object for each word of the text that one of the terms means."""
    terms = {term for alternatives in words for term in alternatives}
    exact = {term for term in terms if not term.endswith("*")}
    beginnings = tuple(term.rstrip("*") for term in terms - exact)
    if not terms:
        return
    # Analysing every word costs too much: look only at those that hold the first letters of a term, which inflection
    # leaves alone in nearly all words.
    starts = "|".join(sorted({term[:3].rstrip("*") for term in terms}))
    for candidate in re.finditer(rf"[^\W_]*(?:{starts})[^\W_]*", text, re.IGNORECASE):
        forms = tokens(candidate.group(), language)
        if not exact.isdisjoint(forms) or (beginnings and any(form.startswith(beginnings) for form in forms)):
            yield candidate


def _word_start(text, position):
    return 0 if position <= 0 else text.find(" ", position) + 1


def _word_end(text, position):
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position)
    return space if space > position - 40 else position
