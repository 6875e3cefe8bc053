"""What the headers say to browsers: nothing from elsewhere, no frame, no sniffing, no cookie before a form."""

import re

import pytest
from django.db import transaction

from tests.leaderportal.pages.world import PAGES, address, make_world

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
pytestmark = pytest.mark.django_db
ADDRESSES = sorted({address(name, *args) + query for name, args, query in PAGES} | {"/en/nothing/", "/en/groups/x/"})
every_page = pytest.mark.parametrize("path", ADDRESSES)


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


@every_page
def test_every_page_carries_the_same_strict_headers(client, path):
    headers = client.get(path).headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@every_page
def test_no_page_sets_a_cookie_but_the_form(client, path):
    response = client.get(path)
    assert bool(response.cookies) == path.startswith(address("enquiry"))
    assert "Cookie" not in response.headers.get("Vary", "") or response.cookies


@every_page
def test_no_page_breaks_the_policy_or_asks_another_host(client, path):
    page = client.get(path).content.decode()
    assert not re.search(r"<style|<[^>]*\s(style|on\w+)=|<script(?![^>]* src=)|=.javascript:", page)
    loaded = re.findall(r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(url.startswith("/static/") or url.startswith("/media/") for url in loaded)
