"""What is held as suspected spam: each week the coordinator is told that somebody must look.

Held enquiries are erased after a time (see retention), and never unseen: only those that such a mail has reported.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.emails import to_staff
from enquiries.models import Enquiry
from enquiries.states import CaseState
from outbox.compose import render
from outbox.models import OutboxMail
from outbox.services import queue_once
from outbox.states import MailState

KEY_PREFIX = "spam-digest:"  # goes on with the week, as in "spam-digest:2026-W48": one mail a week


def report_held(today: date) -> bool:
    """Write this week's mail to the coordinator when anything is held; return whether it was written."""
    held = Enquiry.objects.filter(state=CaseState.HELD).order_by("created_at")
    oldest = held.first()
    if oldest is None:
        return False
    context = {
        "count": held.count(),
        "erased_on": timezone.localdate(oldest.created_at) + timedelta(days=settings.KEEP_SPAM_DAYS),
        "address": settings.PORTAL_URL + reverse("admin:enquiries_enquiry_changelist") + "?state__exact=held",
    }
    with override(settings.LANGUAGE_CODE):
        text = render("enquiries/mail/held", context, settings.LANGUAGE_CODE)
    year, week, _day = today.isocalendar()
    return queue_once(to_staff(settings.COORDINATOR_EMAIL, text, f"{KEY_PREFIX}{year}-W{week:02}"))


def reported_at() -> datetime | None:
    """Return when the last mail that has reported held enquiries was written, None for never."""
    sent = OutboxMail.objects.filter(dedup_key__startswith=KEY_PREFIX, state=MailState.SENT)
    return sent.aggregate(at=Max("created_at"))["at"]
