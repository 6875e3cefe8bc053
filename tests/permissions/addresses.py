"""Every address that the URLconf knows, the administration's registry included, as one word: "en/groups/<slug>/"."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, get_resolver
from django.utils import translation

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")


def routes() -> Iterator[str]:
    """Yield each address in English, once: the other languages lead to the same pages by other words."""
    with translation.override("en"):
        found = list(_walk(get_resolver().url_patterns))
    yield from dict.fromkeys(found)


def _walk(patterns, before=""):
    for pattern in patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _walk(pattern.url_patterns, route)


def _plain(route):
    """Return a route without the signs of a regular expression; what varies as <name>."""
    named = _PLACE.sub(lambda found: f"<{found[1] or found[2]}>", route)
    return named.replace("\\", "").strip("^$")


def filled(route, values):
    """Return the path of a route, with its <names> replaced by values: {name: anything}."""
    return "/" + re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), route)
