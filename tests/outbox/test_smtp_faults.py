"""Whatever a mail server does, a mail is neither lost nor held to be sent when it is not."""

import socket
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from outbox import delivery, transport
from outbox.delivery import Delivery
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in

from .mail_server import running, use

GROUP = "ryhma@vesuri.example"


@pytest.fixture
def mail(client, url, town):
    """The mail to the group, due; the receipt is out of the way."""
    client.post(url, filled_in("municipality:kuhmoinen"))
    OutboxMail.objects.filter(kind="receipt").delete()
    return OutboxMail.objects.get()


def deliver(hours=0):
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        return delivery.deliver_due(limit=1)


def test_a_refused_mail_is_given_up(mail, settings):
    with running(settings) as server:
        server.refusal[GROUP] = "550 no such user"
        assert deliver() == {Delivery.FAILED: 1}
    assert not server.copies


def test_a_greylisted_mail_arrives_later(mail, settings):
    with running(settings) as server:
        server.refusal[GROUP] = "451 come back later"
        assert deliver() == {Delivery.DEFERRED: 1}
        server.refusal.clear()
        assert deliver(hours=1) == {Delivery.SENT: 1}
    assert server.copies == [mail.message_id]


def test_a_server_that_never_answers_holds_a_mail_up_no_longer_than_the_time_out(mail, settings, monkeypatch):
    monkeypatch.setattr(transport, "TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(settings, *silent.getsockname())
        assert deliver() == {Delivery.SERVER_AWAY: 1}
    mail.refresh_from_db()
    assert "timed out" in mail.last_error


def test_a_connection_that_breaks_after_the_data_costs_at_most_a_second_copy(mail, settings):
    with running(settings) as server:
        server.drops = True
        assert deliver() == {Delivery.DEFERRED: 1}
        server.drops = False
        assert deliver(hours=1) == {Delivery.SENT: 1}
    assert server.copies == [mail.message_id] * 2


def test_a_server_that_is_back_gets_what_waited(mail, settings):
    use(settings, "127.0.0.1", 1)
    assert deliver() == {Delivery.SERVER_AWAY: 1}
    with running(settings) as server:
        assert deliver(hours=1) == {Delivery.SENT: 1}
    assert server.copies == [mail.message_id]


def test_the_envelope_has_the_signed_return_address(mail, settings):
    settings.INCOMING_ADDRESS = "portaali@posti.example"
    with running(settings) as server:
        deliver()
    assert server.return_paths[GROUP].startswith(f"portaali+b.{mail.pk}.")
    assert server.messages[GROUP]["From"] == settings.DEFAULT_FROM_EMAIL
    link = mail.enquiry_mail
    assert server.messages[GROUP]["Reply-To"].startswith(f"portaali+r.{link.enquiry_id}.g{link.recipient_id}.")


def test_a_mail_that_ends_its_workers_is_parked_and_no_other_waits_for_it(client, url, town, settings):
    client.post(url, filled_in("municipality:kuhmoinen"))
    OutboxMail.objects.filter(kind="to_group").update(attempts=delivery.MAX_TRIES)
    with running(settings) as server:
        call_command("deliver_mail", verbosity=0)
    parked = OutboxMail.objects.get(kind="to_group")
    assert (parked.state, parked.last_error) == ("failed", "every worker that tried to send it has died")
    assert GROUP not in server.messages
    assert {mail.kind for mail in OutboxMail.objects.filter(state="sent")} == {"receipt", "failure"}


def test_the_last_try_that_is_allowed_is_made(client, url, town, settings):
    client.post(url, filled_in("municipality:kuhmoinen"))
    OutboxMail.objects.filter(kind="to_group").update(attempts=delivery.MAX_TRIES - 1)
    with running(settings) as server:
        call_command("deliver_mail", verbosity=0)
    assert GROUP in server.messages
