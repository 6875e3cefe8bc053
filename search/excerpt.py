"""The part of a text around what was searched for, with the hits marked."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import tokens
from .query import Terms

EXCERPT_LENGTH = 220  # characters
_BEFORE_HIT = 60  # characters of an excerpt before its first hit


def excerpt(text: str, words: Terms, language: str) -> SafeString:
    """Return the part of a text around the first of the words, escaped, with <mark> around each hit in it.

    words: of SearchResults; language: that of the text. Without a hit, the beginning of the text. At most about
    EXCERPT_LENGTH characters.
    """
    hits = _hits(text, words, language)
    hit = next(hits, None)
    start = _word_start(text, hit.start() - _BEFORE_HIT) if hit else 0
    end = _word_end(text, start + EXCERPT_LENGTH)
    parts, done = [], start
    while hit and hit.start() < end:
        parts += [escape(text[done : hit.start()]), "<mark>", escape(hit.group()), "</mark>"]
        done = hit.end()
        hit = next(hits, None)
    parts.append(escape(text[done : max(end, done)]))
    return mark_safe(("… " if start else "") + "".join(parts).strip() + (" …" if end < len(text) else ""))


def _hits(text: str, words: Terms, language: str) -> Iterator[re.Match[str]]:
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


def _word_start(text: str, position: int) -> int:
    return 0 if position <= 0 else text.find(" ", position) + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position)
    return space if space > position - 40 else position
