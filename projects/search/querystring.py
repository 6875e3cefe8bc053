"""What a query string holds beside what a page takes: nothing that somebody asked for is left out in silence."""

import re
from urllib.parse import quote

from text.normalise import clean

SHOWN = 60  # characters of what was not understood
# Hung on by mail services, social media and counters to links that people share: nobody asks for anything by these.
_OF_OTHERS = re.compile(r"(utm|mtm|pk|mc|hsa|oly)_\w*|_\w*|\w*clid|msclkid|[gw]braid|igsh|igshid|li_fat_id|ref")


def unknown(querydict, taken):
    """Return (name, value) of each parameter that is not among `taken`, as shown() gives them."""
    strange = [name for name in querydict if name not in taken and not _OF_OTHERS.fullmatch(name)]
    pairs = [(shown(name), shown(querydict[name])) for name in strange]
    return [pair for pair in pairs if any(pair)]


def repeated(querydict, names):
    """Return which of the names, each of which can have one value only, have several; the last one counts."""
    return [name for name in names if len(querydict.getlist(name)) > 1]


def shown(text):
    """Return a text of any content as one may show it: short, and as it stands in an address if nothing can be read."""
    return clean(text[: 10 * SHOWN])[:SHOWN] or quote(text.strip()[: SHOWN // 3], errors="replace")
