"""The states of an enquiry, of each of its recipients and of each mail, and the moves between them.

The tables are the one place that says which move is allowed; `move` is the one way to make it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    """Of an enquiry as a whole, and of each recipient on its own."""

    RECEIVED = "received", _("received, mail on its way")
    HELD = "held", _("held: looks like spam, a person decides")
    RELEASED = "released", _("released, mail on its way")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("could not be delivered")


CASE_MOVES = {
    CaseState.RECEIVED: {CaseState.DELIVERED, CaseState.FAILED},
    CaseState.HELD: {CaseState.RELEASED},
    CaseState.RELEASED: {CaseState.DELIVERED, CaseState.FAILED},
    # Back on its way when somebody has mended an address and tries again.
    CaseState.FAILED: {CaseState.RECEIVED, CaseState.RELEASED},
    CaseState.DELIVERED: set(),
}


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("given up")


MAIL_MOVES = {
    MailState.QUEUED: {MailState.SENT, MailState.FAILED},
    MailState.FAILED: {MailState.QUEUED},
    MailState.SENT: set(),
}


class IllegalMove(Exception):
    """The row is not, or no longer, in a state from which it may go where it was asked to go."""


def may_move(moves, old, new):
    """Return whether the table `moves` (CASE_MOVES or MAIL_MOVES) lets a row go from state `old` to `new`."""
    return new in moves.get(old, ())


def move(row, new, moves=CASE_MOVES, **columns):
    """Bring a saved row to the state `new` and set other columns with it, in one UPDATE.

    The condition stands in the UPDATE itself: of two processes that want the same move, one makes it.
    Raises IllegalMove when the table does not allow it from the state the row has in the database.
    """
    sources = [old for old in moves if may_move(moves, old, new)]
    if not type(row).objects.filter(pk=row.pk, state__in=sources).update(state=new, **columns):
        raise IllegalMove(f"{row._meta.verbose_name} {row.pk}: not from {row.state} to {new}")
    row.state = new
    for name, value in columns.items():
        setattr(row, name, value)


def overall(states, waiting):
    """Return the state of a whole enquiry, given those of its recipients (not empty).

    waiting: the state of an enquiry whose mails are on their way, RECEIVED or RELEASED.
    One failure is a failure of the whole: somebody must look. Delivered is only what reached everybody.
    """
    states = set(states)
    for state in (CaseState.HELD, CaseState.FAILED):
        if state in states:
            return state
    return CaseState.DELIVERED if states == {CaseState.DELIVERED} else waiting
