"""Words and their base forms, for the search: the one module that meets Voikko and the Snowball stemmers.

A token is 1–40 characters of 0–9, a–z, å, ä and ö, so that every database takes it for one word. Other letters lose
their marks (č→c); letters of other scripts go.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import Stemmer
from libvoikko import Voikko, VoikkoException

from text.normalise import MAX_QUERY_LENGTH, clean, fold

MAX_QUERY_WORDS = 8
MAX_TOKEN_LENGTH = 40
MAX_ANALYSED_LENGTH = 100  # characters; no real word is longer, and Voikko slows down on made-up ones
RULES = 1  # raise when the tokens of this module change: indexes made before then count as outdated

_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}
# Left out of a query that has other words: they are in every text and distinguish nothing.
_FUNCTION_WORDS = {
    "fi": {"ja", "tai", "sekä", "että", "eli", "mutta", "kun", "jos", "on", "ei", "myös"},
    "sv": {"och", "eller", "att", "i", "på", "av", "för", "med", "till", "en", "ett", "den", "det", "de", "som", "är"},
    "en": {"and", "or", "the", "a", "an", "of", "in", "on", "for", "to", "with", "by", "at", "is", "are"},
}
# Voikko's classes of names whose parts mean nothing: a search for lakes does not want every municipality in -järvi.
_NAMES = {"paikannimi", "sukunimi", "etunimi"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CASE_ENDING = re.compile(r"(?<=\w):[a-zåäö]{1,4}\b")  # EU:n, EU:hun
_CHUNK = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_UNWANTED = re.compile("[^0-9a-zåäö]+")
_VOIKKO_PART = re.compile(r"\+([^()+]*)\(([^()]*)\)")

_per_thread = threading.local()  # a handle shared by threads gives wrong words, then aborts the process


class WordForms(NamedTuple):
    """Tokens of one word: itself with its base forms, and the parts of a compound."""

    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()


def tokens(text: str, language: str) -> list[str]:
    """Return the tokens to index for a text, each once, in the order of the text.

    language: "fi", "sv" or "en", that of the text. Finnish: the word, its base forms and the parts of compounds by
    Voikko ("kyläkauppa" gives "kylä" and "kauppa" too); else the word and its stem. A hyphenated word gives its parts
    and the whole without hyphens.
    """
    found: dict[str, None] = {}
    for chunk in _chunks(text):
        words = chunk.split("-")
        if len(words) > 1:
            words.append("".join(words))
        for word in words:
            forms = _forms(word, language)
            found.update(dict.fromkeys(forms.bases))
            found.update(dict.fromkeys(forms.parts))
    return list(found)


def query_alternatives(text: str, language: str, max_words: int | None = MAX_QUERY_WORDS) -> list[set[str]]:
    """Return for each word that a person typed the set of tokens that will do, in the order typed.

    The first MAX_QUERY_LENGTH characters of the text count, and its first max_words words (None: all). Words like
    "and" are left out when there are others. [] when nothing can be searched for.
    """
    words = [word for chunk in _chunks(clean(text)[:MAX_QUERY_LENGTH]) for word in chunk.split("-")]
    meaningful = [word for word in words if word not in _FUNCTION_WORDS[language]]
    alternatives: list[set[str]] = []
    for word in meaningful or words:
        bases = set(_forms(word, language).bases)
        if bases and bases not in alternatives:
            alternatives.append(bases)
    return alternatives[:max_words]


def typed_words(text: str) -> list[str]:
    """Return the words of a text as plain tokens, without base forms."""
    return [token for chunk in _chunks(text) for token in map(_token, chunk.split("-")) if token]


def analyser_name(language: str) -> str:
    """Return what makes the tokens of a language here and now, to be stored with an index ("voikko 4.3.1, rules 1")."""
    if language == "fi" and _voikko():
        return f"voikko {Voikko.getVersion()}, rules {RULES}"
    return f"snowball {Stemmer.version()}, rules {RULES}"


def _chunks(text: str) -> list[str]:
    """Return the words of a text in lower case, hyphenated ones whole, with one kind of hyphen and apostrophe."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).casefold()
    text = re.sub("[’´`‘ʹ′]", "'", text)
    text = re.sub("[‐‑‒–—−]", "-", text)
    return _CHUNK.findall(_CASE_ENDING.sub("", text))


@lru_cache(maxsize=40_000)
def _forms(word: str, language: str) -> WordForms:
    word = word[:MAX_ANALYSED_LENGTH]
    voikko = _voikko() if language == "fi" and not word.isdigit() else None
    analyses = voikko.analyze(word) if voikko else []
    bases = [word, *(analysis["BASEFORM"] for analysis in analyses)]
    if not analyses:
        bases.append(_stemmer(language).stemWord(word))
    parts: list[str] = []
    if not any(analysis["CLASS"] in _NAMES for analysis in analyses):
        parts = [part for analysis in analyses for part in _parts(analysis.get("WORDBASES", ""))]
    unique_bases = _unique(bases)
    return WordForms(unique_bases, tuple(part for part in _unique(parts) if part not in unique_bases))


def _parts(wordbases: str) -> list[str]:
    """Return the parts of a compound from Voikko's WORDBASES, [] for other words.

    "+kylä(kylä)+ilta(ilta)" gives kylä, ilta; "+palvel(palvella)+u(+u)+keskus(keskus)" gives palvelu, keskus: a
    part whose base starts with + is an ending of the part before; "+Jalasjärvi(Jalas=järvi)" gives jalas, järvi.
    """
    parts: list[tuple[str, str]] = []
    for part, base in _VOIKKO_PART.findall(wordbases):
        if base.startswith("+") and parts:
            parts[-1] = (parts[-1][0] + part, "")
        elif base:
            parts.append((part, base))
    bases = [base or part for part, base in parts]
    if len(bases) == 1:
        return bases[0].split("=") if "=" in bases[0] else []
    return [base.replace("=", "") for base in bases]


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in map(_token, words) if token))


def _token(word: str) -> str:
    """Return a word as a token, "" when it has no letter or digit that tokens are made of."""
    word = word.casefold()
    if _UNWANTED.search(word):
        word = "".join(ch if ch in "åäö" else fold(ch) for ch in word)
        word = _UNWANTED.sub("", word)
    return word[:MAX_TOKEN_LENGTH]


def _voikko() -> Voikko | None:
    """Return this thread's Voikko, None where the Debian packages libvoikko1 and voikko-fi are missing."""
    if not hasattr(_per_thread, "voikko"):
        try:
            _per_thread.voikko = Voikko("fi")
        except (OSError, VoikkoException):
            _per_thread.voikko = None
    return _per_thread.voikko


def _stemmer(language: str) -> Stemmer.Stemmer:
    if not hasattr(_per_thread, "stemmers"):
        _per_thread.stemmers = {}
    if language not in _per_thread.stemmers:
        _per_thread.stemmers[language] = Stemmer.Stemmer(_STEMMERS[language])
    return _per_thread.stemmers[language]
