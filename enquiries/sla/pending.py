"""Who owes the sender an answer, and since when: the one place that says so, in SQL and in Python."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from enquiries.models import EnquiryRecipient
from enquiries.states import OPEN, CaseState, Outcome

from .deadlines import ANSWER_DAYS, promised_on
from .workdays import add_working_days

# The mail has not reached the group.
NOT_REACHED = [CaseState.RECEIVED, CaseState.RELEASED, CaseState.FAILED]
# The group has not looked yet.
UNREAD = [*NOT_REACHED, CaseState.DELIVERED]
# Held ones wait for a person, not for their group.
_WAITING = [state for state in OPEN if state != CaseState.HELD]
# A lead that closes so leaves the answer to the others; otherwise it goes on speaking for all.
_LEFT_TO_OTHERS = [Outcome.REFERRED, Outcome.NO_ANSWER]


def answers_for_all(recipient):
    """Return whether a recipient has taken the lead and not given it up: the others need not answer."""
    return recipient.is_lead and recipient.outcome not in _LEFT_TO_OTHERS


def lead_of(everybody):
    """Return the one of a case's EnquiryRecipients that answers for all, None where each answers for itself."""
    return next(filter(answers_for_all, everybody), None)


def is_led():
    """Return the condition for EnquiryRecipients that another one of their case answers for."""
    leads = EnquiryRecipient.objects.filter(is_lead=True).exclude(outcome__in=_LEFT_TO_OTHERS)
    return Exists(leads.filter(enquiry=OuterRef("enquiry")).exclude(pk=OuterRef("pk")))


def owing():
    """Return the EnquiryRecipients that owe an answer: owes_answer() as SQL."""
    return EnquiryRecipient.objects.filter(~is_led(), state__in=_WAITING, answered_at=None)


def owes_answer(recipient, everybody):
    """Return whether a recipient owes an answer: it has none yet, and nobody else answers for all.

    everybody: the EnquiryRecipients of the case, as it stands now.
    """
    waits = recipient.state in _WAITING and recipient.answered_at is None
    return waits and lead_of(everybody) in (None, recipient)


def may_be_reminded(recipient, everybody):
    """Return whether the sender may remind a recipient: it has got the enquiry and owes an answer."""
    return recipient.state not in NOT_REACHED and owes_answer(recipient, everybody)


def due_on(recipient, everybody):
    """Return the date by which a recipient that owes an answer has promised it, None for one that owes none."""
    return promised_on(recipient) if owes_answer(recipient, everybody) else None


def counted_before(today, working_days=ANSWER_DAYS):
    """Return the latest date from which the working days were over before today.

    A recipient whose `sent_on` is that date or earlier and that owes an answer is overdue.
    """
    day = today
    while add_working_days(day, working_days) >= today:
        day -= timedelta(days=1)
    return day
