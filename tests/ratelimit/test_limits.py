"""How many attempts one network address has, and how little of it is stored."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from ratelimit import limits
from ratelimit.models import Attempt

PER_HOUR, PER_DAY = 3, 8


@pytest.fixture(autouse=True)
def _low_limits(settings):
    settings.ENQUIRIES_PER_HOUR, settings.ENQUIRIES_PER_DAY = PER_HOUR, PER_DAY


def test_after_an_hour_the_next_ones_are_accepted(db):
    now = timezone.now()
    accepted = [limits.consume("192.0.2.1", now + timedelta(minutes=step)) for step in range(PER_HOUR + 1)]
    assert accepted == [True] * PER_HOUR + [False]
    assert limits.consume("192.0.2.1", now + timedelta(minutes=61))


def test_the_whole_day_is_counted_too(db):
    now = timezone.now()
    accepted = [limits.consume("192.0.2.1", now + timedelta(minutes=30 * step)) for step in range(PER_DAY + 4)]
    assert accepted == [True] * PER_DAY + [False] * 4
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
