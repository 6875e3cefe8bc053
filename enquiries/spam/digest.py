"""What is held as suspected spam: each week the coordinator is told that somebody must look.

Held enquiries are erased after a time (see retention.py), and never unseen: only those that such a mail has told of.
"""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from enquiries import emails
from enquiries.models import Enquiry, OutboxMail
from enquiries.states import CaseState
from outbox.states import MailState

_MARK = "<held-"  # begins the Message-ID of such a mail, which goes on with the week: one a week, whoever runs twice


def tell_of_held(today):
    """Write this week's mail to the coordinator when anything is held; return whether it was written. today: date."""
    waiting = Enquiry.objects.filter(state=CaseState.HELD).order_by("created_at")
    oldest = waiting.first()
    if oldest is None:
        return False
    year, week, _day = today.isocalendar()
    mark = f"{_MARK}{year}-{week:02}@"
    if OutboxMail.objects.filter(message_id__startswith=mark).exists():
        return False
    context = {
        "count": waiting.count(),
        "erased_on": timezone.localdate(oldest.created_at) + timedelta(days=settings.KEEP_SPAM_DAYS),
        "address": settings.PORTAL_URL + reverse("admin:enquiries_enquiry_changelist") + "?state__exact=held",
    }
    with override(settings.LANGUAGE_CODE):
        subject, body = (render_to_string(f"enquiries/mail/held{part}.txt", context) for part in ("_subject", ""))
    mail = emails.to_staff(settings.COORDINATOR_EMAIL, settings.LANGUAGE_CODE, subject, body)
    mail.message_id = mark + mail.message_id.partition("@")[2]
    try:
        with transaction.atomic():
            mail.save()
    except IntegrityError:  # another process was quicker
        return False
    return True


def told_at():
    """Return when the last mail that has told of held enquiries was written, None for never."""
    told = OutboxMail.objects.filter(message_id__startswith=_MARK, state=MailState.SENT)
    return told.aggregate(at=Max("created_at"))["at"]
