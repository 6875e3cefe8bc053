"""The states of an enquiry and of each of its recipients, and the moves between them.

The tables are the one place that says which move is allowed; `transitions.moves.move` is the one way to make it. The
database refuses the others too: see transitions.triggers and the migration that uses it.
"""

from collections.abc import Iterable

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
    """How an enquiry ended."""

    PARTNERSHIP = "partnership", _("partnership begun")
    ADVICE = "advice", _("advice given")
    REFERRED = "referred", _("referred to somebody else")
    NO_NEED = "no_need", _("no longer needed")
    NO_ANSWER = "no_answer", _("no answer came")


# A group may see and answer in the portal before its mail has left, and though its mail failed. Every state but ERASED
# can be erased: the sender may ask for it at any time.
_HANDLED = {CaseState.SEEN, CaseState.ANSWERED, CaseState.CLOSED}
CASE_MOVES: dict[CaseState, set[CaseState]] = {
    CaseState.RECEIVED: {CaseState.DELIVERED, CaseState.FAILED, *_HANDLED, CaseState.ERASED},
    CaseState.HELD: {CaseState.RELEASED, CaseState.ERASED},
    CaseState.RELEASED: {CaseState.DELIVERED, CaseState.FAILED, *_HANDLED, CaseState.ERASED},
    # On its way again when somebody has corrected an address and retries.
    CaseState.FAILED: {CaseState.RECEIVED, CaseState.RELEASED, *_HANDLED, CaseState.ERASED},
    # A mail server may take a mail and send it back later.
    CaseState.DELIVERED: {CaseState.FAILED, *_HANDLED, CaseState.ERASED},
    CaseState.SEEN: {CaseState.ANSWERED, CaseState.CLOSED, CaseState.ERASED},
    CaseState.ANSWERED: {CaseState.CLOSED, CaseState.ERASED},
    # Reopened when the sender or the group writes again.
    CaseState.CLOSED: {CaseState.SEEN, CaseState.ANSWERED, CaseState.ERASED},
    CaseState.ERASED: set(),
}
# A whole enquiry follows its recipients (see overall_state): one that is added late sets it back.
_DERIVED = set(CaseState) - {CaseState.HELD, CaseState.ERASED}
ENQUIRY_MOVES: dict[CaseState, set[CaseState]] = {
    CaseState.HELD: CASE_MOVES[CaseState.HELD],
    **{state: _DERIVED - {state} | {CaseState.ERASED} for state in _DERIVED},
    CaseState.ERASED: set(),
}


def overall_state(states: Iterable[str], pending: CaseState) -> CaseState:
    """Return the state of a whole enquiry, given those of its recipients (not empty).

    The sender sees one case: it is answered when one recipient has answered, and seen when one has looked. Before
    that, one failure makes the whole failed, since somebody must look at it, and the whole is delivered only when every
    mail is. It is held when one is held, closed or erased when all recipients are.

    pending: the state of an enquiry whose mails are on their way, RECEIVED or RELEASED.
    """
    existing = {CaseState(state) for state in states}
    if CaseState.HELD in existing:
        return CaseState.HELD
    open_states = existing - {CaseState.CLOSED, CaseState.ERASED}
    if not open_states:
        return CaseState.CLOSED if CaseState.CLOSED in existing else CaseState.ERASED
    for state in (CaseState.ANSWERED, CaseState.SEEN, CaseState.FAILED):
        if state in open_states:
            return state
    return CaseState.DELIVERED if open_states == {CaseState.DELIVERED} else pending
