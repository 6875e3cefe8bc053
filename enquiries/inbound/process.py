"""Take one mail that came to the portal's mailbox: a bounce, a reply that joins its case, or something else.

Nothing of a mail that does not join is kept in the database, and no mail is ever answered from here.
"""

import hashlib
import logging
from datetime import timedelta
from email import message_from_bytes, policy
from enum import Enum

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from enquiries import emails, workflow
from enquiries.models import Enquiry, EnquiryMail, EnquiryRecipient, Message
from outbox.models import OutboxMail
from outbox.services import record_bounced
from outbox.signed_addresses import BounceAddress
from text.normalise import clean
from transitions.moves import IllegalMove

from . import headers
from .body import remark_on_attachments, text_of

logger = logging.getLogger(__name__)

MOST_BYTES = 30_000_000  # of a whole mail with its attachments
MOST_CHARACTERS = 20_000  # of what is said; more is no reply, and is not cut silently
MOST_AN_HOUR = 20  # mails that join one case: two machines that answer each other come to an end
REASON_LENGTH = OutboxMail._meta.get_field("last_error").max_length


class Outcome(Enum):
    """What became of a mail. Only what is LEFT needs a person."""

    JOINED = "joined"
    BOUNCE = "bounce"
    KNOWN = "known already"
    AUTOMATIC = "automatic, ignored"
    LEFT = "left"


class _Refused(Exception):
    """The mail does not join; the message tells why, and names no person."""


def process_message(source, delivered_to=""):
    """Do what a mail asks for, and return what became of it as Taken.

    source: bytes of the whole mail. delivered_to: the address that the server delivers it to, "" when it is not told.
    Raises DatabaseError when the database is away: take the mail again later, the same one twice is one.
    """
    try:
        taken, about = _take(source, delivered_to)
    except _Refused as refusal:
        taken, about = Outcome.LEFT, str(refusal)
    except (DatabaseError, InterfaceError):
        raise
    except Exception as error:
        # The standard library fails on some headers that nobody should write; such a mail must not hold up the others.
        taken, about = Outcome.LEFT, f"cannot be read: {type(error).__name__}"
    # Never a header of the mail: it may hold names.
    logger.info("Mail in %s: %s (%s)", fingerprint(source), taken.value, about)
    return taken


def fingerprint(source):
    """Return what a mail is called in logs: enough to tell two apart, nothing of what it says."""
    return hashlib.sha256(source).hexdigest()[:12]


def _take(source, delivered_to):
    if len(source) > MOST_BYTES:
        raise _Refused("too large")
    message = message_from_bytes(source, policy=policy.default)
    signed = headers.signed_addresses(message, delivered_to)
    came_back = next((address for address in signed if isinstance(address, BounceAddress)), None)
    if came_back:
        return _take_bounce(message, came_back)
    if headers.is_automatic(message) or _is_own(message):
        return Outcome.AUTOMATIC, "a machine wrote it"
    if not signed:
        raise _Refused("no signed address")
    return _join(source, message, signed)


def _take_bounce(message, came_back):
    reason = headers.failure_in(message)
    if not reason:
        if headers.is_automatic(message):
            return Outcome.AUTOMATIC, f"about mail {came_back.mail_id}"
        raise _Refused(f"mail {came_back.mail_id}: not a report of a failure")
    mail = OutboxMail.objects.filter(pk=came_back.mail_id).first()
    if mail is None:
        return Outcome.KNOWN, f"mail {came_back.mail_id} is erased"
    try:
        record_bounced(mail, clean(reason)[:REASON_LENGTH], timezone.now())
    except IllegalMove:
        return Outcome.KNOWN, f"mail {mail.pk}"
    return Outcome.BOUNCE, f"mail {mail.pk}"


def _is_own(message):
    """Whether it is a mail of the portal that has come round to it: a group's address leads here."""
    own = {settings.DEFAULT_FROM_EMAIL.lower(), settings.INCOMING_ADDRESS.lower()}
    return headers.writer(message).lower() in own


