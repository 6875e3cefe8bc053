"""While the mail server or the database is away the outbox waits, and goes on at once when they are back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.utils import timezone

from outbox import delivery, services
from outbox.delivery import Delivery
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in

from .mail_server import running, use


@pytest.fixture
def no_server(settings, client, url, town):
    """Two mails wait, and nothing listens where the mail server should be."""
    use(settings, "127.0.0.1", 1)
    client.post(url, filled_in("municipality:kuhmoinen"))


def gap():
    """Return for how long the mail that was tried waits."""
    return OutboxMail.objects.exclude(last_error="").get().next_try_at - timezone.now()


def test_a_round_ends_and_no_mail_is_charged_with_a_try(no_server):
    call_command("deliver_mail", verbosity=0)
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("queued", 0)}
    assert OutboxMail.objects.filter(last_error__contains="ConnectionRefused").count() == 1


def test_both_mails_leave_within_seconds_when_the_server_is_back(no_server, settings):
    assert delivery.deliver_due() == {Delivery.SERVER_AWAY: 1}
    with running(settings), time_machine.travel(timezone.now() + timedelta(seconds=6)):
        assert delivery.deliver_due() == {Delivery.SENT: 2}


@pytest.mark.parametrize(("waited", "expected"), [("20 s", 5), ("10 min", 60), ("60 h", 3600)])
def test_the_gap_grows_with_the_outage(no_server, waited, expected):
    number, unit = waited.split()
    later = timezone.now() + int(number) * timedelta(seconds={"s": 1, "min": 60, "h": 3600}[unit])
    with time_machine.travel(later, tick=False):
        delivery.deliver_due()
        assert round(gap().total_seconds()) == expected


def test_after_72_hours_every_mail_is_given_up_in_one_round(no_server):
    with time_machine.travel(timezone.now() + timedelta(hours=72)):
        assert delivery.deliver_due() == {Delivery.SERVER_AWAY: 1, Delivery.FAILED: 2}


@pytest.fixture
def database_stops(monkeypatch):
    """Let the database stop while it notes what was sent, as many times as the list says; yields the pauses made."""

    def stop(times):
        record, left, pauses = services.record_sent, [None] * times, []

        def failing(mail, now):
            record(mail, now)
            if left:
                left.pop()
                raise OperationalError("server closed the connection unexpectedly")

        monkeypatch.setattr(services, "record_sent", transaction.atomic(failing))
        monkeypatch.setattr(delivery, "sleep", pauses.append)
        monkeypatch.setattr(delivery, "close_old_connections", lambda: None)  # the test's own holds its data
        return pauses

    return stop


def test_what_was_sent_while_the_database_stopped_is_noted_and_not_sent_again(enquiry, settings, database_stops):
    with running(settings) as server:
        pauses = database_stops(times=3)
        assert delivery.deliver_due() == {Delivery.SENT: 2}
        assert delivery.deliver_due() == {}
    assert len(server.copies) == len(set(server.copies)) == 2
    assert len(pauses) == 3
    enquiry.refresh_from_db()
    assert enquiry.state == enquiry.recipients.get().state == "delivered"


def test_the_worker_waits_for_the_database_no_longer_than_its_lease(enquiry, settings, database_stops, monkeypatch):
    monkeypatch.setattr(delivery, "LEASE", timedelta(0))
    database_stops(times=1)
    with running(settings), pytest.raises(OperationalError):
        delivery.deliver_due()
