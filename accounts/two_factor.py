"""The second factor: codes from an app on the phone (TOTP), and recovery codes for when the phone is lost."""

import re
from base64 import b32encode

import django_otp
import segno
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

RECOVERY_CODES = 10
SET_UP_WITHIN_SECONDS = 3600  # from the page that shows the key to the code that proves the phone knows it
_DIGITS = TOTPDevice._meta.get_field("digits").default
_SALT = "leaderportal.signin.second_factor"  # a salt, not a module


def is_set_up(user: User) -> bool:
    """Return whether a user has a phone that gives codes."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def new_key() -> str:
    """Return a new secret key in hexadecimal."""
    return default_key()


def sign_key(user: User, key: str) -> str:
    """Return a secret key as signed text, for this user alone: nothing is stored until their phone has proved it."""
    return signing.dumps([user.pk, key], salt=_SALT)


def read_key(user: User, signed: str) -> str | None:
    """Return the secret key in hexadecimal, None when the text is not this user's or too old."""
    try:
        owner, key = signing.loads(signed, salt=_SALT, max_age=SET_UP_WITHIN_SECONDS)
    except signing.BadSignature:
        return None
    return key if owner == user.pk else None


def provisioning_uri(user: User, key: str) -> str:
    """Return the address that an app reads (otpauth://…). key: hexadecimal."""
    return TOTPDevice(user=user, key=key).config_url


def readable_key(key: str) -> str:
    """Return a key to be typed into an app: base32 in groups of four. key: hexadecimal."""
    text = b32encode(bytes.fromhex(key)).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def qr_code(address: str) -> str:
    """Return the QR code of an address as a data URI with an SVG, dark on white also in the dark."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


@transaction.atomic
def set_up(user: User, key: str, code: str) -> tuple[TOTPDevice | None, list[str]]:
    """Store the phone that knows the key, instead of any earlier one; return it with new recovery codes.

    code: what the phone shows now. Returns (None, []) when it is not right.
    """
    get_user_model().objects.select_for_update().get(pk=user.pk)  # twice at once would leave two phones
    phone = TOTPDevice.objects.create(user=user, name="phone", key=key, confirmed=False)
    if not phone.verify_token(_plain(code)):
        phone.delete()
        return None, []
    TOTPDevice.objects.filter(user=user).exclude(pk=phone.pk).delete()
    phone.confirmed = True
    phone.save(update_fields=["confirmed"])
    return phone, renew_recovery_codes(user)


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Return ten new recovery codes, "abcd-efgh"; each works once, earlier ones no longer."""
    StaticDevice.objects.filter(user=user).delete()
    paper = StaticDevice.objects.create(user=user, name="paper")
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=paper, token=code) for code in codes])
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes a user has not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def verify_code(user: User, code: str) -> Device | None:
    """Return the device whose code this is, None when it is wrong or comes too soon after a wrong one.

    A code works once. Each wrong one doubles the time until the next is accepted.
    """
    code = _plain(code)
    device_class = TOTPDevice if len(code) == _DIGITS else StaticDevice
    device = device_class.objects.filter(user=user, confirmed=True).first()
    return django_otp.verify_token(user, device.persistent_id, code) if device else None


def remove_devices(user: User) -> None:
    """Remove phone and recovery codes of a user: they set up a phone again when they sign in next."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _plain(code: str) -> str:
    # People write codes in groups and in capitals.
    return re.sub(r"[\s-]", "", code).lower()
