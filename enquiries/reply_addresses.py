"""Signed addresses that say which case a reply belongs to.

    portal+r.7.g9.<signature>@…    the recipient 9 of enquiry 7 answers: its Reply-To
    portal+r.7.s9.<signature>@…    the sender of enquiry 7 replies to its recipient 9, with s0 to all

Without settings.INCOMING_ADDRESS there are none: replies go straight to the other side (OutboxMail.reply_to), and mails
come back to the portal's sender address.
"""

import re
from dataclasses import dataclass

from django.conf import settings

from outbox.signed_addresses import BounceAddress, bounce_address, read_tag, signed_address

from .models import EnquiryMail

_TAG = re.compile(r"r\.(?P<enquiry>\d{1,18})\.(?P<who>[gs])(?P<recipient>\d{1,18})", re.ASCII)
_KIND = EnquiryMail.Kind
_ANSWERED_BY_GROUP = {_KIND.TO_GROUP, _KIND.REPLY, _KIND.REMINDER}
_ANSWERED_BY_SENDER = {_KIND.RECEIPT, _KIND.ANSWER, _KIND.FOLLOW_UP}


@dataclass(frozen=True)
class ReplyAddress:
    """What comes to this address goes on with a case. recipient_id: None when the sender writes to all."""

    enquiry_id: int
    recipient_id: int | None
    is_by_group: bool


def reply_to(link: EnquiryMail) -> str:
    """Return the address that answers to a mail of an enquiry go to, "" when it is not meant to be answered."""
    kind = link.mail.kind
    who = "g" if kind in _ANSWERED_BY_GROUP else "s" if kind in _ANSWERED_BY_SENDER else ""
    if not (settings.INCOMING_ADDRESS and who):
        return link.mail.reply_to
    return signed_address(f"r.{link.enquiry_id}.{who}{link.recipient_id or 0}")


def read(address: str) -> BounceAddress | ReplyAddress | None:
    """Return what a signed address stands for, None for any other text."""
    tag = read_tag(address)
    match = _TAG.fullmatch(tag)
    if match is None:
        return bounce_address(tag)
    return ReplyAddress(int(match["enquiry"]), int(match["recipient"]) or None, match["who"] == "g")
