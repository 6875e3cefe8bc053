"""The address of the page one is on in the other languages."""

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

register = template.Library()

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


@register.simple_tag(takes_context=True)
def alternates(context):
    """Return [(language, its own name, path with the query string, is it this one)] for the page being shown."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    query = f"?{request.META['QUERY_STRING']}" if request and request.META.get("QUERY_STRING") else ""
    rows = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            try:
                path = reverse(match.view_name, args=match.args, kwargs=match.captured_kwargs) + query
            except (AttributeError, NoReverseMatch):  # an error page: no page of its own
                path = reverse("front")
        rows.append((language, NAMES[language], path))
    return [(*row, row[0] == get_language()) for row in rows]


@register.simple_tag(takes_context=True)
def absolute(context, path):
    """Return the full address of a path on this host."""
    return context["request"].build_absolute_uri(path)
