"""Signed addresses of the portal's mailbox: they tell which mail came back and which case a reply belongs to.

    portal+b.12.<signature>@…      the mail 12 came back: its envelope sender
    portal+r.7.g9.<signature>@…    the recipient 9 of enquiry 7 answers: its Reply-To
    portal+r.7.s9.<signature>@…    the sender of enquiry 7 replies to its recipient 9, with s0 to all

Only whom the portal wrote to knows such an address, and nobody can make one up. Without settings.INCOMING_ADDRESS
there are none: replies go straight to the other side (OutboxMail.reply_to), and mails come back to the portal's sender
address.
"""

import base64
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import OutboxMail

SIGNATURE_LENGTH = 16  # characters of 5 bits; small letters only, since servers on the way may change the case
_TAG = re.compile(r"(?:b\.(?P<mail>\d{1,18})|r\.(?P<enquiry>\d{1,18})\.(?P<who>[gs])(?P<recipient>\d{1,18}))", re.ASCII)
_KIND = OutboxMail.Kind
_ANSWERED_BY_GROUP = {_KIND.TO_GROUP, _KIND.REPLY, _KIND.REMINDER}
_ANSWERED_BY_SENDER = {_KIND.RECEIPT, _KIND.ANSWER, _KIND.FOLLOW_UP}


@dataclass(frozen=True)
class BounceAddress:
    """What comes to this address tells that a mail could not be delivered."""

    mail_id: int


@dataclass(frozen=True)
class ReplyAddress:
    """What comes to this address goes on with a case. recipient_id: None when the sender writes to all."""

    enquiry_id: int
    recipient_id: int | None
    is_by_group: bool


def return_path(mail):
    """Return the envelope sender of an OutboxMail: where servers report that it could not be delivered."""
    return _signed(f"b.{mail.pk}") if settings.INCOMING_ADDRESS else settings.DEFAULT_FROM_EMAIL


def reply_to(mail):
    """Return the address that answers to an OutboxMail go to, "" when it is not meant to be answered."""
    who = "g" if mail.kind in _ANSWERED_BY_GROUP else "s" if mail.kind in _ANSWERED_BY_SENDER else ""
    if not (settings.INCOMING_ADDRESS and who):
        return mail.reply_to
    return _signed(f"r.{mail.enquiry_id}.{who}{mail.recipient_id or 0}")


def read(address):
    """Return the CameBack or Reply that a signed address stands for, None for any other text."""
    own_local, _at, own_domain = settings.INCOMING_ADDRESS.lower().rpartition("@")
    local, _at, domain = address.strip().lower().rpartition("@")
    base, _plus, tag = local.partition("+")
    if not own_local or (base, domain) != (own_local, own_domain):
        return None
    words, _dot, signature = tag.rpartition(".")
    match = _TAG.fullmatch(words)
    if not match or not _is_ours(words, signature):
        return None
    if match["mail"]:
        return BounceAddress(int(match["mail"]))
    return ReplyAddress(int(match["enquiry"]), int(match["recipient"]) or None, match["who"] == "g")


def _signed(words):
    local, _at, domain = settings.INCOMING_ADDRESS.rpartition("@")
    return f"{local}+{words}.{_signature(words, settings.SECRET_KEY)}@{domain}"


def _is_ours(words, signature):
    # Mails signed with the former key are still on their way when it is changed.
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(signature, _signature(words, key)) for key in keys)


def _signature(words, key):
    digest = salted_hmac("enquiries.addresses", words, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE_LENGTH]
