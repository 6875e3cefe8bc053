"""Process one mail that came to the portal's mailbox: a bounce, a reply that joins its case, or something else.

Nothing of a mail that does not join is stored in the database, and no mail is ever answered from here.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from enquiries import emails, workflow
from enquiries.models import Enquiry, EnquiryMail, EnquiryRecipient, Message
from enquiries.reply_addresses import ReplyAddress
from outbox.models import OutboxMail
from outbox.services import record_bounced
from outbox.signed_addresses import BounceAddress
from text.normalise import clean
from transitions.moves import IllegalMove

from . import headers
from .body import attachment_notice, text_of
from .bounces import failure_reason

logger = logging.getLogger(__name__)

MAX_BYTES = 30_000_000  # of a whole mail with its attachments
MAX_CHARACTERS = 20_000  # of the text; more is no reply, and is not cut silently
MAX_PER_HOUR = 20  # mails that join one case: two machines that answer each other come to an end
MAX_NAME_CHARACTERS = 200  # of a Message-ID, as far as it is stored
REASON_LENGTH = OutboxMail._meta.get_field("last_error").max_length


class Outcome(Enum):
    """What became of a mail. Only what is LEFT needs a person."""

    JOINED = "joined"
    BOUNCE = "bounce"
    KNOWN = "known already"
    AUTOMATIC = "automatic, ignored"
    LEFT = "left"


class _Result(NamedTuple):
    outcome: Outcome
    about: str  # for the log; names no person


class _Refused(Exception):
    """The mail does not join; the message says why, and names no person."""


def process_message(source: bytes, delivered_to: str = "") -> Outcome:
    """Do what a mail asks for, and return what became of it.

    source: the whole mail. delivered_to: the address that the server delivers it to, "" when only the headers say.
    Raises DatabaseError when the database is away: process the mail again later, the same one twice is one.
    """
    try:
        result = _process(source, delivered_to)
    except _Refused as refusal:
        result = _Result(Outcome.LEFT, str(refusal))
    except (DatabaseError, InterfaceError):
        raise
    except Exception as error:
        # The standard library fails on some headers that nobody should write; such a mail must not hold up the others.
        result = _Result(Outcome.LEFT, f"cannot be read: {type(error).__name__}")
    # Never a header of the mail: it may hold names.
    logger.info("Mail in %s: %s (%s)", _log_name(source), result.outcome.value, result.about)
    return result.outcome


def _log_name(source: bytes) -> str:
    """Return what a mail is called in logs: enough to distinguish two, nothing of what it says."""
    return hashlib.sha256(source).hexdigest()[:12]


def _process(source: bytes, delivered_to: str) -> _Result:
    if len(source) > MAX_BYTES:
        raise _Refused("too large")
    message = message_from_bytes(source, policy=policy.default)
    addresses = headers.signed_addresses(message, delivered_to)
    for address in addresses:
        if isinstance(address, BounceAddress):
            return _process_bounce(message, address)
    if headers.is_automatic(message) or _is_own(message):
        return _Result(Outcome.AUTOMATIC, "a machine wrote it")
    replies = [address for address in addresses if isinstance(address, ReplyAddress)]
    if not replies:
        raise _Refused("no signed address")
    return _join(source, message, replies)


def _process_bounce(message: EmailMessage, bounce: BounceAddress) -> _Result:
    about = f"mail {bounce.mail_id}"
    reason = failure_reason(message)
    if not reason:
        if headers.is_automatic(message):
            return _Result(Outcome.AUTOMATIC, about)
        raise _Refused(f"{about}: not a report of a failure")
    mail = OutboxMail.objects.filter(pk=bounce.mail_id).first()
    if mail is None:
        return _Result(Outcome.KNOWN, f"{about} is erased")
    try:
        record_bounced(mail, clean(reason)[:REASON_LENGTH], timezone.now())
    except IllegalMove:
        return _Result(Outcome.KNOWN, about)
    return _Result(Outcome.BOUNCE, about)


def _is_own(message: EmailMessage) -> bool:
    """Return whether the portal itself wrote the mail, which has come round to it: a group's address leads here."""
    own = {settings.DEFAULT_FROM_EMAIL.lower(), settings.INCOMING_ADDRESS.lower()}
    return headers.author(message).lower() in own


