"""What a query string holds beside what a page takes: nothing that a reader asked for is left out in silence."""

import re
from collections.abc import Container, Iterable
from urllib.parse import quote

from django.http import QueryDict

from text.normalise import clean

MAX_LENGTH = 60  # characters of what was not understood
# Added by mail services, social media and analytics to links that people share: nobody asks for anything by these.
_TRACKING = re.compile(r"(utm|mtm|pk|mc|hsa|oly)_\w*|_\w*|\w*clid|msclkid|[gw]braid|igsh|igshid|li_fat_id|ref")


def unknown_parameters(querydict: QueryDict, known: Container[str]) -> list[tuple[str, str]]:
    """Return (name, value) of each parameter that is not among the `known` ones, made printable()."""
    names = [name for name in querydict if name not in known and not _TRACKING.fullmatch(name)]
    pairs = [(printable(name), printable(querydict.get(name, ""))) for name in names]
    return [pair for pair in pairs if any(pair)]


def repeated_parameters(querydict: QueryDict, names: Iterable[str]) -> list[str]:
    """Return which of the names, each of which can have one value only, have several; the last one counts."""
    return [name for name in names if len(querydict.getlist(name)) > 1]


def printable(text: str) -> str:
    """Return a text of any content, safe to show: short, and percent-encoded if nothing in it can be read."""
    return clean(text[: 10 * MAX_LENGTH])[:MAX_LENGTH] or quote(text.strip()[: MAX_LENGTH // 3], errors="replace")
