"""Keep the keys of private pages out of the logs.

Django logs the path of each request that it refuses, runserver that of every request; the path of a private page is its
key.
"""

import logging
import re

# After a slash the key of a status page; after a colon the signature of a receipt or of a link to set a password.
_KEY = re.compile(r"(?<=[/:])[-\w]{43}(?=/|$|\s)", re.ASCII)


def without_keys(text: str) -> str:
    """Return text with each key in it replaced, so that no address in it opens a private page."""
    return _KEY.sub("…", text)


class HideKeysFilter(logging.Filter):
    """Replaces each key in the text of a record; for the handlers in settings.LOGGING."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        hidden = without_keys(text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True
