"""The steps that actions consist of. Each runs inside the transaction of an action, after a lock."""

from django.contrib.auth.models import User
from django.utils import timezone

from enquiries.models import Enquiry, EnquiryRecipient, Event, Message
from enquiries.states import CASE_MOVES, ENQUIRY_MOVES, CaseState, Outcome, overall_state
from transitions.moves import IllegalMove, may_move, move

# The outcome of an enquiry whose groups have closed it with different ones: the first of these.
_OUTCOMES_BEST_FIRST = [Outcome.PARTNERSHIP, Outcome.ADVICE, Outcome.REFERRED, Outcome.NO_NEED, Outcome.NO_ANSWER]


def lock_enquiry(enquiry: Enquiry) -> Enquiry:
    """Lock an enquiry until the end of the transaction and refresh its state; return it."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    for field in ("state", "outcome", "closed_at", "reminded_at", "confirmed_at", "held_because"):
        setattr(enquiry, field, getattr(fresh, field))
    return enquiry


def lock_case(recipient: EnquiryRecipient) -> Enquiry:
    """Lock the enquiry of a recipient and refresh the state of both; return the enquiry."""
    enquiry = lock_enquiry(recipient.enquiry)
    recipient.refresh_from_db(fields=["state", "outcome", "answered_at", "seen_at", "closed_at", "is_lead"])
    return enquiry


def refuse_erased(enquiry: Enquiry) -> None:
    """Raise IllegalMove for an erased enquiry."""
    if enquiry.state == CaseState.ERASED:
        raise IllegalMove(f"enquiry {enquiry.pk}: nothing is added to what is erased")


def message_with_origin(enquiry: Enquiry, origin: str) -> Message | None:
    """Return the message that came with this form or mail before; called under the lock: a double click waits."""
    return enquiry.messages.filter(origin=origin).first() if origin else None


def recipients_of(enquiry: Enquiry) -> list[EnquiryRecipient]:
    """Return the recipients of an enquiry with what their mails need."""
    return list(enquiry.recipients.select_related("group__office"))


def log_event(recipient: EnquiryRecipient, what: Event.What, who: User | None = None) -> None:
    """Write an event of one recipient. who: None for the sender or the portal."""
    Event.objects.create(enquiry=recipient.enquiry, recipient=recipient, what=what, who=who)


def pending_state(enquiry: Enquiry) -> CaseState:
    """Return the state of a recipient whose mail is on its way."""
    return CaseState.RELEASED if enquiry.held_because else CaseState.RECEIVED


def sync_state(enquiry: Enquiry) -> None:
    """Bring an enquiry to the state that follows from its recipients."""
    rows = list(enquiry.recipients.values_list("state", "outcome"))
    new_state = overall_state([state for state, _outcome in rows], pending_state(enquiry))
    if not may_move(ENQUIRY_MOVES, enquiry.state, new_state):
        return
    is_closed = new_state == CaseState.CLOSED
    outcomes = {outcome for _state, outcome in rows}
    move(
        enquiry,
        new_state,
        ENQUIRY_MOVES,
        closed_at=timezone.now() if is_closed else None,
        outcome=next((outcome for outcome in _OUTCOMES_BEST_FIRST if outcome in outcomes), "") if is_closed else "",
    )


def close_recipient(recipient: EnquiryRecipient, outcome: str, who: User | None) -> None:
    """Close one recipient's part. Raises IllegalMove when it is closed already."""
    move(recipient, CaseState.CLOSED, CASE_MOVES, closed_at=timezone.now(), outcome=outcome)
    log_event(recipient, Event.What.CLOSED, who)


def reopen(recipient: EnquiryRecipient) -> None:
    """Open the closed part of a recipient again."""
    move(recipient, CaseState.SEEN, CASE_MOVES, closed_at=None, outcome="")
    log_event(recipient, Event.What.REOPENED)
