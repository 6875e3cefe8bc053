"""Texts that have a column per language: the reader's own if there is one, else the first that exists, and which."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)  # of the pages and of every translated column


class LocalizedText(NamedTuple):
    """A text and the language it is written in."""

    text: str
    language: str


def reading_order(language: str) -> Sequence[str]:
    """Return the languages in which a reader of `language` is offered a text, their own first."""
    orders = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    return orders.get(language) or orders["default"]


def localized(obj: Any, field: str, language: str | None = None) -> LocalizedText:
    """Return a translated field in the best language for a reader; ("", the reader's language) when it is empty.

    obj: an object with the attributes field_fi, field_sv, field_en; language: default the active one.
    """
    language = language or get_language()
    for candidate in reading_order(language):
        text = getattr(obj, f"{field}_{candidate}")
        if text:
            return LocalizedText(text, candidate)
    return LocalizedText("", language)
