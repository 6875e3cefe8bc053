"""How healthy the way out is: how long mails have waited, and how many were given up."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from .models import TRIED_FOR, OutboxMail
from .states import MailState


def oldest_unsent(now: datetime) -> timedelta | None:
    """Return for how long the oldest unsent mail has waited; None when no mail waits.

    A mail that a person queued again has waited since then.
    """
    queued = OutboxMail.objects.filter(state=MailState.QUEUED)
    give_up_at = queued.aggregate(first=Min("give_up_at"))["first"]
    return now - (give_up_at - TRIED_FOR) if give_up_at else None


def is_late(age: timedelta | None) -> bool:
    """Return whether somebody should look after the mail. age: what oldest_unsent returns."""
    return age is not None and age >= timedelta(minutes=settings.MAIL_STALE_MINUTES)


def summary(now: datetime) -> str:
    """Return in words how old the oldest unsent mail is and how many were given up."""
    oldest = OutboxMail.objects.filter(state=MailState.QUEUED).order_by("created_at").first()
    failed = OutboxMail.objects.filter(state=MailState.FAILED).count()
    waits = (
        gettext("The oldest unsent mail is %(age)s old.") % {"age": timesince(oldest.created_at, now, depth=1)}
        if oldest
        else gettext("No mail is waiting.")
    )
    given_up = (
        ngettext("%(count)d mail was given up.", "%(count)d mails were given up.", failed) % {"count": failed}
        if failed
        else gettext("No mail was given up.")
    )
    return f"{waits} {given_up}"
