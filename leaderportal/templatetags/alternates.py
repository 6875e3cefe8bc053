"""The address of the current page in each language."""

from typing import NamedTuple

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

from text.localized import LANGUAGES

register = template.Library()

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


class Alternate(NamedTuple):
    """The page in one language. path: with the query string."""

    language: str
    name: str
    path: str
    is_current: bool


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[Alternate]:
    """Return the current page in each language; the front page for one that has no address of its own."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    query = f"?{request.META['QUERY_STRING']}" if request and request.META.get("QUERY_STRING") else ""
    current, pages = get_language(), []
    for language in LANGUAGES:
        with override(language):
            try:
                path = reverse(match.view_name, args=match.args, kwargs=match.captured_kwargs) + query
            except (AttributeError, NoReverseMatch):  # an error page
                path = reverse("front")
        pages.append(Alternate(language, NAMES[language], path, language == current))
    return pages


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """Return the full address of a path on this host."""
    return context["request"].build_absolute_uri(path)
