"""Text as XML can hold it."""

import re

# XML 1.0 has no way to write these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text):
    """Return a text without the signs that no XML document may hold."""
    return _UNWRITABLE.sub("", text)
