"""Every number of days that counts: promised to senders, until groups are reminded, until senders are asked."""

from datetime import date, timedelta

from django.utils import timezone

from enquiries.models import Enquiry, EnquiryRecipient

from .workdays import add_working_days

ANSWER_DAYS = 10  # working days; the day by which a group promises an answer
REMIND_DAYS = 5  # working days between two reminders that a sender asks for
FIRST_REMINDER_DAYS, SECOND_REMINDER_DAYS = 5, 10  # working days since the mail reached the group
COORDINATOR_DAYS = 15  # working days since the mail was written; the coordinator learns that no answer has come
FOLLOW_UPS_AFTER = [timedelta(weeks=2), timedelta(weeks=4)]  # since the mail was written; the sender is asked


def answer_due_on(recipient: EnquiryRecipient) -> date | None:
    """Return the day by which the recipient promises an answer, None before its mail was written."""
    return add_working_days(recipient.sent_on, ANSWER_DAYS) if recipient.sent_on else None


def answer_due_shown_to_sender(recipient: EnquiryRecipient) -> date:
    """Return the day by which the sender may expect an answer.

    While an enquiry is held as suspected spam it is counted from the day the sender wrote.
    """
    written_on = timezone.localdate(recipient.enquiry.created_at)
    return answer_due_on(recipient) or add_working_days(written_on, ANSWER_DAYS)


def reminder_allowed_on(enquiry: Enquiry) -> date | None:
    """Return the first day on which the sender may remind again, None when there was no reminder yet."""
    if enquiry.reminded_at is None:
        return None
    return add_working_days(timezone.localdate(enquiry.reminded_at), REMIND_DAYS)
