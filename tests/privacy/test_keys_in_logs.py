"""Who reads the logs cannot open the page of a sender."""

import logging

import pytest
from django.urls import reverse

from accounts import links
from privacy.log_filter import HideKeysFilter
from tests.enquiries.sender import page_of
from tests.staff import make_staff


@pytest.fixture
def user_link(db):
    """The key in a link that lets a member of staff choose their password."""
    return links.link_url(make_staff("editor@ryhma.example"), links.RESET).rstrip("/").rpartition("/")[2]


@pytest.fixture
def logged():
    """Return a function that returns what the handler of the settings has written so far."""
    (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
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


def test_the_lines_of_the_development_server_hold_no_key(enquiry, user_link, logged, capfd):
    server = logging.getLogger("django.server")
    paths = [page_of(enquiry), page_of(enquiry) + "?done=sent", reverse("accounts:new-password", args=[user_link])]
    for path in paths:
        server.info('"%s" %s %s', f"GET {path} HTTP/1.1", "200", "1234", extra={"server_time": "now"})
    written = logged() + "".join(capfd.readouterr())
    assert written.count("GET") == len(paths)
    assert enquiry.status_key not in written
    assert user_link.rpartition(":")[2] not in written


@pytest.mark.parametrize("name", ["django", "django.request", "django.security", "django.server"])
def test_no_handler_writes_past_the_filter(name):
    logger, handlers = logging.getLogger(name), []
    while logger:
        handlers += logger.handlers
        logger = logger.parent if logger.propagate else None
    ours = [each for each in handlers if type(each).__module__ in ("logging", "django.utils.log")]
    assert ours
    assert all(any(isinstance(which, HideKeysFilter) for which in each.filters) for each in ours)


def test_other_lines_stay_as_they_are(logged):
    logging.getLogger("enquiries").warning("Mail %s put off until %s", 7, "2026-11-24T09:00:00+02:00")
    assert "Mail 7 put off until 2026-11-24T09:00:00+02:00" in logged()
