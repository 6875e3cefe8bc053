"""A case whose mails have left with signed addresses, and mails as others write them."""

import pytest

from enquiries.inbound.process import process_message
from enquiries.models import Enquiry
from outbox import delivery
from outbox.handlers import handler_of
from outbox.models import OutboxMail
from outbox.signed_addresses import return_path
from tests.enquiries.conftest import filled_in

GROUP, SENDER = "ryhma@vesuri.example", "edustaja@kunta.example"


@pytest.fixture
def enquiry(client, url, town, settings):
    settings.INCOMING_ADDRESS = "portaali@posti.example"
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    client.post(url, filled_in("municipality:kuhmoinen"))
    delivery.deliver_due()
    return Enquiry.objects.get()


def to_group():
    return OutboxMail.objects.get(kind="to_group")


def receipt():
    return OutboxMail.objects.get(kind="receipt")


def reply_to(mail):
    """Return the address that answers to an OutboxMail go to."""
    return handler_of(mail).reply_to()


def written(author, to, text="Kyllä sopii.", headers="", number=1):
    """Return the bytes of a plain mail. headers: further lines."""
    head = f"From: {author}\nTo: {to}\nSubject: Vs: Yhteydenotto\nMessage-ID: <m{number}@muu.example>\n{headers}"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def from_group(text="Kyllä sopii.", author=GROUP, **more):
    return written(author, reply_to(to_group()), text, **more)


def from_sender(text="Kiitos, tulen.", author=SENDER, **more):
    return written(author, reply_to(receipt()), text, **more)


def report(mail, action="failed", status="5.1.1", said="smtp; 550 no such user"):
    """Return a standard report (RFC 3464) about an OutboxMail."""
    return f"""From: MAILER-DAEMON@muu.example
To: {return_path(mail)}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Your mail could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; muu.example
Arrival-Date: Tue, 3 Feb 2026 12:15:00 +0200

Final-Recipient: rfc822; {mail.to}
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--B
Content-Type: text/rfc822-headers

From: portaali@posti.example
Message-ID: {mail.message_id}

--B--
""".encode()


__all__ = [
    "GROUP",
    "SENDER",
    "from_group",
    "from_sender",
    "process_message",
    "receipt",
    "reply_to",
    "report",
    "return_path",
    "to_group",
    "written",
]
