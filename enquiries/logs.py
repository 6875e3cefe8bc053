"""Keep the keys of private pages out of the logs: Django logs the path of a page that it refuses."""

import logging
import re

# Of a status page after a slash, of a receipt after its reference and a colon.
_KEY = re.compile(r"(?<=[/:])[-\w]{43}(?=/|$|\s)", re.ASCII)


class HidesKeys(logging.Filter):
    """Replaces each key in the text of a record; for the handlers in settings.LOGGING."""

    def filter(self, record):
        text = record.getMessage()
        hidden = _KEY.sub("…", text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True
