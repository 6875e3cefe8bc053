"""Keep the keys of private pages out of the logs: Django logs the path of a page that it refuses, runserver of any."""

import logging
import re

# Of a status page after a slash; after a colon the signature of a receipt or of a link to choose a password.
_KEY = re.compile(r"(?<=[/:])[-\w]{43}(?=/|$|\s)", re.ASCII)


def without_keys(text):
    """Return text with each key in it replaced, so that no address in it opens a private page."""
    return _KEY.sub("…", text)


class HideKeysFilter(logging.Filter):
    """Replaces each key in the text of a record; for the handlers in settings.LOGGING."""

    def filter(self, record):
        text = record.getMessage()
        hidden = without_keys(text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True
