"""The status of an enquiry in words for its sender."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .models import Enquiry, EnquiryRecipient, Message
from .sla.deadlines import answer_due_shown_to_sender
from .sla.pending import is_awaiting_answer, lead_of
from .states import OPEN, CaseState, Outcome

_ON_ITS_WAY = _("Your message is on its way.")
# That an enquiry is held as suspected spam is not said: a spammer would only learn how to get through.
STATE_TEXTS = {
    CaseState.RECEIVED: _ON_ITS_WAY,
    CaseState.HELD: _ON_ITS_WAY,
    CaseState.RELEASED: _ON_ITS_WAY,
    CaseState.DELIVERED: _("Your message has been delivered."),
    CaseState.FAILED: _("The mail could not be delivered. The coordinator of the Leader network has been told."),
    CaseState.SEEN: _("Your message has been read."),
    CaseState.ANSWERED: _("You have been answered."),
    CaseState.CLOSED: _("The matter is closed."),
    CaseState.ERASED: _("Erased."),
}
_LED = _("%(lead)s takes the lead and answers for all.")
# The outcomes that a sender may choose. That an enquiry was referred to somebody else only a group says.
SENDER_OUTCOMES = {
    Outcome.PARTNERSHIP: _("We have begun to work together"),
    Outcome.ADVICE: _("I got the advice or the contact I needed"),
    Outcome.NO_NEED: _("I do not need an answer any more"),
    Outcome.NO_ANSWER: _("I got no answer"),
}
OUTCOME_TEXTS = {
    Outcome.PARTNERSHIP: _("Cooperation has begun."),
    Outcome.ADVICE: _("You have got advice."),
    Outcome.REFERRED: _("Passed on to somebody who can help."),
    Outcome.NO_NEED: _("There is no need for an answer any more."),
    Outcome.NO_ANSWER: _("No answer came."),
}


@dataclass(frozen=True)
class StatusText:
    """The status of one recipient."""

    recipient: EnquiryRecipient
    state: str  # a sentence
    outcome: str = ""  # a sentence, "" while the case is open
    answer_due_on: date | None = None  # None when no answer is awaited from the recipient
    is_overdue: bool = False


def status_text_of(recipient: EnquiryRecipient, recipients: Collection[EnquiryRecipient], today: date) -> StatusText:
    """Return the status of a recipient. recipients: all those of the enquiry."""
    is_awaiting = is_awaiting_answer(recipient, recipients) or recipient.state == CaseState.HELD
    due_on = answer_due_shown_to_sender(recipient) if is_awaiting else None
    return StatusText(
        recipient,
        state=_state_text(recipient, lead_of(recipients)),
        outcome=str(OUTCOME_TEXTS[Outcome(recipient.outcome)]) if recipient.outcome else "",
        answer_due_on=due_on,
        is_overdue=bool(due_on and due_on < today),
    )


def _state_text(recipient: EnquiryRecipient, lead: EnquiryRecipient | None) -> str:
    has_not_answered = recipient.answered_at is None and recipient.state in OPEN
    if has_not_answered and lead not in (None, recipient):
        return _LED % {"lead": lead}
    return str(STATE_TEXTS[CaseState(recipient.state)])


def conversation(enquiry: Enquiry) -> list[Message]:
    """Return the messages after the first text, oldest first; never the groups' internal notes."""
    messages = enquiry.messages.exclude(author=Message.Author.NOTE)
    return list(messages.select_related("recipient__group"))
