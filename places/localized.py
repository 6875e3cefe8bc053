"""Texts that have a column per language: the reader's own if there is one, else the first that exists, and which."""

from django.conf import settings
from django.utils.translation import get_language

_ORDER = {language: settings.MODELTRANSLATION_FALLBACK_LANGUAGES.get(language) for language, _name in settings.LANGUAGES}


def reading_order(language):
    """Return the languages in which a reader of `language` is shown a text, her own first."""
    return _ORDER.get(language) or settings.MODELTRANSLATION_FALLBACK_LANGUAGES["default"]


def localized(obj, field, language=None):
    """Return (text, language of the text) of a translated field; ("", the reader's language) when nobody wrote it.

    obj: a model instance or a dict with the columns field_fi, field_sv, field_en; language: default the active one.
    """
    language = language or get_language()
    read = obj.get if isinstance(obj, dict) else lambda name: getattr(obj, name)
    for candidate in reading_order(language):
        text = read(f"{field}_{candidate}")
        if text:
            return text, candidate
    return "", language
