"""What the passing of days brings: groups are reminded, the coordinator is told, senders are asked.

Days are those of Finland. Everything may run twice on a day, in two processes, or not at all on some days: what is due
follows from the rows, only the latest of what is due is sent, and what was sent is written in the same transaction.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from enquiries import emails
from enquiries.batch import run_safely
from enquiries.models import Enquiry, Event, OutboxMail
from enquiries.states import OPEN, CaseState
from outbox.states import MailState

from .pending import NOT_REACHED, owing
from .workdays import add_working_days

# Working days since the group has the enquiry, and for the last one since the sender wrote: to whom is told that no
# answer has come. EnquiryRecipient.reminders counts how far this has gone.
GROUP_REMINDED_AFTER = [5, 10]
COORDINATOR_TOLD_AFTER = 15
SENDER_ASKED_AFTER = [timedelta(weeks=2), timedelta(weeks=4)]
TOLD_COORDINATOR = len(GROUP_REMINDED_AFTER) + 1
_TO_SENDER = [OutboxMail.Kind.RECEIPT, OutboxMail.Kind.ANSWER, OutboxMail.Kind.FOLLOW_UP]


def remind_groups(today):
    """Remind the groups that owe an answer, and tell the coordinator of the long silent; return (groups, told).

    today: date in Finland.
    """
    counts = [0, 0]
    for recipient in _silent(today):
        step = _step_due(recipient, today)
        if step > recipient.reminders and run_safely(_remind, recipient, step):
            counts[step == TOLD_COORDINATOR] += 1
    return tuple(counts)


def _silent(today):
    """Return the recipients that owe an answer, with `reached_at`: when the mail with the enquiry had left."""
    to_group = OutboxMail.objects.filter(
        recipient=OuterRef("pk"), kind=OutboxMail.Kind.TO_GROUP, state=MailState.SENT
    ).order_by("-sent_at")
    silent = owing().filter(reminders__lt=TOLD_COORDINATOR, sent_on__lt=today)
    silent = silent.annotate(reached_at=Subquery(to_group.values("sent_at")[:1]))
    return list(silent.select_related("enquiry", "group__office"))


def _step_due(recipient, today):
    """Return how far the reminding of a recipient should be: 0 nothing, 1 and 2 the group, 3 the coordinator."""
    if add_working_days(recipient.sent_on, COORDINATOR_TOLD_AFTER) <= today:
        return TOLD_COORDINATOR
    if recipient.state in NOT_REACHED:
        # What fails to bring the enquiry would not bring a reminder. The coordinator learns of it at once from the
        # mail that failed, and again after 15 days.
        return 0
    reached_on = max(recipient.sent_on, timezone.localdate(recipient.reached_at or recipient.enquiry.created_at))
    return sum(add_working_days(reached_on, days) <= today for days in GROUP_REMINDED_AFTER)


@transaction.atomic
def _remind(recipient, step):
    """Write the mail of a step; return False, having done nothing, when another process or an answer came first."""
    waiting = owing().filter(pk=recipient.pk, state=recipient.state, reminders=recipient.reminders)
    if not waiting.update(reminders=step):
        return False
    is_last = step == TOLD_COORDINATOR
    mail = emails.overdue(recipient) if is_last else emails.reminder(recipient)
    mail.save()
    what = Event.What.OVERDUE if is_last else Event.What.REMINDED
    Event.objects.create(enquiry=recipient.enquiry, recipient=recipient, what=what)
    return True


def ask_senders(today):
    """Ask the senders of open cases after 2 and 4 weeks what came of it; return how many. today: date in Finland."""
    waiting = Enquiry.objects.filter(state__in=OPEN).exclude(state=CaseState.HELD)
    waiting = waiting.annotate(
        begun_on=Min("recipients__sent_on"),
        asked_at=Max("events__when", filter=Q(events__what=Event.What.SENDER_ASKED)),
    ).filter(begun_on__lte=today - SENDER_ASKED_AFTER[0])
    return sum(_is_due(enquiry, today) and run_safely(_ask, enquiry) for enquiry in waiting)


def _is_due(enquiry, today):
    due_on = max(day for after in SENDER_ASKED_AFTER if (day := enquiry.begun_on + after) <= today)
    return enquiry.asked_at is None or timezone.localdate(enquiry.asked_at) < due_on


@transaction.atomic
def _ask(enquiry):
    """Write the question; return False, having done nothing, when it was asked meanwhile or cannot reach the sender."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    asked = fresh.events.filter(what=Event.What.SENDER_ASKED).aggregate(at=Max("when"))["at"]
    if fresh.state not in OPEN or asked != enquiry.asked_at:
        return False
    last = fresh.mails.filter(kind__in=_TO_SENDER).order_by("created_at", "pk").last()
    if last and last.state != MailState.SENT:
        return False  # her address fails, or her last mail still waits: one more would say nothing to her
    emails.follow_up(fresh).save()
    Event.objects.create(enquiry=fresh, what=Event.What.SENDER_ASKED)
    return True
