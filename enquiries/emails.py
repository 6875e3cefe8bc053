"""The words of each mail, as rows of the outbox that are not saved yet. Nothing typed by a sender is in a header."""

import uuid
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_supported_language_variant, override

from .models import Message, OutboxMail
from .sla.deadlines import answer_due_shown_to_sender
from .sla.pending import lead_of
from .states import OPEN

TRIED_FOR = timedelta(hours=72)
SUBJECT_LENGTH = OutboxMail._meta.get_field("subject").max_length


def email_for(group):
    """Return (e-mail address, whether it is the coordinator's because the portal knows none of the group).

    group: LeaderGroup with its office at hand, or None for the coordinator.
    """
    if group is None:
        return settings.COORDINATOR_EMAIL, False
    office = getattr(group, "office", None)
    own = group.enquiry_email or (office.email if office else "")
    return (own, False) if own else (settings.COORDINATOR_EMAIL, True)


def speaker_address(everybody):
    """Return the e-mail address for what a sender answers to a mail that no one group has written.

    everybody: the EnquiryRecipients of the case. Who leads it or is the only one left gets her answer; where several
    groups are to say something, the coordinator does.
    """
    still_open = [one for one in everybody if one.state in OPEN] or everybody
    one = lead_of(everybody) or (still_open[0] if len(still_open) == 1 else None)
    return email_for(one.group if one else None)[0]


def language_for(group, senders):
    """Return the language a group reads: the sender's when it is among the group's, else Swedish or Finnish."""
    if group is None:
        return settings.LANGUAGE_CODE
    languages = group.languages.replace(",", ";").replace(" ", "").split(";")
    if senders in languages:
        return senders
    return "sv" if languages == ["sv"] else settings.LANGUAGE_CODE


def to_group(enquiry, recipient, everybody, is_late=False):
    """Return the mail that brings an enquiry to one recipient.

    everybody: all EnquiryRecipients of the enquiry; each group sees who else was asked.
    is_late: whether something may have been said since the enquiry was sent: then that is in the mail, too.
    """
    address, _is_coordinator = email_for(recipient.group)
    others = [other for other in everybody if other != recipient]
    return _mail(
        OutboxMail.Kind.TO_GROUP,
        enquiry,
        address,
        language_for(recipient.group, enquiry.language),
        recipient=recipient,
        others=others,
        said_since=_said_since(enquiry, recipient) if is_late else [],
        reply_to=enquiry.email,
    )


def _said_since(enquiry, recipient):
    """Return (who, when, text as it is quoted) of what was said after the first text and the recipient may read."""
    messages = enquiry.messages.read_by(recipient).exclude(author=Message.Author.NOTE)
    return [
        (
            enquiry.sender_name if one.author == Message.Author.SENDER else one.recipient,
            one.created_at,
            _quoted(one.text),
        )
        for one in messages.select_related("recipient__group")
    ]


def receipt(enquiry, everybody):
    """Return the mail that tells the sender what was asked, of whom, what happens next, and where to follow it."""
    return _mail(
        OutboxMail.Kind.RECEIPT,
        enquiry,
        enquiry.email,
        enquiry.language,
        reply_to=speaker_address(everybody),
        everybody=everybody,
        promised_on=min(map(answer_due_shown_to_sender, everybody)),
    )


def status_url(enquiry):
    """Return the whole address of the sender's page, in the active language."""
    return settings.PORTAL_URL + reverse("enquiry-status", args=[enquiry.status_key])


def desk_url(recipient):
    """Return the whole address of the desk where a recipient's staff answers."""
    return settings.PORTAL_URL + reverse("admin:enquiries_enquiryrecipient_change", args=[recipient.pk])


def answer(message):
    """Return the mail that brings a group's answer to the sender."""
    enquiry = message.enquiry
    return _mail(
        OutboxMail.Kind.ANSWER,
        enquiry,
        enquiry.email,
        enquiry.language,
        recipient=message.recipient,
        of_message=message,
        said=_quoted(message.text),
        reply_to=email_for(message.recipient.group)[0],
    )


def reply(message, recipient):
    """Return the mail that brings what the sender has added to one recipient."""
    address, _is_coordinator = email_for(recipient.group)
    return _mail(
        OutboxMail.Kind.REPLY,
        message.enquiry,
        address,
        language_for(recipient.group, message.enquiry.language),
        recipient=recipient,
        of_message=message,
        said=_quoted(message.text),
        reply_to=message.enquiry.email,
    )


def reminder(recipient):
    """Return the mail that reminds a recipient of an enquiry without an answer."""
    address, _is_coordinator = email_for(recipient.group)
    enquiry = recipient.enquiry
    return _mail(
        OutboxMail.Kind.REMINDER,
        enquiry,
        address,
        language_for(recipient.group, enquiry.language),
        recipient=recipient,
        reply_to=enquiry.email,
    )


def overdue(recipient):
    """Return the mail that tells the coordinator that a recipient has not answered in time."""
    return _mail(
        OutboxMail.Kind.OVERDUE,
        recipient.enquiry,
        settings.COORDINATOR_EMAIL,
        settings.LANGUAGE_CODE,
        recipient=recipient,
    )


def follow_up(enquiry):
    """Return the mail that asks the sender whether an answer came and what came of it."""
    reply_to = speaker_address(list(enquiry.recipients.select_related("group__office")))
    return _mail(OutboxMail.Kind.FOLLOW_UP, enquiry, enquiry.email, enquiry.language, reply_to=reply_to)


def to_staff(address, language, subject, body):
    """Return a mail to a member of staff about her access: of no enquiry, in words that the caller has chosen."""
    return _row(OutboxMail.Kind.STAFF, address, language, subject, body)


def failure(failed):
    """Return the mail that tells the coordinator of an OutboxMail that was given up. It holds nothing of the text."""
    return _mail(
        OutboxMail.Kind.FAILURE,
        failed.enquiry,
        settings.COORDINATOR_EMAIL,
        settings.LANGUAGE_CODE,
        recipient=failed.recipient,
        failed=failed,
    )


def _mail(kind, enquiry, address, language, recipient=None, reply_to="", of_message=None, **context):
    context.update(
        enquiry=enquiry, recipient=recipient, text=_quoted(enquiry.text), operator_email=settings.OPERATOR_EMAIL
    )
    with override(get_supported_language_variant(language)):
        context |= {"status_url": status_url(enquiry), "desk_url": desk_url(recipient) if recipient else ""}
        subject = render_to_string(f"enquiries/mail/{kind}_subject.txt", context)
        body = render_to_string(f"enquiries/mail/{kind}.txt", context)
    return _row(
        kind,
        address,
        language,
        subject,
        body,
        enquiry=enquiry,
        recipient=recipient,
        reply_to=reply_to,
        of_message=of_message,
    )


def _row(kind, address, language, subject, body, **related):
    now = timezone.now()
    return OutboxMail(
        kind=kind,
        to=address,
        # One line whatever the names hold: a line break would end the header.
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],
        body=_tidy(body),
        language=language,
        message_id=f"<{uuid.uuid4().hex}@{_own_domain()}>",
        created_at=now,
        next_try_at=now,
        give_up_at=now + TRIED_FOR,
        **related,
    )


def _own_domain():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _quoted(text):
    # Marked line by line: what a sender writes can't pass for words of the portal.
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _tidy(body):
    """Return the text without the runs of empty lines that tags of the template leave behind."""
    lines = []
    for line in map(str.rstrip, body.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
