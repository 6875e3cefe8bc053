"""The mails to staff about their access, as rows of the outbox that are not saved yet. None ever holds a password."""

from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from enquiries import emails
from enquiries.models import OutboxMail

from . import links

Change = Literal["password", "second_factor", "recovery_codes", "second_factor_reset", "email"]


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
    subject = render_to_string(f"accounts/mail/{name}_subject.txt", context)
    return emails.to_staff(address, language, subject, render_to_string(f"accounts/mail/{name}.txt", context))
