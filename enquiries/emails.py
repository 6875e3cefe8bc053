"""The mails of an enquiry, as rows that queue() saves. Nothing typed by a sender is in a header."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_supported_language_variant, override

from groups.models import LeaderGroup
from outbox.compose import compose, render
from outbox.models import OutboxMail

from .models import Enquiry, EnquiryMail, EnquiryRecipient, Message
from .sla.deadlines import answer_due_shown_to_sender
from .sla.pending import lead_of
from .states import OPEN

Kind = EnquiryMail.Kind


class Addressee(NamedTuple):
    """Whom a mail goes to, in which language, and where answers to it go."""

    address: str
    language: str
    reply_to: str = ""


class GroupAddress(NamedTuple):
    """Where mails to a group go: to the coordinator when the portal knows no address of the group."""

    address: str
    is_coordinators: bool


class QuotedMessage(NamedTuple):
    """What was said in a case, as a mail quotes it."""

    who: str | EnquiryRecipient | None
    when: datetime
    text: str


def queue(*mails: EnquiryMail) -> None:
    """Write mails of enquiries into the outbox, in the transaction of their cause."""
    OutboxMail.objects.bulk_create(link.mail for link in mails)
    for link in mails:
        link.mail_id = link.mail.pk
    EnquiryMail.objects.bulk_create(mails)


def email_for(group: LeaderGroup | None) -> GroupAddress:
    """Return where mails to a group go.

    group: with its office at hand, None for the coordinator.
    """
    if group is None:
        return GroupAddress(settings.COORDINATOR_EMAIL, is_coordinators=False)
    office = getattr(group, "office", None)
    own = group.enquiry_email or (office.email if office else "")
    return GroupAddress(own or settings.COORDINATOR_EMAIL, is_coordinators=not own)


def speaker_address(everybody: Sequence[EnquiryRecipient]) -> str:
    """Return the e-mail address for what a sender answers to a mail that no one group has written.

    everybody: the recipients of the case. Who leads it or is the only one left gets the answer; where several groups
    are to say something, the coordinator does.
    """
    still_open = [recipient for recipient in everybody if recipient.state in OPEN] or everybody
    speaker = lead_of(everybody) or (still_open[0] if len(still_open) == 1 else None)
    return email_for(speaker.group if speaker else None).address


def language_for(group: LeaderGroup | None, of_sender: str) -> str:
    """Return the language a group reads: the sender's when it is among the group's, else Swedish or Finnish."""
    if group is None:
        return settings.LANGUAGE_CODE
    languages = group.languages.replace(",", ";").replace(" ", "").split(";")
    if of_sender in languages:
        return of_sender
    return "sv" if languages == ["sv"] else settings.LANGUAGE_CODE


def to_group(
    enquiry: Enquiry, recipient: EnquiryRecipient, everybody: Sequence[EnquiryRecipient], is_late: bool = False
) -> EnquiryMail:
    """Return the mail that brings an enquiry to one recipient.

    everybody: all recipients of the enquiry; each group sees who else was asked.
    is_late: whether something may have been said since the enquiry was sent: then that is in the mail, too.
    """
    return _compose(
        Kind.TO_GROUP,
        EnquiryMail(enquiry=enquiry, recipient=recipient),
        _group_of(recipient, enquiry),
        others=[other for other in everybody if other != recipient],
        said_since=_said_since(enquiry, recipient) if is_late else [],
    )


def _said_since(enquiry: Enquiry, recipient: EnquiryRecipient) -> list[QuotedMessage]:
    """Return what was said after the first text and the recipient may read."""
    messages = enquiry.messages.read_by(recipient).exclude(author=Message.Author.NOTE)
    return [
        QuotedMessage(
            enquiry.sender_name if message.author == Message.Author.SENDER else message.recipient,
            message.created_at,
            _quoted(message.text),
        )
        for message in messages.select_related("recipient__group")
    ]


def receipt(enquiry: Enquiry, everybody: Sequence[EnquiryRecipient]) -> EnquiryMail:
    """Return the mail that tells the sender what was asked, of whom, what happens next, and where to follow it."""
    return _compose(
        Kind.RECEIPT,
        EnquiryMail(enquiry=enquiry),
        _sender_of(enquiry, reply_to=speaker_address(everybody)),
        everybody=everybody,
        promised_on=min(map(answer_due_shown_to_sender, everybody)),
    )


def status_url(enquiry: Enquiry) -> str:
    """Return the whole address of the sender's page, in the active language."""
    return settings.PORTAL_URL + reverse("enquiry-status", args=[enquiry.status_key])


