"""The worker command against a real SMTP server on this machine."""

import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command

from enquiries.models import OutboxMail

from .conftest import filled_in


class Server:
    """Takes mail, except for addresses that it is told to refuse."""

    def __init__(self):
        self.messages = {}
        self.refusal = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refusal:
            return self.refusal[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages[envelope.rcpt_tos[0]] = message_from_bytes(envelope.content)
        return "250 taken"


@pytest.fixture
def server(settings):
    server = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    controller.stop()


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


def test_without_a_mail_server_the_mails_wait(client, url, town, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.post(url, filled_in("municipality:kuhmoinen"))
    call_command("deliver_mail", verbosity=0)
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("queued", 1)}
