"""Which recipients have not answered the sender yet, and since when: the one place that says so, in SQL and Python."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from enquiries.models import EnquiryRecipient
from enquiries.states import OPEN, CaseState, Outcome

from .deadlines import ANSWER_DAYS, answer_due_on
from .workdays import add_working_days

# The mail has not reached the group.
NOT_REACHED = [CaseState.RECEIVED, CaseState.RELEASED, CaseState.FAILED]
# The group has not looked yet.
UNREAD = [*NOT_REACHED, CaseState.DELIVERED]
# Suspected spam waits for the coordinator's decision, not for its group.
_PENDING = [state for state in OPEN if state != CaseState.HELD]
# A lead that closes with one of these leaves the answer to the others; otherwise it goes on answering for all.
_GIVES_UP_LEAD = [Outcome.REFERRED, Outcome.NO_ANSWER]


def answers_for_all(recipient: EnquiryRecipient) -> bool:
    """Return whether a recipient has taken the lead and not given it up: the others need not answer."""
    return recipient.is_lead and recipient.outcome not in _GIVES_UP_LEAD


def lead_of(recipients: Collection[EnquiryRecipient]) -> EnquiryRecipient | None:
    """Return the one of an enquiry's recipients that answers for all, None where each answers for itself."""
    return next(filter(answers_for_all, recipients), None)


def is_led_by_another() -> Exists:
    """Return the condition for EnquiryRecipients whose enquiry another recipient answers."""
    leads = EnquiryRecipient.objects.filter(is_lead=True).exclude(outcome__in=_GIVES_UP_LEAD)
    return Exists(leads.filter(enquiry=OuterRef("enquiry")).exclude(pk=OuterRef("pk")))


def awaiting_answer() -> QuerySet[EnquiryRecipient]:
    """Return the recipients that an answer is awaited from: is_awaiting_answer() as SQL."""
    return EnquiryRecipient.objects.filter(~is_led_by_another(), state__in=_PENDING, answered_at=None)


def is_awaiting_answer(recipient: EnquiryRecipient, recipients: Collection[EnquiryRecipient]) -> bool:
    """Return whether an answer is awaited from a recipient: it has given none, and nobody else answers for all.

    recipients: all those of the enquiry, as they are now.
    """
    is_pending = recipient.state in _PENDING and recipient.answered_at is None
    return is_pending and lead_of(recipients) in (None, recipient)


def can_be_reminded(recipient: EnquiryRecipient, recipients: Collection[EnquiryRecipient]) -> bool:
    """Return whether the sender may remind a recipient: its mail has arrived and an answer is awaited from it."""
    return recipient.state not in NOT_REACHED and is_awaiting_answer(recipient, recipients)


def open_deadline(recipient: EnquiryRecipient, recipients: Collection[EnquiryRecipient]) -> date | None:
    """Return the day by which a recipient has promised its answer, None when no answer is awaited from it."""
    return answer_due_on(recipient) if is_awaiting_answer(recipient, recipients) else None


def overdue_cutoff(today: date, working_days: int = ANSWER_DAYS) -> date:
    """Return the latest day from which the working days were over before today.

    A recipient that an answer is awaited from is overdue when its `sent_on` is that day or earlier.
    """
    day = today
    while add_working_days(day, working_days) >= today:
        day -= timedelta(days=1)
    return day
