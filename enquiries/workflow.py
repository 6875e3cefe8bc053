"""Deeds on a case: see, answer, reply, note, assign, lead, bring in, close, remind, confirm, erase.

Each is one transaction: the change, its event, its mails in the outbox. Each locks the enquiry first, so that two who
act at once see each other's result. Each raises IllegalMove for a move that the states do not allow.
"""

from django.db import transaction
from django.utils import timezone

from transitions.moves import IllegalMove, may_move, move

from . import emails
from .models import Enquiry, EnquiryRecipient, Event, Message
from .sla.deadlines import may_remind_on
from .sla.pending import lead_of, may_be_reminded
from .states import CASE_MOVES, ENQUIRY_MOVES, OPEN, CaseState, Outcome, overall

# What came of a whole case, when its groups have come to different ends: the best of it.
_BEST = [Outcome.PARTNERSHIP, Outcome.ADVICE, Outcome.REFERRED, Outcome.NO_NEED, Outcome.NO_ANSWER]


class NewerAnswerExists(Exception):
    """Somebody has answered since the writer looked: `messages` are the ones the writer has not seen."""

    def __init__(self, messages):
        super().__init__(messages)
        self.messages = messages


class ReminderTooEarly(Exception):
    """The sender may remind again on `day`."""

    def __init__(self, day):
        super().__init__(day)
        self.day = day


def going_on(recipients):
    """Return those of a case's recipients that a reply to all goes to.

    That is the lead, else all that are open, else all that have not referred the case to somebody else, else all.
    """
    if lead := lead_of(recipients):
        return [lead]
    still_open = [one for one in recipients if one.state in OPEN]
    return still_open or [one for one in recipients if one.outcome != Outcome.REFERRED] or list(recipients)


@transaction.atomic
def see(recipient, who):
    """Note that staff has opened the case; nothing when it was opened before."""
    _locked(recipient)
    _see(recipient, who)


@transaction.atomic
def answer(recipient, text, who=None, last_seen=None, channel=Message.Channel.WEB, origin=""):
    """Answer the sender for a recipient; return the Message. A closed case opens again.

    origin: names the form or mail the answer came with; the same one twice is one message, "" is always a new one.
    who: the user, None for a mail of the group. last_seen: pk of the newest message the writer had before her, None to
    skip the check. Raises Meanwhile, having changed nothing, when the group has answered after that.
    """
    enquiry = _locked(recipient)
    if said := _said_before(enquiry, origin):
        return said
    if last_seen is not None:
        newer = enquiry.messages.filter(author=Message.Author.GROUP, pk__gt=last_seen)
        if newer:
            raise NewerAnswerExists(list(newer.select_related("user", "recipient__group")))
    if recipient.state == CaseState.HELD or recipient.state == CaseState.ERASED:
        raise IllegalMove(f"recipient {recipient.pk}: {recipient.state} cannot be answered")
    now = timezone.now()
    message = Message.objects.create(
        enquiry=enquiry, recipient=recipient, author=Message.Author.GROUP, user=who, text=text, channel=channel,
        origin=origin, created_at=now,
    )  # fmt: skip
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
    _event(recipient, Event.What.ANSWERED, who)
    settle(enquiry)
    emails.answer(message).save()
    return message


@transaction.atomic
def reply(enquiry, text, recipient=None, channel=Message.Channel.WEB, origin=""):
    """Let the sender go on with the conversation; return the Message.

    recipient: the one she answers, None for all. A recipient that had closed opens again.
    origin: as in answer().
    """
    _locked_enquiry(enquiry)
    if said := _said_before(enquiry, origin):
        return said
    if enquiry.state in (CaseState.HELD, CaseState.ERASED):
        raise IllegalMove(f"enquiry {enquiry.pk}: {enquiry.state} cannot be replied to")
    message = Message.objects.create(
        enquiry=enquiry, recipient=recipient, author=Message.Author.SENDER, text=text, channel=channel, origin=origin
    )
    everybody = _recipients(enquiry)
    for one in [one for one in everybody if one == recipient] or going_on(everybody):
        if one.state == CaseState.CLOSED:
            _open_again(one)
        emails.reply(message, one).save()
    Event.objects.create(enquiry=enquiry, recipient=recipient, what=Event.What.REPLIED)
    settle(enquiry)
    return message


