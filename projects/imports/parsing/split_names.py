"""Several names in one cell, told apart."""

import re
from functools import lru_cache

from .text import clean_line
from .vocabulary import is_blank

# No Finnish municipality, region or Leader group has one of these within its own name, apart from the slash.
_BETWEEN = re.compile(r"[\n\r,;|]|\s/\s|\s(?:ja|sekä|och|samt|and|&)\s", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)
MOST = 60  # names in one cell; more is a text that got into the wrong column


@lru_cache(maxsize=8192)
def split_names(cell):
    """Return the names in a cell as a tuple, cleaned, each once, in order: "Parainen,⏎Kemiönsaari" holds two."""
    parts = (clean_line(part).strip(" .") for part in _BETWEEN.split(_BREAKS.sub("\n", cell)))
    return tuple(dict.fromkeys(part for part in parts if not is_blank(part)))
