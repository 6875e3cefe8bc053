"""The worker command against a real SMTP server on this machine."""

import pytest
from django.core.management import call_command

from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in

from .mail_server import running


@pytest.fixture
def server(settings):
    with running(settings) as server:
        yield server


def test_mails_arrive_with_their_text_and_message_id(client, url, town, server):
    client.post(url, filled_in("municipality:kuhmoinen"))
    call_command("deliver_mail")
    row = OutboxMail.objects.get(kind="to_group")
    message = server.messages["ryhma@vesuri.example"]
    assert message["Message-ID"] == row.message_id
    assert message.get_payload(decode=True).decode().replace("\r\n", "\n").strip() == row.body.strip()
    assert set(server.messages) == {"ryhma@vesuri.example", "edustaja@kunta.example"}


def test_a_refused_recipient_is_given_up_and_a_greylisted_one_put_off(client, url, town, server):
    client.post(url, filled_in("municipality:kuhmoinen"))
    server.refusal = {"ryhma@vesuri.example": "550 no such user", "edustaja@kunta.example": "451 come back later"}
    call_command("deliver_mail", "--limit", "2")
    states = {mail.kind: (mail.state, mail.last_error) for mail in OutboxMail.objects.exclude(kind="failure")}
    assert states == {"to_group": ("failed", "550 no such user"), "receipt": ("queued", "451 come back later")}
