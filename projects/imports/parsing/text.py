"""Text of cells made readable, and signs that its letters were damaged on the way."""

import html
import re
from functools import lru_cache

from .vocabulary import is_blank

# What makes a cell need more than its white space collapsed.
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff<&]"
)
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
_PARAGRAPH = re.compile(r"<(?:/p|/div|/h[1-6]|/ul|/ol)\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|li|p)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_BETWEEN_PARAGRAPHS = re.compile(r"\n{3,}")

# UTF-8 once read as cp1252 or latin-1, and escapes that were never undone.
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf„…–€¤¶¥]|â(?:‚¬|€[\u0080-\u00ff“”˜™œ“”])|Â[\u00a0-\u00bf]|\\u00[0-9a-fA-F]{2}")
_LOST_SIGN = re.compile(r"¿")  # quotes and dashes that went through a one-byte code page
_DAMAGED = re.compile("[\x00\x80-\x9f\ufffd\ud800-\udfff¿]|" + _MOJIBAKE.pattern)
_MAY_BE_DAMAGED = re.compile(
    "[\x00\x80-\x9f\ufffd\ud800-\udfff¿ÃÂâ\\\\]"
)  # one set of signs: much the quicker to look for

_CONTACT = re.compile(
    r"\b(?:yhteyshenkilö(?:t|nä|inä)?|yhteystiedot|lisätie(?:toja|dot)(?: antaa)?|kontaktperson(?:er)?|kontaktuppgifter"
    r"|(?:mer|ytterligare) information|contact(?: person| details)?|further information)\s*:[^\n]*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|\[at\])[\w-]{1,64}(?:\.[\w-]{1,64})+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\b(?:p|puh|gsm|tel|tfn|phone)\b[.:]?\s*)?(?<![\w.,-])(?:\+358[\s-]?|0)[1-9]\d?[\s-]?\d{3,4}[\s-]?\d{2,4}\b(?!-)",
    re.IGNORECASE,
)
# No Finnish municipality, region or Leader group has one of these within its own name, apart from the slash.
_BETWEEN_NAMES = re.compile(r"[\n\r,;|]|\s/\s|\s(?:ja|sekä|och|samt|and|&)\s", re.IGNORECASE)
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_BUSINESS_ID = re.compile(r"\b\d{7}-\d\b")


def clean_line(cell: str) -> str:
    """Return a cell as one line: no tags, entities, soft hyphens or invisible characters, single spaces."""
    return " ".join((_plain(cell) if _ODD.search(cell) else cell).split())


def clean_text(cell: str) -> str:
    """Return a cell of several lines cleaned as clean_line does; line breaks and one blank line between paragraphs."""
    text = _plain(cell) if _ODD.search(cell) else cell
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return _BETWEEN_PARAGRAPHS.sub("\n\n", "\n".join(lines)).strip()


@lru_cache(maxsize=8192)
def split_names(cell: str) -> tuple[str, ...]:
    """Return the names in a cell, cleaned, each once, in order: "Parainen,⏎Kemiönsaari" holds two."""
    parts = (clean_line(part).strip(" .") for part in _BETWEEN_NAMES.split(_HTML_BREAK.sub("\n", cell)))
    return tuple(dict.fromkeys(part for part in parts if not is_blank(part)))


def is_damaged(text: str) -> bool:
    """Return whether a text has any sign that damage_in() distinguishes; quick, for whole rows."""
    return bool(_MAY_BE_DAMAGED.search(text) and _DAMAGED.search(text))


def damage_in(text: str) -> set[str]:
    """Return the kinds of damage in a text, a subset of {"nul", "undecoded", "undefined", "mojibake", "lost sign"}.

    undecoded: bytes that are not of the file's encoding. undefined: bytes that cp1252 gives no letter.
    lost sign: "¿" where a quote or a dash was, as the project register itself has it.
    """
    kinds = {
        "nul": "\x00" in text,
        "undecoded": bool(re.search("[\ufffd\ud800-\udfff]", text)),
        "undefined": bool(re.search("[\x80-\x9f]", text)),
        "mojibake": bool(_MOJIBAKE.search(text)),
        "lost sign": bool(_LOST_SIGN.search(text)),
    }
    return {kind for kind, is_there in kinds.items() if is_there}


def storable(text: str) -> str:
    """Return a text that a database takes: what it cannot hold (NUL, undecoded bytes) becomes U+FFFD."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def looks_like_contact(cell: str) -> bool:
    """Return whether a cell holds an e-mail address or a Finnish phone number."""
    return bool(_EMAIL.search(cell) or (_PHONE.search(cell) and not _BUSINESS_ID.search(cell)))


@lru_cache(maxsize=16)  # a row asks for its raw and for its read cell, mostly the same
def without_contacts(text: str) -> str:
    """Return a text without what names contact persons: labelled lines, e-mail addresses, phone numbers."""
    # Each look only where its sign is: summaries are long and mostly without any.
    if ":" in text:
        text = _CONTACT.sub("", text)
    if "@" in text or "at)" in text or "at]" in text:
        text = _EMAIL.sub("", text)
    if "0" in text:
        text = _PHONE.sub(lambda match: match[0] if _BUSINESS_ID.search(match[0]) else "", text)
    return text.strip()


def _plain(text: str) -> str:
    text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", text)) if "<" in text else text
    text = html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
    return _INVISIBLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n\n"))
