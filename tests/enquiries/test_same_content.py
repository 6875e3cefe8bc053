"""The same text of the same sender about the same place to the same groups is one enquiry for a day."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from enquiries.models import Enquiry
from enquiries.place_choices import EnquiryPlace
from enquiries.services import Submission, send_enquiry
from outbox.models import OutboxMail
from ratelimit.models import Attempt
from tests.factories import DutyFactory

from .conftest import filled_in, form_token


def send(client, url, **changes):
    return client.post(url, filled_in("municipality:kuhmoinen", **changes))


def test_going_back_and_sending_again_leads_to_the_first_receipt(client, url, town):
    first = send(client, url)
    assertRedirects(send(client, url), first.url)  # filled_in makes a fresh token each time
    assert Enquiry.objects.count() == 1
    assert OutboxMail.objects.count() == 2
    assert Attempt.objects.count() == 1


def test_what_does_not_change_the_question_does_not_make_another(client, url, town):
    DutyFactory(slug="nuoriso")
    first = send(client, url)
    again = send(client, url, email="Edustaja@Kunta.example", name="Toinen nimi", phone="040 1234567", duties="nuoriso")
    assert again.url == first.url
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"text": "Toinen asia"}, {"email": "toinen@kunta.example"}, {"place": "municipality:kurikka", "to": "all"}],
)
def test_another_text_sender_or_place_is_another_enquiry(client, url, town, split_town, changes):
    send(client, url)
    send(client, url, **changes)
    assert Enquiry.objects.count() == 2


def test_another_group_is_another_enquiry(client, url, split_town):
    for to in ("liiveri", "suupohja", "all", "liiveri"):
        client.post(url, filled_in("municipality:kurikka", to=to))
    assert Enquiry.objects.count() == 3


def test_after_a_day_the_same_can_be_asked_again(client, url, town):
    receipts = []
    for hours in (0, 23, 25, 48):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            receipts.append(send(client, url, token=form_token()).url)
    assert receipts[0] == receipts[1] != receipts[2] == receipts[3]
    assert Enquiry.objects.count() == 2


def test_the_form_of_the_first_still_leads_to_its_own_receipt(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    first = client.post(url, data)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        second = send(client, url, token=form_token())
        assert client.post(url, data).url == first.url != second.url


@pytest.fixture
def submission(town, group):
    return Submission(EnquiryPlace(municipality=town), (group,), "Nimi", "nimi@kunta.example", "Asia", "fi")


def test_whoever_comes_second_gets_the_enquiry_of_the_first(submission):
    # send_enquiry does not look before it saves: the database refuses the second, as in a race.
    assert send_enquiry(submission, uuid.uuid4()) == send_enquiry(submission, uuid.uuid4())
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize("hours_ago", [None, 30], ids=["for the first time", "again after a day"])
def test_processes_that_save_it_at_the_same_moment_make_one(transactional_db, submission, hours_ago):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one process write at a time; threads of a test would share a database in memory")
    if hours_ago:
        older = send_enquiry(submission, uuid.uuid4())
        Enquiry.objects.update(created_at=older.created_at - timedelta(hours=hours_ago))
    start = threading.Barrier(4)

    def save(_number):
        start.wait()
        try:
            return send_enquiry(submission, uuid.uuid4()).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        saved = set(pool.map(save, range(4)))
    assert len(saved) == 1
    assert Enquiry.objects.count() == (2 if hours_ago else 1)
