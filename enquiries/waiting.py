"""Which recipients wait for an answer, and which of them have waited for too long."""

from datetime import timedelta

from .cases import OPEN
from .models import EnquiryRecipient
from .promises import ANSWER_DAYS
from .states import CaseState
from .workdays import add_working_days

# The group has not looked yet.
UNREAD = [CaseState.RECEIVED, CaseState.RELEASED, CaseState.DELIVERED, CaseState.FAILED]


def unanswered():
    """Return the EnquiryRecipients that have not answered yet. Held ones wait for a person, not for their group."""
    waiting = [state for state in OPEN if state != CaseState.HELD]
    return EnquiryRecipient.objects.filter(state__in=waiting, answered_at=None)


def counted_before(today, working_days=ANSWER_DAYS):
    """Return the latest date from which the working days were over before today.

    A recipient whose `sent_on` is that date or earlier and that has not answered is overdue.
    """
    day = today
    while add_working_days(day, working_days) >= today:
        day -= timedelta(days=1)
    return day


def is_overdue(recipient, today):
    """Return whether a recipient has let the promised day pass without an answer."""
    waits = recipient.answered_at is None and recipient.state in OPEN and recipient.sent_on
    return bool(waits and add_working_days(recipient.sent_on, ANSWER_DAYS) < today)
