"""One action on many rows: a row that fails does not hold up the others."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.db.models import Model

logger = logging.getLogger(__name__)


def run_safely(action: Callable[..., object], row: Model, *args: object) -> bool:
    """Return whether an action on a row was done; a failure is logged and counts as not done.

    action: called with the row and args; returns False when there was nothing to do.
    Raises DatabaseError: with the database gone no row does better.
    """
    try:
        return action(row, *args) is not False
    except DatabaseError:
        raise
    except Exception as error:
        # The traceback may quote what a sender wrote: only the type is logged.
        logger.error("%s %s: %s failed: %s", row._meta.model_name, row.pk, action.__name__, type(error).__name__)
        return False
