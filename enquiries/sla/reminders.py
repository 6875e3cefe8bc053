"""Timed mails: groups are reminded, the coordinator learns of silent groups, senders are asked for the outcome.

Days are those of Finland. Everything may run twice on a day, in two processes, or not at all on some days: what is due
follows from the rows, only the latest of what is due is sent, and what was sent is saved in the same transaction.
"""

from datetime import date, datetime
from enum import IntEnum
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from enquiries import emails
from enquiries.batch import run_safely
from enquiries.models import Enquiry, EnquiryMail, EnquiryRecipient, Event
from enquiries.states import OPEN, CaseState
from outbox.models import OutboxMail
from outbox.states import MailState

from .deadlines import COORDINATOR_DAYS, FIRST_REMINDER_DAYS, FOLLOW_UPS_AFTER, SECOND_REMINDER_DAYS
from .pending import NOT_REACHED, awaiting_answer
from .workdays import add_working_days

_TO_SENDER = [EnquiryMail.Kind.RECEIPT, EnquiryMail.Kind.ANSWER, EnquiryMail.Kind.FOLLOW_UP]


class ReminderStep(IntEnum):
    """How far the reminding of a recipient has gone: the values of EnquiryRecipient.reminders."""

    NONE = 0
    FIRST_TO_GROUP = 1
    SECOND_TO_GROUP = 2
    TO_COORDINATOR = 3


class ReminderCounts(NamedTuple):
    """How many reminders went to groups, and how many cases the coordinator was written about."""

    groups: int
    coordinator: int


def remind_groups(today: date) -> ReminderCounts:
    """Remind the groups that an answer is awaited from, and write to the coordinator about the long silent ones."""
    steps = []
    for silent in _silent_recipients(today):
        step = _step_due(silent, today)
        if step > silent.recipient.reminders and run_safely(_remind, silent.recipient, step):
            steps.append(step)
    to_coordinator = steps.count(ReminderStep.TO_COORDINATOR)
    return ReminderCounts(groups=len(steps) - to_coordinator, coordinator=to_coordinator)


class _SilentRecipient(NamedTuple):
    """A recipient that an answer is awaited from."""

    recipient: EnquiryRecipient
    sent_on: date  # the mail to the group was written
    reached_at: datetime | None  # it left


def _silent_recipients(today: date) -> list[_SilentRecipient]:
    to_group = OutboxMail.objects.filter(
        enquiry_mail__recipient=OuterRef("pk"), kind=EnquiryMail.Kind.TO_GROUP, state=MailState.SENT
    ).order_by("-sent_at")
    silent = awaiting_answer().filter(reminders__lt=ReminderStep.TO_COORDINATOR, sent_on__lt=today)
    silent = silent.annotate(reached_at=Subquery(to_group.values("sent_at")[:1]))
    return [
        _SilentRecipient(recipient, recipient.sent_on, recipient.reached_at)
        for recipient in silent.select_related("enquiry", "group__office")
        if recipient.sent_on
    ]


def _step_due(silent: _SilentRecipient, today: date) -> ReminderStep:
    """Return how far the reminding of a recipient should have gone by today."""
    if add_working_days(silent.sent_on, COORDINATOR_DAYS) <= today:
        return ReminderStep.TO_COORDINATOR
    if silent.recipient.state in NOT_REACHED:
        # What fails to bring the enquiry would not bring a reminder. The coordinator learns of it at once from the
        # mail that failed, and again after 15 days.
        return ReminderStep.NONE
    reached_at = silent.reached_at or silent.recipient.enquiry.created_at
    reached_on = max(silent.sent_on, timezone.localdate(reached_at))
    if add_working_days(reached_on, SECOND_REMINDER_DAYS) <= today:
        return ReminderStep.SECOND_TO_GROUP
    if add_working_days(reached_on, FIRST_REMINDER_DAYS) <= today:
        return ReminderStep.FIRST_TO_GROUP
    return ReminderStep.NONE


@transaction.atomic
def _remind(recipient: EnquiryRecipient, step: ReminderStep) -> bool:
    """Write the mail of a step; return False, having done nothing, when another process or an answer came first."""
    unchanged = awaiting_answer().filter(pk=recipient.pk, state=recipient.state, reminders=recipient.reminders)
    if not unchanged.update(reminders=step):
        return False
    is_last = step == ReminderStep.TO_COORDINATOR
    emails.queue(emails.overdue(recipient) if is_last else emails.reminder(recipient))
    what = Event.What.OVERDUE if is_last else Event.What.REMINDED
    Event.objects.create(enquiry=recipient.enquiry, recipient=recipient, what=what)
    return True


def ask_senders(today: date) -> int:
    """Ask the senders of open enquiries after 2 and 4 weeks for the outcome; return how many were asked."""
    open_enquiries = Enquiry.objects.filter(state__in=OPEN).exclude(state=CaseState.HELD)
    open_enquiries = open_enquiries.annotate(
        begun_on=Min("recipients__sent_on"),
        asked_at=Max("events__when", filter=Q(events__what=Event.What.SENDER_ASKED)),
    ).filter(begun_on__lte=today - FOLLOW_UPS_AFTER[0])
    return sum(
        run_safely(_ask, enquiry, enquiry.asked_at)
        for enquiry in open_enquiries
        if _is_follow_up_due(enquiry.begun_on, enquiry.asked_at, today)
    )


def _is_follow_up_due(begun_on: date, asked_at: datetime | None, today: date) -> bool:
    due_on = max(day for after in FOLLOW_UPS_AFTER if (day := begun_on + after) <= today)
    return asked_at is None or timezone.localdate(asked_at) < due_on


@transaction.atomic
def _ask(enquiry: Enquiry, asked_at: datetime | None) -> bool:
    """Write the question; return False, having done nothing, when it was asked meanwhile or cannot reach the sender.

    asked_at: when the sender was last asked, as far as the caller knows.
    """
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    last_asked_at = fresh.events.filter(what=Event.What.SENDER_ASKED).aggregate(at=Max("when"))["at"]
    if fresh.state not in OPEN or last_asked_at != asked_at:
        return False
    last_mail = fresh.mails.filter(kind__in=_TO_SENDER).order_by("created_at", "pk").last()
    if last_mail and last_mail.state != MailState.SENT:
        return False  # the sender's address fails, or the last mail is still queued: one more would not arrive either
    emails.queue(emails.follow_up(fresh))
    Event.objects.create(enquiry=fresh, what=Event.What.SENDER_ASKED)
    return True
