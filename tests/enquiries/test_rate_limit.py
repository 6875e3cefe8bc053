"""How many enquiries one network address may send, and how little is kept of it."""

from datetime import timedelta
from itertools import count, islice

import pytest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.asserts import assertContains

from enquiries.models import Enquiry
from ratelimit import limits
from ratelimit.models import Attempt

from .conftest import filled_in

PER_HOUR, PER_DAY = 3, 8
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def _low_limits(settings):
    settings.ENQUIRIES_PER_HOUR, settings.ENQUIRIES_PER_DAY = PER_HOUR, PER_DAY


def send(client, url, times, **extra):
    """Send some enquiries, each with a text of its own (the same twice is one enquiry); return the last answer."""
    for number in islice(NUMBERS, times):
        text = f"Voisiko ryhmä auttaa kyläilloissa? {number}"
        response = client.post(url, filled_in("municipality:kuhmoinen", text=text), **extra)
    return response


def test_over_the_limit_the_text_is_kept_and_the_answer_says_so(client, url, town):
    assert send(client, url, PER_HOUR).status_code == 302
    response = send(client, url, 1)
    assert response.status_code == 429
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?", status_code=429)
    assertContains(response, "from your network", status_code=429)
    assert Enquiry.objects.count() == PER_HOUR


def test_a_repetition_of_what_was_sent_is_not_limited(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    client.post(url, data)
    send(client, url, PER_HOUR)
    assert client.post(url, data).status_code == 302


def test_another_address_is_not_concerned(client, url, town):
    send(client, url, PER_HOUR)
    assert send(client, url, 1, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_invalid_forms_do_not_count(client, url, town):
    for _number in range(PER_HOUR + 1):
        client.post(url, filled_in("municipality:kuhmoinen", email=""))
    assert send(client, url, 1).status_code == 302


def test_after_an_hour_the_next_ones_are_taken(db):
    now = timezone.now()
    taken = [limits.consume("192.0.2.1", now + timedelta(minutes=step)) for step in range(PER_HOUR + 1)]
    assert taken == [True] * PER_HOUR + [False]
    assert limits.consume("192.0.2.1", now + timedelta(minutes=61))


def test_the_whole_day_is_counted_too(db):
    now = timezone.now()
    taken = [limits.consume("192.0.2.1", now + timedelta(minutes=30 * step)) for step in range(PER_DAY + 4)]
    assert taken == [True] * PER_DAY + [False] * 4
    assert limits.consume("192.0.2.1", now + timedelta(hours=25))


def test_old_rows_are_deleted_when_a_new_one_is_written(db):
    now = timezone.now()
    limits.consume("192.0.2.1", now - timedelta(hours=25))
    limits.consume("192.0.2.2", now)
    assert Attempt.objects.count() == 1


def test_the_address_itself_is_not_stored(db):
    limits.consume("192.0.2.1", timezone.now())
    assert "192.0.2.1" not in Attempt.objects.get().address_hash


@pytest.mark.parametrize(
    ("is_trusted", "meta", "expected"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_REAL_IP": "192.0.2.9"}, "192.0.2.1"),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "192.0.2.9"}, "192.0.2.9"),
        (True, {"REMOTE_ADDR": "127.0.0.1"}, "127.0.0.1"),
        (False, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.9"}, "127.0.0.1"),
        (True, {"REMOTE_ADDR": "", "HTTP_X_REAL_IP": "no address"}, ""),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::"),
        (False, {"REMOTE_ADDR": "::ffff:192.0.2.1"}, "192.0.2.1"),
    ],
)
def test_the_senders_address_cannot_be_forged(settings, is_trusted, meta, expected):
    settings.TRUSTED_PROXY = is_trusted
    assert limits.client_ip(RequestFactory().get("/", **meta)) == expected
