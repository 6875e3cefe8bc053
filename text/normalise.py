"""Typed names made comparable, and the order of the Finnish alphabet: clean → match_key → fold, each a step further."""

import re
import unicodedata
from functools import lru_cache

MAX_QUERY_LENGTH = 200  # characters; longer than any name, short enough to be harmless

# å, ä and ö are letters of their own at the end of the alphabet, not variants of a and o. The keys are plain
# ASCII, so that SQLite, PostgreSQL (whatever its collation) and Python sort them alike.
_LAST_LETTERS = {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"}
# Letters, marks or symbols by category, yet nothing is seen: Hangul fillers, the empty Braille cell, selectors.
_INVISIBLE_SYMBOLS = dict.fromkeys([0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)], " ")
_NOT_DECOMPOSED = {"đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "æ": "a", "ø": "o", "ł": "l"}


def clean(text: str) -> str:
    """Return text without control, zero-width and other invisible characters, white space collapsed.

    "" means that nothing readable was typed.
    """
    text = text.translate(_INVISIBLE_SYMBOLS)
    if not text.isprintable():
        text = "".join(" " if ch.isspace() else ch for ch in text if ch.isspace() or unicodedata.category(ch)[0] != "C")
    return " ".join(text.split())


def match_key(text: str) -> str:
    """Return the form in which names are compared exactly: lower case, one kind of dash and apostrophe."""
    text = unicodedata.normalize("NFC", clean(text)).casefold()
    text = re.sub("[’´`‘ʹ′]", "'", text)
    text = re.sub(r"\s*[‐‑‒–—−-]\s*", "-", text)
    return text


def fold(text: str) -> str:
    """Return match_key(text) with letters reduced to a–z and punctuation to spaces: ä→a, å→a, č→c, đ→d."""
    decomposed = unicodedata.normalize("NFKD", match_key(text)).casefold()
    letters = "".join(_NOT_DECOMPOSED.get(ch, ch) for ch in decomposed if not unicodedata.combining(ch))
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace("'", "")).split())


@lru_cache(maxsize=8192)  # the same few thousand names are sorted for page after page
def ordering_key(text: str) -> str:
    """Return an ASCII key that sorts as a Finnish or Swedish reader expects: … x y z å ä ö."""
    return "".join(map(_ordering_letter, match_key(text)))


@lru_cache(maxsize=256)
def _ordering_letter(ch: str) -> str:
    return _LAST_LETTERS.get(ch) or fold(ch) or "0"