def _join(source, message, signed):
    """Add a reply to each case it was sent to: a sender may write to two groups of hers at once."""
    text = text_of(message)
    if not text:
        raise _Refused("no text")
    if len(text) > MOST_CHARACTERS:
        raise _Refused("too long")
    results, refusals = [], []
    for address in signed:
        try:
            results.append(_join_one(message, text, address, _origin(source, message, address)))
        except _Refused as refusal:
            refusals.append(refusal)
    if not results:
        raise refusals[0]
    return next((result for result in results if result[0] is Outcome.JOINED), results[0])


def _join_one(message, text, address, origin):
    enquiry = Enquiry.objects.filter(pk=address.enquiry_id).first()
    if enquiry is None:
        raise _Refused(f"enquiry {address.enquiry_id} is gone")
    recipients = EnquiryRecipient.objects.select_related("enquiry", "group__office", "assignee")
    recipient = recipients.filter(enquiry=enquiry, pk=address.recipient_id).first() if address.recipient_id else None
    if address.is_by_group and recipient is None:
        raise _Refused(f"recipient {address.recipient_id} is gone")
    if Message.objects.filter(origin=origin).exists():
        return Outcome.KNOWN, f"enquiry {enquiry.pk}"
    known = _known_to_group(recipient) if address.is_by_group else {enquiry.email}
    if not _is_of_house(headers.writer(message), known):
        raise _Refused(f"enquiry {enquiry.pk}: from neither its sender nor its group")
    _refuse_a_loop(enquiry)
    group = recipient.group if recipient else None
    language = enquiry.language if address.is_by_group else emails.language_for(group, enquiry.language)
    text = "\n\n".join(filter(None, [text, remark_on_attachments(message, language)]))
    try:
        if address.is_by_group:
            workflow.answer(recipient, text, channel=Message.Channel.MAIL, origin=origin)
        else:
            workflow.reply(enquiry, text, recipient, channel=Message.Channel.MAIL, origin=origin)
            workflow.confirm_address(enquiry)  # the address came to her by mail only
    except IllegalMove as error:
        raise _Refused(f"enquiry {enquiry.pk}: {enquiry.state}") from error
    return Outcome.JOINED, f"enquiry {enquiry.pk}"


def _known_to_group(recipient):
    """Return the addresses a recipient may write from: where the portal wrote to, and whom the case is given to."""
    written_to = recipient.mails.filter(kind=EnquiryMail.Kind.TO_GROUP).values_list("to", flat=True)
    assignee = [recipient.assignee.email] if recipient.assignee and recipient.assignee.email else []
    return {emails.email_for(recipient.group)[0], *written_to, *assignee}


def _is_of_house(address, known):
    """Return whether a mail is from one of the known addresses, or from a colleague under the same domain.

    An office answers from the mailboxes of its people. The signed address is the proof; this keeps out who has got hold
    of it by a mail that was passed on.
    """
    house = address.rpartition("@")[2].lower()
    return bool(house) and house in {other.rpartition("@")[2].lower() for other in known}


def _refuse_a_loop(enquiry):
    since = timezone.now() - timedelta(hours=1)
    recent = enquiry.messages.filter(channel=Message.Channel.MAIL, created_at__gt=since)
    if recent.count() >= MOST_AN_HOUR:
        raise _Refused(f"enquiry {enquiry.pk}: too many mails in an hour")


def _origin(source, message, address):
    """Return the name under which a mail is known for one of its addresses: the same on each delivery."""
    name = clean(str(message.get("Message-ID", ""))) or hashlib.sha256(source).hexdigest()
    if len(name) > 200:
        name = hashlib.sha256(name.encode()).hexdigest()
    return f"{name} {address.enquiry_id}.{'g' if address.is_by_group else 's'}{address.recipient_id or 0}"