def _join(source: bytes, message: EmailMessage, addresses: Sequence[ReplyAddress]) -> _Result:
    """Add a reply to each case it was sent to: a sender may write to two groups at once."""
    text = text_of(message)
    if not text:
        raise _Refused("no text")
    if len(text) > MAX_CHARACTERS:
        raise _Refused("too long")
    results, refusals = [], []
    for address in addresses:
        try:
            results.append(_join_case(message, text, address, _origin(source, message, address)))
        except _Refused as refusal:
            refusals.append(refusal)
    if not results:
        raise refusals[0]
    return next((result for result in results if result.outcome is Outcome.JOINED), results[0])


def _join_case(message: EmailMessage, text: str, address: ReplyAddress, origin: str) -> _Result:
    enquiry = Enquiry.objects.filter(pk=address.enquiry_id).first()
    if enquiry is None:
        raise _Refused(f"enquiry {address.enquiry_id} is gone")
    about = f"enquiry {enquiry.pk}"
    recipient = _recipient_of(enquiry, address)
    if Message.objects.filter(origin=origin).exists():
        return _Result(Outcome.KNOWN, about)
    group = recipient if address.is_by_group else None
    if not _is_from_house_of(headers.author(message), _addresses_of(group) if group else {enquiry.email}):
        raise _Refused(f"{about}: from neither its sender nor its group")
    _refuse_loop(enquiry)
    try:
        if group:
            text = _with_notice(text, message, enquiry.language)
            workflow.answer(group, text, channel=Message.Channel.MAIL, origin=origin)
        else:
            language = emails.language_for(recipient.group if recipient else None, enquiry.language)
            text = _with_notice(text, message, language)
            workflow.reply(enquiry, text, recipient, channel=Message.Channel.MAIL, origin=origin)
            workflow.confirm_address(enquiry)  # the signed address came to the sender by mail only
    except IllegalMove as error:
        raise _Refused(f"{about}: {enquiry.state}") from error
    return _Result(Outcome.JOINED, about)


def _recipient_of(enquiry: Enquiry, address: ReplyAddress) -> EnquiryRecipient | None:
    """Return the recipient that an address names, None for a sender who writes to all."""
    recipient = None
    if address.recipient_id is not None:
        recipients = EnquiryRecipient.objects.select_related("enquiry", "group__office", "assignee")
        recipient = recipients.filter(enquiry=enquiry, pk=address.recipient_id).first()
    if address.is_by_group and recipient is None:
        raise _Refused(f"recipient {address.recipient_id} is gone")
    return recipient


def _with_notice(text: str, message: EmailMessage, language: str) -> str:
    return "\n\n".join(filter(None, [text, attachment_notice(message, language)]))


def _addresses_of(recipient: EnquiryRecipient) -> set[str]:
    """Return the addresses a recipient may write from: where the portal wrote to, and the assignee's."""
    written_to = recipient.mails.filter(kind=EnquiryMail.Kind.TO_GROUP).values_list("to", flat=True)
    assignee = [recipient.assignee.email] if recipient.assignee and recipient.assignee.email else []
    return {emails.email_for(recipient.group).address, *written_to, *assignee}


def _is_from_house_of(address: str, known: set[str]) -> bool:
    """Return whether a mail is from one of the known addresses, or from a colleague under the same domain.

    An office answers from the mailboxes of its people. The signed address is the proof; this keeps out who has got hold
    of it by a mail that was passed on.
    """
    house = address.rpartition("@")[2].lower()
    return bool(house) and house in {other.rpartition("@")[2].lower() for other in known}


def _refuse_loop(enquiry: Enquiry) -> None:
    since = timezone.now() - timedelta(hours=1)
    recent = enquiry.messages.filter(channel=Message.Channel.MAIL, created_at__gt=since)
    if recent.count() >= MAX_PER_HOUR:
        raise _Refused(f"enquiry {enquiry.pk}: too many mails in an hour")


def _origin(source: bytes, message: EmailMessage, address: ReplyAddress) -> str:
    """Return the name under which a mail is known for one of its addresses: the same on each delivery."""
    name = clean(str(message.get("Message-ID", ""))) or hashlib.sha256(source).hexdigest()
    if len(name) > MAX_NAME_CHARACTERS:
        name = hashlib.sha256(name.encode()).hexdigest()
    return f"{name} {address.enquiry_id}.{'g' if address.is_by_group else 's'}{address.recipient_id or 0}"
