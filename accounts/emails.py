"""The mails to staff about their access, as rows of the outbox that are not saved yet. None ever holds a password."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from enquiries import emails

from . import links


def invitation(user, language):
    """Return the mail that invites somebody to set her password."""
    with override(language):
        return _mail("invitation", user, user.email, language, link=links.link_url(user, links.INVITATION))


def reset(user, language):
    """Return the mail with a link to set a new password instead of a forgotten one."""
    with override(language):
        return _mail("reset", user, user.email, language, link=links.link_url(user, links.RESET))


def changed(user, what, address, language):
    """Return the mail that tells somebody of a change of her access, in case it was not hers.

    what: "password", "second_factor", "recovery_codes", "begun_anew" or "email". address: where it goes.
    """
    with override(language):
        return _mail("changed", user, address, language, what=what)


def _mail(name, user, address, language, **context):
    context |= {
        "user": user,
        "sign_in": settings.PORTAL_URL + reverse("accounts:sign-in"),
        "operator_email": settings.OPERATOR_EMAIL,
    }
    subject = render_to_string(f"accounts/mail/{name}_subject.txt", context)
    return emails.to_staff(address, language, subject, render_to_string(f"accounts/mail/{name}.txt", context))
