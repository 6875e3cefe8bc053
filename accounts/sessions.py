"""End the sessions of a user. A new password ends them by itself, and so does deactivation."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_sessions(user: User) -> int:
    """Sign a user out everywhere; return the number of sessions.

    Reads all sessions, since a row does not say whose it is; only staff has any, so there are few.
    """
    current = Session.objects.filter(expire_date__gt=timezone.now())
    own = [session.pk for session in current if session.get_decoded().get(SESSION_KEY) == str(user.pk)]
    return Session.objects.filter(pk__in=own).delete()[0]
