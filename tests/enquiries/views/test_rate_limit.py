"""How many enquiries may be sent from one network address."""

from itertools import count, islice

import pytest
from pytest_django.asserts import assertContains

from enquiries.models import Enquiry
from tests.enquiries.conftest import filled_in

PER_HOUR = 3
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def _low_limits(settings):
    settings.ENQUIRIES_PER_HOUR, settings.ENQUIRIES_PER_DAY = PER_HOUR, 8


def send(client, url, times, **extra):
    """Send some enquiries, each with a text of its own (the same twice is one enquiry); return the last response."""
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
