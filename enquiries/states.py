"""The states of an enquiry and of each of its recipients, and the moves between them.

The tables are the one place that says which move is allowed; `transitions.moves.move` is the one way to make it. The
database refuses the others too: see transitions.triggers and the migration that uses it.
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
    SEEN = "seen", _("seen by the group")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    ERASED = "erased", _("erased")


OPEN = [state for state in CaseState if state not in (CaseState.CLOSED, CaseState.ERASED)]


class Outcome(models.TextChoices):
    """What came of a closed enquiry."""

    PARTNERSHIP = "partnership", _("partnership begun")
    ADVICE = "advice", _("advice given")
    REFERRED = "referred", _("referred to somebody else")
    NO_NEED = "no_need", _("no longer needed")
    NO_ANSWER = "no_answer", _("no answer came")


# A group may see and answer in the portal before its mail has left, and though its mail failed. Every state but ERASED
# can be erased: the sender may ask for it at any time.
_HANDLED = {CaseState.SEEN, CaseState.ANSWERED, CaseState.CLOSED}
CASE_MOVES = {
    CaseState.RECEIVED: {CaseState.DELIVERED, CaseState.FAILED, *_HANDLED, CaseState.ERASED},
    CaseState.HELD: {CaseState.RELEASED, CaseState.ERASED},
    CaseState.RELEASED: {CaseState.DELIVERED, CaseState.FAILED, *_HANDLED, CaseState.ERASED},
    # Back on its way when somebody has mended an address and tries again.
    CaseState.FAILED: {CaseState.RECEIVED, CaseState.RELEASED, *_HANDLED, CaseState.ERASED},
    # A mail server may take a mail and send it back later.
    CaseState.DELIVERED: {CaseState.FAILED, *_HANDLED, CaseState.ERASED},
    CaseState.SEEN: {CaseState.ANSWERED, CaseState.CLOSED, CaseState.ERASED},
    CaseState.ANSWERED: {CaseState.CLOSED, CaseState.ERASED},
    # Opened again when the sender or the group goes on.
    CaseState.CLOSED: {CaseState.SEEN, CaseState.ANSWERED, CaseState.ERASED},
    CaseState.ERASED: set(),
}
# A whole case follows its recipients (see overall): one that is brought in late sets it back.
_FOLLOWING = set(CaseState) - {CaseState.HELD, CaseState.ERASED}
ENQUIRY_MOVES = {
    CaseState.HELD: CASE_MOVES[CaseState.HELD],
    **{state: _FOLLOWING - {state} | {CaseState.ERASED} for state in _FOLLOWING},
    CaseState.ERASED: set(),
}


def overall(states, waiting):
    """Return the state of a whole enquiry, given those of its recipients (not empty).

    waiting: the state of an enquiry whose mails are on their way, RECEIVED or RELEASED.
    Held is held. One answer answers the case, one look has seen it: the sender sees one case. Until then one failure is
    a failure of the whole, since somebody must look; delivered is only what reached everybody. Closed and erased is a
    case when all its recipients are.
    """
    states = set(states)
    if CaseState.HELD in states:
        return CaseState.HELD
    open_states = states - {CaseState.CLOSED, CaseState.ERASED}
    if not open_states:
        return CaseState.CLOSED if CaseState.CLOSED in states else CaseState.ERASED
    for state in (CaseState.ANSWERED, CaseState.SEEN, CaseState.FAILED):
        if state in open_states:
            return state
    return CaseState.DELIVERED if open_states == {CaseState.DELIVERED} else waiting
