"""Deeds on the access of staff. Each is one transaction that leaves its mails in the outbox."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from enquiries.models import OutboxMail

from . import emails, links, sessions, two_factor

MAILS_PER_HOUR = 5  # to one address: nobody can fill another's mailbox by asking for links


def invite(user, language):
    """Send somebody the link to set her password, again if need be; an earlier link stays valid beside it."""
    emails.invitation(user, language).save()


@transaction.atomic
def send_reset(address, language):
    """Send a link to set a new password to whoever of the active staff has the address. address: clean str.

    Nothing comes back, and about the same work is done when nobody has it: neither the answer nor the time it takes
    tells who is among the staff.
    """
    users = get_user_model().objects
    found = list(users.filter(email__iexact=address, is_active=True, is_staff=True))
    hour_ago = timezone.now() - timedelta(hours=1)
    recent = OutboxMail.objects.filter(kind=OutboxMail.Kind.STAFF, to__iexact=address, created_at__gt=hour_ago).count()
    for user in found or [get_user_model()(pk=0, email=address)]:
        mail = emails.reset(user, language)
        if found and recent < MAILS_PER_HOUR:
            mail.save()


@transaction.atomic
def set_password_by_link(key, password, language):
    """Set a password with what came by mail; return the user, None when the link has just been used.

    Every session of the user is over by it.
    """
    user = links.user_of(key, lock=True)
    if user is None:
        return None
    if user.has_usable_password():
        tell_of_change(user, "password", language)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@transaction.atomic
def begin_anew(user, language):
    """Take phone and recovery codes from somebody who has lost both, and sign her out everywhere."""
    two_factor.forget(user)
    sessions.end_sessions(user)
    tell_of_change(user, "begun_anew", language)


def tell_of_change(user, what, language, address=None):
    """Send word of a change of somebody's access, in case it was not hers. what: see mails.changed.

    address: where to, when not the user's address of now. Somebody without an address gets none.
    """
    if address or user.email:
        emails.changed(user, what, address or user.email, language).save()
