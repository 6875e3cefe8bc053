"""The days that senders are promised: by when an answer comes, and when they may remind again."""

from django.utils import timezone

from .workdays import add_working_days

ANSWER_DAYS = 10  # working days; the day by which a group promises an answer
REMIND_DAYS = 5  # working days between two reminders that a sender asks for


def promised_on(recipient):
    """Return the date by which the recipient promises an answer, None before its mail was written."""
    return add_working_days(recipient.sent_on, ANSWER_DAYS) if recipient.sent_on else None


def promised_to_sender(recipient):
    """Return the promised date as the sender is told it: counted from the day she wrote as long as a person decides."""
    return promised_on(recipient) or add_working_days(timezone.localdate(recipient.enquiry.created_at), ANSWER_DAYS)


def may_remind_on(enquiry):
    """Return the first date on which the sender may remind again, None when she has not reminded yet."""
    if enquiry.reminded_at is None:
        return None
    return add_working_days(timezone.localdate(enquiry.reminded_at), REMIND_DAYS)
