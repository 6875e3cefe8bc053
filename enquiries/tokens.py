"""Signed tokens: the one in the form, and the one in the address of the receipt."""

import time
import uuid
from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

FORM_MAX_AGE_SECONDS = 24 * 3600
_FORM = signing.Signer(salt="enquiries.form")
_RECEIPT = signing.Signer(salt="enquiries.receipt")


@dataclass(frozen=True)
class FormToken:
    """When a form was handed out, and the key that makes every sending of it the same submission."""

    key: uuid.UUID
    age_seconds: float

    @property
    def is_expired(self) -> bool:
        return not 0 <= self.age_seconds <= FORM_MAX_AGE_SECONDS


def new_form_token(age_seconds: float = 0.0) -> str:
    """Return the text of a fresh token. age_seconds: how long ago the form counts as handed out."""
    return _FORM.sign(f"{uuid.uuid4().hex}.{int((time.time() - age_seconds) * 1000)}")


def read_form_token(text: str) -> FormToken | None:
    """Return the token of a text, None when the portal has not signed it."""
    try:
        key, milliseconds = _FORM.unsign(text).split(".")
    except signing.BadSignature:
        return None
    return FormToken(uuid.UUID(key), time.time() - int(milliseconds) / 1000)


def refusal_message(token: FormToken | None) -> str:
    """Return what the sender of a form reads whose token is too old, or (None) could not be read."""
    if token is None or token.age_seconds < 0:
        return _("The form was not complete. Your text is here: please send it once more.")
    return _("The form was open for too long. Your text is here: please send it once more.")


def receipt_token(reference: str) -> str:
    """Return the part of the receipt's address that identifies an enquiry."""
    return _RECEIPT.sign(reference)


def read_receipt_token(text: str) -> str | None:
    """Return the reference of a token, None when the portal has not signed it."""
    try:
        return _RECEIPT.unsign(text)
    except signing.BadSignature:
        return None
