"""Who somebody is, by user name and password. What she may do is for groups.permissions to say."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend


class PasswordBackend(BaseBackend):
    """Know active members of staff by user name, whatever its case, and password."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """Return the user, None for a wrong name, a wrong password or somebody who may not come in.

        Whichever it is, a password is hashed once: the time that the answer takes tells nothing.
        """
        user = _named(username)
        if user is None:
            get_user_model()().set_password(password)
            return None
        return user if user.check_password(password) and _may_come_in(user) else None

    def get_user(self, user_id):
        """Return the user of a session, None once she is not active: her sessions are over."""
        user = get_user_model().objects.filter(pk=user_id).first()
        return user if user and user.is_active else None


def _named(username):
    found = list(get_user_model().objects.filter(username__iexact=username)[:2])
    return found[0] if len(found) == 1 else next((user for user in found if user.username == username), None)


def _may_come_in(user):
    return user.is_active and user.is_staff
