"""Where an enquiry stands, in words for its sender."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .models import EnquiryRecipient, Message
from .sla.deadlines import promised_to_sender
from .sla.pending import lead_of, owes_answer
from .states import OPEN, CaseState, Outcome

_ON_ITS_WAY = _("Your message is on its way.")
# That an enquiry is held as suspected spam is not told: whoever sends spam would only learn how to pass.
WORDS = {
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
# What a sender may say came of it. That she was referred to somebody else only a group says.
OUTCOMES = {
    Outcome.PARTNERSHIP: _("We have begun to work together"),
    Outcome.ADVICE: _("I got the advice or the contact I needed"),
    Outcome.NO_NEED: _("I do not need an answer any more"),
    Outcome.NO_ANSWER: _("I got no answer"),
}
ENDS = {
    Outcome.PARTNERSHIP: _("Cooperation has begun."),
    Outcome.ADVICE: _("You have got advice."),
    Outcome.REFERRED: _("Passed on to somebody who can help."),
    Outcome.NO_NEED: _("There is no need for an answer any more."),
    Outcome.NO_ANSWER: _("No answer came."),
}


@dataclass(frozen=True)
class Standing:
    """How far one recipient has come. promised_on: None when it owes no answer."""

    recipient: EnquiryRecipient
    words: str
    end: str = ""
    promised_on: date | None = None
    is_late: bool = False


def standing_of(recipient, everybody, today):
    """Return the Standing of a recipient. everybody: the EnquiryRecipients of the case. today: date."""
    waits = owes_answer(recipient, everybody) or recipient.state == CaseState.HELD
    promised_on = promised_to_sender(recipient) if waits else None
    return Standing(
        recipient,
        words=_words(recipient, lead_of(everybody)),
        end=str(ENDS.get(recipient.outcome, "")),
        promised_on=promised_on,
        is_late=bool(promised_on and promised_on < today),
    )


def _words(recipient, lead):
    is_silent = recipient.answered_at is None and recipient.state in OPEN
    if is_silent and lead not in (None, recipient):
        return _LED % {"lead": lead}
    return str(WORDS[recipient.state])


def conversation(enquiry):
    """Return what was said after the first text, oldest first, as Messages; never the groups' internal notes."""
    said = enquiry.messages.exclude(author=Message.Author.NOTE)
    return list(said.select_related("recipient__group"))
