"""Who reads the logs cannot open the page of a sender."""

import logging

import pytest
from django.urls import reverse

from .sender import page_of


@pytest.fixture
def logged():
    """Return a function that returns what the handler of the settings has written so far."""
    (handler,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    lines = []
    before = handler.setStream(type("Stream", (), {"write": lines.append, "flush": lambda self: None})())
    yield lambda: "".join(lines)
    handler.setStream(before)


def test_a_page_that_is_refused_is_logged_without_its_key(client, enquiry, logged):
    client.put(page_of(enquiry))
    client.get(page_of(enquiry) + "nothing/")
    client.get(reverse("enquiry-receipt", args=["BCVH-MH7D:" + "x" * 43]))
    assert "/…/" in logged()
    assert ":…/" in logged()
    assert enquiry.status_key not in logged()


def test_other_lines_stay_as_they_are(logged):
    logging.getLogger("enquiries").warning("Mail %s put off until %s", 7, "2026-11-24T09:00:00+02:00")
    assert "Mail 7 put off until 2026-11-24T09:00:00+02:00" in logged()
