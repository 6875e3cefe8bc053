"""What the sender of an enquiry does: reply, remind, close, confirm the address, erase."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from enquiries import emails
from enquiries.models import Enquiry, EnquiryRecipient, Event, Message
from enquiries.sla.deadlines import reminder_allowed_on
from enquiries.sla.pending import can_be_reminded, lead_of
from enquiries.states import CASE_MOVES, ENQUIRY_MOVES, OPEN, CaseState, Outcome
from transitions.moves import IllegalMove, move

from .steps import close_recipient, lock_enquiry, message_with_origin, recipients_of, reopen, sync_state


class ReminderTooEarly(Exception):
    """The sender may remind again on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def reply_recipients(recipients: Sequence[EnquiryRecipient]) -> list[EnquiryRecipient]:
    """Return those of an enquiry's recipients that a reply to all goes to.

    That is the lead, else all that are open, else all that have not referred the case to somebody else, else all.
    """
    if lead := lead_of(recipients):
        return [lead]
    are_open = [recipient for recipient in recipients if recipient.state in OPEN]
    have_not_referred = [recipient for recipient in recipients if recipient.outcome != Outcome.REFERRED]
    return are_open or have_not_referred or list(recipients)


@transaction.atomic
def reply(
    enquiry: Enquiry,
    text: str,
    recipient: EnquiryRecipient | None = None,
    channel: str = Message.Channel.WEB,
    origin: str = "",
) -> Message:
    """Add a message of the sender to the conversation. A recipient that had closed is open again.

    recipient: the one that the sender answers, None for all.
    origin: names the form or mail the reply came with; the same one twice is one message, "" is always a new one.
    """
    lock_enquiry(enquiry)
    if existing := message_with_origin(enquiry, origin):
        return existing
    if enquiry.state in (CaseState.HELD, CaseState.ERASED):
        raise IllegalMove(f"enquiry {enquiry.pk}: {enquiry.state} cannot be replied to")
    message = Message.objects.create(
        enquiry=enquiry, recipient=recipient, author=Message.Author.SENDER, text=text, channel=channel, origin=origin
    )
    everybody = recipients_of(enquiry)
    addressed = [other for other in everybody if other == recipient] or reply_recipients(everybody)
    for other in addressed:
        if other.state == CaseState.CLOSED:
            reopen(other)
        emails.queue(emails.reply(message, other))
    Event.objects.create(enquiry=enquiry, recipient=recipient, what=Event.What.REPLIED)
    sync_state(enquiry)
    return message


@transaction.atomic
def close_all(enquiry: Enquiry, outcome: str) -> None:
    """Close the enquiry for all its recipients: the sender is done."""
    lock_enquiry(enquiry)
    for recipient in enquiry.recipients.filter(state__in=OPEN).exclude(state=CaseState.HELD):
        close_recipient(recipient, outcome, None)
    sync_state(enquiry)


@transaction.atomic
def remind(enquiry: Enquiry) -> int:
    """Remind the groups that have the enquiry and have not answered; return how many are reminded.

    Raises ReminderTooEarly within sla.deadlines.REMIND_DAYS working days of the last time.
    """
    lock_enquiry(enquiry)
    now = timezone.now()
    allowed_on = reminder_allowed_on(enquiry)
    if allowed_on and timezone.localdate(now) < allowed_on:
        raise ReminderTooEarly(allowed_on)
    everybody = recipients_of(enquiry)
    silent = [recipient for recipient in everybody if can_be_reminded(recipient, everybody)]
    for recipient in silent:
        emails.queue(emails.reminder(recipient))
    if silent:
        Enquiry.objects.filter(pk=enquiry.pk).update(reminded_at=now)
        enquiry.reminded_at = now
        Event.objects.create(enquiry=enquiry, what=Event.What.SENDER_REMINDED)
    return len(silent)


@transaction.atomic
def confirm_address(enquiry: Enquiry) -> None:
    """Record that the sender has used the link in a mail: the address is the sender's. Nothing on a second time."""
    now = timezone.now()
    unconfirmed = Enquiry.objects.filter(pk=enquiry.pk, confirmed_at=None).exclude(state=CaseState.ERASED)
    if unconfirmed.update(confirmed_at=now):
        enquiry.confirmed_at = now
        Event.objects.create(enquiry=enquiry, what=Event.What.CONFIRMED)


@transaction.atomic
def erase(enquiry: Enquiry, who: User | None = None) -> None:
    """Erase what is personal: sender, texts, notes, mails. Place, topics, states and days stay, for statistics.

    who: the user who decided it, None for the sender or the portal.
    """
    lock_enquiry(enquiry)
    enquiry.mails.delete()
    enquiry.messages.all().delete()
    for recipient in enquiry.recipients.exclude(state=CaseState.ERASED):
        move(recipient, CaseState.ERASED, CASE_MOVES)
    now = timezone.now()
    empty = dict.fromkeys(["sender_name", "organisation", "email", "phone", "text"], "")
    move(enquiry, CaseState.ERASED, ENQUIRY_MOVES, erased_at=now, content_key=None, **empty)
    Event.objects.create(enquiry=enquiry, what=Event.What.ERASED, who=who)
