"""Signed addresses of the portal's mailbox, "portal+<tag>.<signature>@…": only whom the portal wrote to knows one.

The tag says what the address stands for; b.12 is the envelope sender of mail 12, to which servers report that it could
not be delivered. Nobody can make an address up. Without settings.INCOMING_ADDRESS there are none.
"""

import base64
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import OutboxMail

SIGNATURE_LENGTH = 16  # characters of 5 bits; small letters only, since servers on the way may change the case
_BOUNCE_TAG = re.compile(r"b\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class BounceAddress:
    """A report that comes to this address is about a mail that could not be delivered."""

    mail_id: int


def return_path(mail: OutboxMail) -> str:
    """Return the envelope sender of a mail: where servers report that it could not be delivered."""
    return signed_address(f"b.{mail.pk}") if settings.INCOMING_ADDRESS else settings.DEFAULT_FROM_EMAIL


def bounce_address(tag: str) -> BounceAddress | None:
    """Return what the tag of an envelope sender stands for, None for any other tag."""
    match = _BOUNCE_TAG.fullmatch(tag)
    return BounceAddress(int(match[1])) if match else None


def signed_address(tag: str) -> str:
    """Return the address of the portal's mailbox that carries a tag, such as "b.12"."""
    local, _at, domain = settings.INCOMING_ADDRESS.rpartition("@")
    return f"{local}+{tag}.{_signature(tag, settings.SECRET_KEY)}@{domain}"


def read_tag(address: str) -> str:
    """Return the tag of a signed address, "" for any other text."""
    own_local, _at, own_domain = settings.INCOMING_ADDRESS.lower().rpartition("@")
    local, _at, domain = address.strip().lower().rpartition("@")
    base, _plus, rest = local.partition("+")
    if not own_local or (base, domain) != (own_local, own_domain):
        return ""
    tag, _dot, signature = rest.rpartition(".")
    return tag if _is_ours(tag, signature) else ""


def _is_ours(tag: str, signature: str) -> bool:
    # Mails signed with the former key are still on their way when it is changed.
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(signature, _signature(tag, key)) for key in keys)


def _signature(tag: str, key: str) -> str:
    # The salt is older than this app: what is out in mails must stay valid.
    digest = salted_hmac("enquiries.addresses", tag, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE_LENGTH]
