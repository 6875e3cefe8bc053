"""What tests of the sender's page and of the actions on a case share."""

from django.urls import reverse
from django.utils import timezone, translation

from outbox.models import OutboxMail
from outbox.services import record_sent

from .conftest import form_token


def page_of(enquiry, name="enquiry-status"):
    """Return the path of the sender's page in English. name: of its URL."""
    with translation.override("en"):
        return reverse(name, args=[enquiry.status_key])


def post_action(client, enquiry, action, **fields):
    """Post an action on the sender's page; return the response."""
    if action == "reply":
        fields = {"token": form_token(), **fields}
    return client.post(page_of(enquiry), {"action": action, **fields})


def recipient_of(enquiry):
    return enquiry.recipients.get()


def deliver(enquiry):
    """Let every queued mail of an enquiry reach its mail server."""
    for mail in enquiry.mails.filter(state="queued"):
        record_sent(mail, timezone.now())


def event_names(enquiry):
    """Return what has happened to an enquiry, in order."""
    return list(enquiry.events.values_list("what", flat=True))


def mails(kind):
    return list(OutboxMail.objects.filter(kind=kind).order_by("pk"))
