"""Operations on the access of staff. Each is one transaction that leaves its mails in the outbox."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from outbox.models import OutboxMail

from . import emails, links, sessions, two_factor

MAILS_PER_HOUR = 5  # to one address: nobody can fill another's mailbox by asking for links


def invite(user: User, language: str) -> None:
    """Send somebody the link to set their password, again if need be; an earlier link stays valid beside it."""
    emails.invitation(user, language).save()


@transaction.atomic
def send_reset(address: str, language: str) -> None:
    """Send a link to set a new password to the active staff with the address.

    Nothing is returned, and about the same work is done when nobody has it: neither the answer nor the time it takes
    gives away who is among the staff.
    """
    users = get_user_model().objects
    staff = list(users.filter(email__iexact=address, is_active=True, is_staff=True))
    hour_ago = timezone.now() - timedelta(hours=1)
    recent = OutboxMail.objects.filter(kind=emails.MailKind.STAFF, to__iexact=address, created_at__gt=hour_ago).count()
    for user in staff or [get_user_model()(pk=0, email=address)]:
        mail = emails.reset(user, language)
        if staff and recent < MAILS_PER_HOUR:
            mail.save()


@transaction.atomic
def set_password_by_link(key: str, password: str, language: str) -> User | None:
    """Set a password by the key of a link; return the user, None when the link has just been used.

    It ends every session of the user.
    """
    user = links.user_by_key(key, lock=True)
    if user is None:
        return None
    if user.has_usable_password():
        notify_of_change(user, "password", language)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@transaction.atomic
def reset_second_factor(user: User, language: str) -> None:
    """Remove phone and recovery codes of somebody who has lost both, and sign them out everywhere."""
    two_factor.remove_devices(user)
    sessions.end_sessions(user)
    notify_of_change(user, "second_factor_reset", language)


def notify_of_change(user: User, change: emails.Change, language: str, address: str | None = None) -> None:
    """Notify somebody of a change of their access, in case it was not theirs.

    address: where to, when not the user's present address. Somebody without an address gets no mail.
    """
    if address or user.email:
        emails.change_notice(user, change, address or user.email, language).save()
