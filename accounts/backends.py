"""Who somebody is, by user name and password. What they may do is for groups.permissions to say."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import User
from django.http import HttpRequest


class PasswordBackend(BaseBackend):
    """Authenticate active members of staff by user name, whatever its case, and password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        """Return the user, None for a wrong name, a wrong password or somebody who may not sign in.

        Whichever it is, a password is hashed once: the time that the answer takes gives nothing away.
        """
        user = _user_called(username)
        if user is None:
            get_user_model()().set_password(password)
            return None
        return user if user.check_password(password or "") and _may_sign_in(user) else None

    def get_user(self, user_id: int) -> User | None:
        """Return the user of a session, None once they are not active: their sessions are over."""
        user = get_user_model().objects.filter(pk=user_id).first()
        return user if user and user.is_active else None


def _user_called(username: str | None) -> User | None:
    users = list(get_user_model().objects.filter(username__iexact=username)[:2])
    return users[0] if len(users) == 1 else next((user for user in users if user.username == username), None)


def _may_sign_in(user: User) -> bool:
    return user.is_active and user.is_staff
