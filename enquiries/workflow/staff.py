"""What the staff of groups and coordinators do: look, answer, note, assign, lead, add groups, close."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from enquiries import emails
from enquiries.models import EnquiryRecipient, Event, Message
from enquiries.states import CASE_MOVES, OPEN, CaseState, Outcome
from groups.models import LeaderGroup
from transitions.moves import IllegalMove, may_move, move

from .steps import (
    close_recipient,
    lock_case,
    log_event,
    message_with_origin,
    pending_state,
    recipients_of,
    refuse_erased,
    reopen,
    sync_state,
)


class NewerAnswerExists(Exception):
    """Somebody has answered since the writer looked: `messages` are the ones the writer has not seen."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__(messages)
        self.messages = messages


@transaction.atomic
def mark_seen(recipient: EnquiryRecipient, who: User) -> None:
    """Record that staff has opened the case; nothing when it was opened before."""
    lock_case(recipient)
    _mark_seen(recipient, who)


@transaction.atomic
def answer(
    recipient: EnquiryRecipient,
    text: str,
    who: User | None = None,
    last_seen: int | None = None,
    channel: str = Message.Channel.WEB,
    origin: str = "",
) -> Message:
    """Answer the sender for a recipient. A closed case opens again.

    who: the user, None for a mail of the group.
    last_seen: pk of the newest message on the writer's page, None to skip the check. Raises NewerAnswerExists, having
    changed nothing, when the group has answered after that.
    origin: names the form or mail the answer came with; the same one twice is one message, "" is always a new one.
    """
    enquiry = lock_case(recipient)
    if existing := message_with_origin(enquiry, origin):
        return existing
    if last_seen is not None:
        newer = enquiry.messages.filter(author=Message.Author.GROUP, pk__gt=last_seen)
        if newer:
            raise NewerAnswerExists(list(newer.select_related("user", "recipient__group")))
    if recipient.state == CaseState.HELD or recipient.state == CaseState.ERASED:
        raise IllegalMove(f"recipient {recipient.pk}: {recipient.state} cannot be answered")
    now = timezone.now()
    message = Message.objects.create(
        enquiry=enquiry,
        recipient=recipient,
        author=Message.Author.GROUP,
        user=who,
        text=text,
        channel=channel,
        origin=origin,
        created_at=now,
    )
    if recipient.state != CaseState.ANSWERED:
        move(
            recipient,
            CaseState.ANSWERED,
            CASE_MOVES,
            answered_at=recipient.answered_at or now,
            seen_at=recipient.seen_at or now,
            closed_at=None,
            outcome="",
        )
    log_event(recipient, Event.What.ANSWERED, who)
    sync_state(enquiry)
    emails.queue(emails.answer(message))
    return message


@transaction.atomic
def add_note(recipient: EnquiryRecipient, text: str, who: User, origin: str = "") -> Message:
    """Write an internal note, which the sender never sees. origin: as in answer()."""
    enquiry = lock_case(recipient)
    if existing := message_with_origin(enquiry, origin):
        return existing
    refuse_erased(enquiry)
    log_event(recipient, Event.What.NOTED, who)
    return Message.objects.create(
        enquiry=enquiry, recipient=recipient, author=Message.Author.NOTE, user=who, text=text, origin=origin
    )


@transaction.atomic
def assign(recipient: EnquiryRecipient, user: User | None, who: User) -> None:
    """Assign the case of one recipient to a user, or (None) to nobody. who: the one who assigns it."""
    refuse_erased(lock_case(recipient))
    _assign(recipient, user, who)


@transaction.atomic
def claim(recipient: EnquiryRecipient, who: User) -> None:
    """Assign the case to the user who asks for it; it counts as seen."""
    refuse_erased(lock_case(recipient))
    _mark_seen(recipient, who)
    _assign(recipient, who, who)


@transaction.atomic
def take_lead(recipient: EnquiryRecipient, who: User) -> None:
    """Let one of several groups answer for all; the lead passes on from the group that had it."""
    refuse_erased(lock_case(recipient))
    _mark_seen(recipient, who)
    _take_lead(recipient, who)


@transaction.atomic
def add_group(recipient: EnquiryRecipient, group: LeaderGroup, who: User, hands_over: bool = False) -> EnquiryRecipient:
    """Ask another group to join, or hand the case over to it; return the recipient of that group.

    Handing over closes the recipient's own part as referred and passes the lead on. A group that has the case already
    stays as it is; one that had closed it opens it again.
    """
    enquiry = lock_case(recipient)
    refuse_erased(enquiry)
    if recipient.state == CaseState.HELD or recipient.group == group:
        raise IllegalMove(f"recipient {recipient.pk}: nothing to hand over to group {group.pk}")
    everybody = recipients_of(enquiry)
    added = next((other for other in everybody if other.group == group), None)
    if added is None:
        added = EnquiryRecipient.objects.create(
            enquiry=enquiry,
            group=group,
            state=pending_state(enquiry),
            by_coordinator=emails.email_for(group).is_coordinators,
            added_by=recipient,
            sent_on=timezone.localdate(),
        )
        emails.queue(emails.to_group(enquiry, added, [*everybody, added], is_late=True))
    elif added.state == CaseState.CLOSED:
        reopen(added)
        emails.queue(emails.to_group(enquiry, added, everybody, is_late=True))
    log_event(added, Event.What.HANDED_OVER if hands_over else Event.What.GROUP_ADDED, who)
    if hands_over and recipient.is_lead:
        _take_lead(added, who)
    if hands_over and recipient.state != CaseState.CLOSED:
        close_recipient(recipient, Outcome.REFERRED, who)
    sync_state(enquiry)
    return added


@transaction.atomic
def close(recipient: EnquiryRecipient, outcome: str, who: User | None = None) -> None:
    """Close one recipient's part with its outcome. who: None for the sender or the portal."""
    enquiry = lock_case(recipient)
    close_recipient(recipient, outcome, who)
    sync_state(enquiry)


def _mark_seen(recipient: EnquiryRecipient, who: User) -> None:
    if recipient.state in OPEN and may_move(CASE_MOVES, recipient.state, CaseState.SEEN):
        move(recipient, CaseState.SEEN, CASE_MOVES, seen_at=timezone.now())
        log_event(recipient, Event.What.SEEN, who)
        sync_state(recipient.enquiry)


def _assign(recipient: EnquiryRecipient, user: User | None, who: User) -> None:
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(assignee=user)
    recipient.assignee = user
    log_event(recipient, Event.What.ASSIGNED, who)


def _take_lead(recipient: EnquiryRecipient, who: User) -> None:
    recipient.enquiry.recipients.filter(is_lead=True).update(is_lead=False)
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(is_lead=True)
    recipient.is_lead = True
    log_event(recipient, Event.What.LEAD_TAKEN, who)
