"""Members of staff for tests: with a password, with a phone, let in."""

import time

from django.contrib.auth import get_user_model
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "kuusi-harmaata-saarta"


def make_staff(username="editor@ryhma.example", *, password=PASSWORD, **fields):
    """Return an active member of staff without membership or phone."""
    users = get_user_model().objects
    return users.create_user(username, email=username, password=password, **{"is_staff": True, **fields})


def give_phone(user):
    """Return a phone that is set up for a user: TOTPDevice."""
    return TOTPDevice.objects.create(user=user, name="phone", confirmed=True)


def code_of(key, seconds_from_now=0):
    """Return the code that a phone shows: "012345". key: hexadecimal."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + seconds_from_now
    return f"{totp.token():06}"


def let_in(client, user):
    """Sign a user in on a test client with both factors."""
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = give_phone(user).persistent_id
    session.save()
    return client