@transaction.atomic
def note(recipient, text, who, origin=""):
    """Write an internal note, which the sender never sees; return the Message. origin: as in answer()."""
    enquiry = _locked(recipient)
    if said := _said_before(enquiry, origin):
        return said
    _refuse_erased(enquiry)
    _event(recipient, Event.What.NOTED, who)
    return Message.objects.create(
        enquiry=enquiry, recipient=recipient, author=Message.Author.NOTE, user=who, text=text, origin=origin
    )


@transaction.atomic
def assign(recipient, user, who):
    """Give the case of one recipient to a user, or (None) to nobody."""
    _refuse_erased(_locked(recipient))
    _assign(recipient, user, who)


@transaction.atomic
def take(recipient, who):
    """Let a user work on the case herself: she has seen it, and it is assigned to her."""
    _refuse_erased(_locked(recipient))
    _see(recipient, who)
    _assign(recipient, who, who)


@transaction.atomic
def take_lead(recipient, who):
    """Let one of several groups answer for all; the lead passes from whoever had it."""
    enquiry = _locked(recipient)
    _refuse_erased(enquiry)
    _see(recipient, who)
    _take_lead(recipient, who)


@transaction.atomic
def bring_in(recipient, group, who, hands_over=False):
    """Ask another group to join, or hand the case over to it; return its EnquiryRecipient.

    Handing over closes the recipient's own part as referred and passes the lead on. A group that has the case already
    stays as it is; one that had closed it opens it again.
    """
    enquiry = _locked(recipient)
    _refuse_erased(enquiry)
    if recipient.state == CaseState.HELD or recipient.group == group:
        raise IllegalMove(f"recipient {recipient.pk}: nothing to hand over to group {group.pk}")
    everybody = _recipients(enquiry)
    added = next((one for one in everybody if one.group == group), None)
    if added is None:
        added = EnquiryRecipient.objects.create(
            enquiry=enquiry,
            group=group,
            state=waiting_state(enquiry),
            by_coordinator=emails.email_for(group)[1],
            added_by=recipient,
            sent_on=timezone.localdate(),
        )
        emails.to_group(enquiry, added, [*everybody, added], is_late=True).save()
    elif added.state == CaseState.CLOSED:
        _open_again(added)
        emails.to_group(enquiry, added, everybody, is_late=True).save()
    _event(added, Event.What.HANDED_OVER if hands_over else Event.What.GROUP_ADDED, who)
    if hands_over and recipient.is_lead:
        _take_lead(added, who)
    if hands_over and recipient.state != CaseState.CLOSED:
        _close(recipient, Outcome.REFERRED, who)
    settle(enquiry)
    return added


@transaction.atomic
def close(recipient, outcome, who=None):
    """Close one recipient's part with what came of it. who: None for the sender or the portal."""
    enquiry = _locked(recipient)
    _close(recipient, outcome, who)
    settle(enquiry)


@transaction.atomic
def close_all(enquiry, outcome):
    """Let the sender close her case: "we are done"."""
    _locked_enquiry(enquiry)
    for recipient in enquiry.recipients.filter(state__in=OPEN).exclude(state=CaseState.HELD):
        _close(recipient, outcome, None)
    settle(enquiry)


@transaction.atomic
def remind(enquiry):
    """Let the sender remind the groups that have her enquiry and owe an answer; return how many are reminded.

    Raises TooSoon within promises.REMIND_DAYS working days of the last time.
    """
    _locked_enquiry(enquiry)
    now = timezone.now()
    again = may_remind_on(enquiry)
    if again and timezone.localdate(now) < again:
        raise ReminderTooEarly(again)
    everybody = _recipients(enquiry)
    silent = [one for one in everybody if may_be_reminded(one, everybody)]
    for recipient in silent:
        emails.reminder(recipient).save()
    if silent:
        Enquiry.objects.filter(pk=enquiry.pk).update(reminded_at=now)
        enquiry.reminded_at = now
        Event.objects.create(enquiry=enquiry, what=Event.What.SENDER_REMINDED)
    return len(silent)