def desk_url(recipient: EnquiryRecipient) -> str:
    """Return the whole address of the desk where a recipient's staff answers."""
    return settings.PORTAL_URL + reverse("admin:enquiries_enquiryrecipient_change", args=[recipient.pk])


def answer(message: Message) -> EnquiryMail:
    """Return the mail that brings a group's answer to the sender."""
    return _compose(
        Kind.ANSWER,
        EnquiryMail(enquiry=message.enquiry, recipient=message.recipient, message=message),
        _sender_of(message.enquiry, reply_to=email_for(message.recipient.group).address),
        said=_quoted(message.text),
    )


def reply(message: Message, recipient: EnquiryRecipient) -> EnquiryMail:
    """Return the mail that brings what the sender has added to one recipient."""
    return _compose(
        Kind.REPLY,
        EnquiryMail(enquiry=message.enquiry, recipient=recipient, message=message),
        _group_of(recipient, message.enquiry),
        said=_quoted(message.text),
    )


def reminder(recipient: EnquiryRecipient) -> EnquiryMail:
    """Return the mail that reminds a recipient of an enquiry without an answer."""
    link = EnquiryMail(enquiry=recipient.enquiry, recipient=recipient)
    return _compose(Kind.REMINDER, link, _group_of(recipient, recipient.enquiry))


def overdue(recipient: EnquiryRecipient) -> EnquiryMail:
    """Return the mail that tells the coordinator that a recipient has not answered in time."""
    return _compose(Kind.OVERDUE, EnquiryMail(enquiry=recipient.enquiry, recipient=recipient), _coordinator())


def follow_up(enquiry: Enquiry) -> EnquiryMail:
    """Return the mail that asks the sender whether an answer came and what the outcome was."""
    reply_to = speaker_address(list(enquiry.recipients.select_related("group__office")))
    return _compose(Kind.FOLLOW_UP, EnquiryMail(enquiry=enquiry), _sender_of(enquiry, reply_to))


def failure(failed: EnquiryMail) -> EnquiryMail:
    """Return the mail that tells the coordinator of a mail that was given up. It holds nothing of the text."""
    link = EnquiryMail(enquiry=failed.enquiry, recipient=failed.recipient)
    return _compose(Kind.FAILURE, link, _coordinator(), failed=failed.mail)


def _group_of(recipient: EnquiryRecipient, enquiry: Enquiry) -> Addressee:
    address = email_for(recipient.group).address
    return Addressee(address, language_for(recipient.group, enquiry.language), reply_to=enquiry.email)


def _sender_of(enquiry: Enquiry, reply_to: str) -> Addressee:
    return Addressee(enquiry.email, enquiry.language, reply_to)


def _coordinator() -> Addressee:
    return Addressee(settings.COORDINATOR_EMAIL, settings.LANGUAGE_CODE)


def _compose(kind: EnquiryMail.Kind, link: EnquiryMail, addressee: Addressee, **context: object) -> EnquiryMail:
    """Fill in the mail of a link from the templates of its kind."""
    enquiry, recipient = link.enquiry, link.recipient
    context |= {
        "enquiry": enquiry,
        "recipient": recipient,
        "text": _quoted(enquiry.text),
        "operator_email": settings.OPERATOR_EMAIL,
    }
    with override(get_supported_language_variant(addressee.language)):
        context |= {"status_url": status_url(enquiry), "desk_url": desk_url(recipient) if recipient else ""}
        text = render(f"enquiries/mail/{kind}", context, addressee.language)
    link.mail = compose(kind, addressee.address, text, addressee.reply_to)
    return link


def _quoted(text: str) -> str:
    # Marked line by line: what a sender writes can't pass for words of the portal.
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
