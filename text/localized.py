"""Texts that have a column per language: the reader's own if there is one, else the first that exists, and which."""

from django.conf import settings
from django.utils.translation import get_language

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)  # of the pages and of every translated column


def reading_order(language):
    """Return the languages in which a reader of `language` is shown a text, her own first."""
    orders = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    return orders.get(language) or orders["default"]


def localized(obj, field, language=None):
    """Return (text, language of the text) of a translated field; ("", the reader's language) when nobody wrote it.

    obj: an object with the attributes field_fi, field_sv, field_en; language: default the active one.
    """
    language = language or get_language()
    for candidate in reading_order(language):
        text = getattr(obj, f"{field}_{candidate}")
        if text:
            return text, candidate
    return "", language
