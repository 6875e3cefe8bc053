"""One deed on many rows: one that fails does not hold up the others."""

import logging

from django.db import DatabaseError

logger = logging.getLogger(__name__)


def run_safely(deed, row, *args):
    """Return whether a deed on a row was done; a failure is logged and counts as not done.

    A deed returns False when there was nothing to do. Raises DatabaseError: with the database gone no row does better.
    """
    try:
        return deed(row, *args) is not False
    except DatabaseError:
        raise
    except Exception as error:
        # The traceback may quote what a sender wrote: only the type is logged.
        logger.error("%s %s: %s failed: %s", row._meta.model_name, row.pk, deed.__name__, type(error).__name__)
        return False