@transaction.atomic
def confirm(enquiry):
    """Note that the sender has used the link in a mail: the address is hers. Nothing when known already."""
    now = timezone.now()
    unconfirmed = Enquiry.objects.filter(pk=enquiry.pk, confirmed_at=None).exclude(state=CaseState.ERASED)
    if unconfirmed.update(confirmed_at=now):
        enquiry.confirmed_at = now
        Event.objects.create(enquiry=enquiry, what=Event.What.CONFIRMED)


@transaction.atomic
def erase(enquiry, who=None):
    """Erase what is personal: sender, texts, notes, mails. What stays: place, topics, states, days, for statistics."""
    _locked_enquiry(enquiry)
    enquiry.mails.all().delete()
    enquiry.messages.all().delete()
    for recipient in enquiry.recipients.exclude(state=CaseState.ERASED):
        move(recipient, CaseState.ERASED, CASE_MOVES)
    now = timezone.now()
    empty = dict.fromkeys(["sender_name", "organisation", "email", "phone", "text"], "")
    move(enquiry, CaseState.ERASED, ENQUIRY_MOVES, erased_at=now, content_key=None, **empty)
    Event.objects.create(enquiry=enquiry, what=Event.What.ERASED, who=who)


def settle(enquiry):
    """Bring an enquiry to the state that follows from its recipients. Inside the caller's transaction."""
    ends = list(enquiry.recipients.values_list("state", "outcome"))
    whole = overall([state for state, _outcome in ends], waiting_state(enquiry))
    if not may_move(ENQUIRY_MOVES, enquiry.state, whole):
        return
    is_closed = whole == CaseState.CLOSED
    outcomes = {outcome for _state, outcome in ends}
    move(
        enquiry,
        whole,
        ENQUIRY_MOVES,
        closed_at=timezone.now() if is_closed else None,
        outcome=next((one for one in _BEST if one in outcomes), "") if is_closed else "",
    )


def waiting_state(enquiry):
    """Return the state of a recipient whose mail is on its way."""
    return CaseState.RELEASED if enquiry.held_because else CaseState.RECEIVED


def _see(recipient, who):
    if recipient.state in OPEN and may_move(CASE_MOVES, recipient.state, CaseState.SEEN):
        move(recipient, CaseState.SEEN, CASE_MOVES, seen_at=timezone.now())
        _event(recipient, Event.What.SEEN, who)
        settle(recipient.enquiry)


def _assign(recipient, user, who):
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(assignee=user)
    recipient.assignee = user
    _event(recipient, Event.What.ASSIGNED, who)


def _close(recipient, outcome, who):
    move(recipient, CaseState.CLOSED, CASE_MOVES, closed_at=timezone.now(), outcome=outcome)
    _event(recipient, Event.What.CLOSED, who)


def _open_again(recipient):
    move(recipient, CaseState.SEEN, CASE_MOVES, closed_at=None, outcome="")
    _event(recipient, Event.What.REOPENED)


def _take_lead(recipient, who):
    recipient.enquiry.recipients.filter(is_lead=True).update(is_lead=False)
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(is_lead=True)
    recipient.is_lead = True
    _event(recipient, Event.What.LEAD_TAKEN, who)


def _refuse_erased(enquiry):
    if enquiry.state == CaseState.ERASED:
        raise IllegalMove(f"enquiry {enquiry.pk}: nothing is added to what is erased")


def _said_before(enquiry, origin):
    """Return the message that came with this form or mail before; asked under the lock: a double click waits."""
    return enquiry.messages.filter(origin=origin).first() if origin else None


def _recipients(enquiry):
    return list(enquiry.recipients.select_related("group__office"))


def _event(recipient, what, who=None):
    Event.objects.create(enquiry=recipient.enquiry, recipient=recipient, what=what, who=who)


def _locked(recipient):
    """Lock the enquiry of a recipient, read both anew, and return the enquiry."""
    enquiry = _locked_enquiry(recipient.enquiry)
    recipient.refresh_from_db(fields=["state", "outcome", "answered_at", "seen_at", "closed_at", "is_lead"])
    return enquiry


def _locked_enquiry(enquiry):
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    for field in ("state", "outcome", "closed_at", "reminded_at", "confirmed_at", "held_because"):
        setattr(enquiry, field, getattr(fresh, field))
    return enquiry
