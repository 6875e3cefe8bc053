"""Showing texts of the database in the reader's language, and saying so when they are in another one."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext_lazy

from text.localized import localized

register = template.Library()

IN_LANGUAGE = {
    "fi": pgettext_lazy("language of a text", "in Finnish"),
    "sv": pgettext_lazy("language of a text", "in Swedish"),
    "en": pgettext_lazy("language of a text", "in English"),
}


@register.filter
def text(obj, field):
    """Return a translated field: plain in the reader's language, else marked as `marked` does."""
    return marked(*localized(obj, field))


@register.simple_tag
def marked(value, language):
    """Return a text: plain in the reader's language, else marked with its language and a short note.

    language: a code of IN_LANGUAGE; of any other nothing is said.
    """
    if not value or language == get_language() or language not in IN_LANGUAGE:
        return value
    return format_html(
        '<span lang="{}">{}</span> <small class="inlang">({})</small>', language, value, IN_LANGUAGE[language]
    )


@register.filter
def lines(obj, field):
    """Return the lines of a translated field as a list of (line, language)."""
    value, language = localized(obj, field)
    return [(line, language) for line in value.splitlines() if line.strip()]


@register.filter
def lang_note(language):
    """Return "in Finnish" for a language that is not the reader's, "" for her own."""
    return "" if language == get_language() else IN_LANGUAGE.get(language, "")
