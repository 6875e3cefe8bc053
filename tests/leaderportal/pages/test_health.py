"""Monitoring learns whether the process lives, the database answers and mail gets away."""

from datetime import timedelta

import pytest
import time_machine
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from outbox import health, services
from outbox.models import OutboxMail


def mail(**columns):
    now = timezone.now()
    fields = {"kind": "staff", "to": "x@kunta.example", "subject": "x", "body": "x", "language": "fi"}
    number = OutboxMail.objects.count()
    return OutboxMail.objects.create(
        message_id=f"<{number}@x>",
        created_at=now,
        next_try_at=now,
        give_up_at=now + timedelta(hours=72),
        **fields,
        **columns,
    )


def test_a_living_process_says_so_without_the_database(client):
    response = client.get("/healthz")  # pytest-django fails any use of the database here
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_the_database_answers(client, db):
    assert client.get("/readyz").json() == {"database": "ok", "mail": "ok", "oldest_unsent_seconds": None}


def test_the_age_of_the_oldest_unsent_mail_is_reported(client, db):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        mail()
        clock.shift(60)
        mail()
        clock.shift(29 * 60)
        assert client.get("/readyz").json() == {"database": "ok", "mail": "late", "oldest_unsent_seconds": 1800}


def test_a_mail_that_was_put_off_is_as_old_as_it_is(client, db):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        mail(attempts=3)
        clock.shift(90)
        OutboxMail.objects.update(next_try_at=timezone.now() + timedelta(hours=1))
        assert client.get("/readyz").json()["oldest_unsent_seconds"] == 90


def test_what_was_sent_or_given_up_is_not_waited_for(client, db):
    services.record_sent(mail(), timezone.now())
    services.record_failed(mail(), "550 no")
    assert client.get("/readyz").json()["oldest_unsent_seconds"] is None


def test_a_mail_that_is_tried_again_waits_from_then_on(client, db, django_user_model):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        failed = mail()
        services.record_failed(failed, "550 no")
        clock.shift(7200)
        services.try_again(failed, django_user_model.objects.create(username="desk"))
        clock.shift(5)
        assert client.get("/readyz").json()["oldest_unsent_seconds"] == 5


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_not_ready_when_the_database_fails(client, monkeypatch, error):
    def away(now):
        raise error("password of the database")

    monkeypatch.setattr(health, "oldest_unsent", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"database": "no answer"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_monitoring_may_ask_by_http_behind_tls(client, db, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200
