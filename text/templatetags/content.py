"""Texts of the database in the reader's language, with a note when they are in another one.

Filters, so that they can stand inside other tags, where an include cannot; an include also takes twice as long, and a
page has hundreds of texts.
"""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext_lazy

from text.localized import LocalizedText, localized

register = template.Library()

IN_LANGUAGE = {
    "fi": pgettext_lazy("language of a text", "in Finnish"),
    "sv": pgettext_lazy("language of a text", "in Swedish"),
    "en": pgettext_lazy("language of a text", "in English"),
}


@register.filter
def text(obj: Any, field: str) -> str:
    """Return a translated field: plain in the reader's language, else marked as `marked` does."""
    return marked(*localized(obj, field))


@register.simple_tag
def marked(value: str, language: str) -> str:
    """Return a text: plain in the reader's language, else marked with its language and a short note.

    language: a code of IN_LANGUAGE; any other is not named.
    """
    if not value or language == get_language() or language not in IN_LANGUAGE:
        return value
    return format_html(
        '<span lang="{}">{}</span> <small class="language-note">({})</small>', language, value, IN_LANGUAGE[language]
    )


@register.filter
def lines(obj: Any, field: str) -> list[LocalizedText]:
    """Return the lines of a translated field, each with its language."""
    value, language = localized(obj, field)
    return [LocalizedText(line, language) for line in value.splitlines() if line.strip()]


@register.filter
def lang_note(language: str) -> str | Promise:
    """Return "in Finnish" for a language that is not the reader's, "" for their own."""
    return "" if language == get_language() else IN_LANGUAGE.get(language, "")
