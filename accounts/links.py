"""Links in mails that let somebody set their password: signed, for one purpose, and valid until they are used."""

from contextlib import suppress
from datetime import timedelta
from typing import Literal

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

Purpose = Literal["invitation", "reset"]
INVITATION: Purpose = "invitation"
RESET: Purpose = "reset"
VALID_FOR = {INVITATION: timedelta(days=7), RESET: timedelta(hours=3)}
_SALT = "leaderportal.signin.links"  # a salt, not a module


def link_url(user: User, purpose: Purpose) -> str:
    """Return the whole address of a link for a user, in the active language."""
    key = signing.dumps([user.pk, _state(user)], salt=f"{_SALT}.{purpose}")
    return settings.PORTAL_URL + reverse("accounts:new-password", args=[key])


def user_by_key(key: str, lock: bool = False) -> User | None:
    """Return the user who may set their password with the key of a link; None when it is used, too old or not ours.

    lock: hold the user's row to the end of the transaction, so that of two uses at once only the first counts.
    """
    pk, state = _read(key)
    users = get_user_model().objects.select_for_update() if lock else get_user_model().objects
    user = users.filter(pk=pk, is_active=True, is_staff=True).first()
    return user if user and constant_time_compare(state, _state(user)) else None


def _read(key: str) -> tuple[int, str]:
    for purpose, age in VALID_FOR.items():
        with suppress(signing.BadSignature):
            return signing.loads(key, salt=f"{_SALT}.{purpose}", max_age=age)
    return 0, ""


def _state(user: User) -> str:
    # Changes with a new password, a sign-in or another address: any of them ends the link.
    last_login = user.last_login and int(user.last_login.timestamp())
    return salted_hmac(_SALT, f"{user.password} {user.email} {last_login}", algorithm="sha256").hexdigest()[:32]
