"""The mails to staff about their access, as rows of the outbox that are not saved yet. None ever holds a password."""

from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from outbox.compose import MailText, compose, render
from outbox.handlers import MailHandler
from outbox.models import OutboxMail

from . import links

Change = Literal["password", "second_factor", "recovery_codes", "second_factor_reset", "email"]


class MailKind(TextChoices):
    STAFF = "staff", _("to staff about their access")


class StaffMailHandler(MailHandler):
    """Follows a mail to staff: whoever invites sees among the mails what has become of it."""

    is_confidential = True  # it may hold a link to choose a password


def invitation(user: User, language: str) -> OutboxMail:
    """Return the mail that invites somebody to set their password."""
    with override(language):
        return _mail("invitation", user, user.email, language, link=links.link_url(user, links.INVITATION))


def reset(user: User, language: str) -> OutboxMail:
    """Return the mail with a link to set a new password instead of a forgotten one."""
    with override(language):
        return _mail("reset", user, user.email, language, link=links.link_url(user, links.RESET))


def change_notice(user: User, change: Change, address: str, language: str) -> OutboxMail:
    """Return the mail that notifies somebody of a change of their access, in case it was not theirs.

    address: where it goes.
    """
    with override(language):
        return _mail("change_notice", user, address, language, change=change)


def _mail(name: str, user: User, address: str, language: str, **context: Any) -> OutboxMail:
    context |= {
        "user_name": user.get_username(),
        "sign_in": settings.PORTAL_URL + reverse("accounts:sign-in"),
        "operator_email": settings.OPERATOR_EMAIL,
    }
    return to_staff(address, render(f"accounts/mail/{name}", context, language))


def to_staff(address: str, text: MailText, dedup_key: str | None = None) -> OutboxMail:
    """Return a mail to a member of staff, in words that the caller has chosen."""
    return compose(MailKind.STAFF, address, text, dedup_key=dedup_key)
