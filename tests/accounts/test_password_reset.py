"""A forgotten password: one answer to every address, a link that works once and for three hours."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from accounts import links
from accounts.services import MAILS_PER_HOUR
from outbox.models import OutboxMail
from tests.staff import PASSWORD, give_phone, make_staff

FORGOTTEN = reverse("accounts:forgotten")
NEW = {"new_password1": "viisi-vihreaa-venetta", "new_password2": "viisi-vihreaa-venetta"}


def link():
    """Return the path of the link in the newest mail."""
    body = OutboxMail.objects.first().body
    (address,) = [line for line in body.splitlines() if line.startswith("http")]
    return "/" + address.split("/", 3)[3]


def test_the_mail_leads_to_a_new_password(client, user):
    client.post(FORGOTTEN, {"email": "Editor@Ryhma.example"})
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.kind) == (user.email, "staff")
    assert client.post(link(), NEW).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW["new_password1"])


def test_every_address_gets_the_same_answer_after_the_same_statements(client, user):
    make_staff("gone@ryhma.example", is_active=False)
    pages, statements = set(), []
    for address in [user.email, "nobody@ryhma.example", "gone@ryhma.example"]:
        with CaptureQueriesContext(connection) as captured:
            response = client.post(FORGOTTEN, {"email": address})
        pages.add((response.status_code, response.content.decode().replace(address, "")))
        statements.append(len([query for query in captured if query["sql"].startswith("SELECT")]))
    assert len(pages) == 1
    assert len(set(statements)) == 1
    assert OutboxMail.objects.get().to == user.email


def test_who_has_not_used_the_invitation_may_ask_too(client, db):
    make_staff("new@ryhma.example", password=None)
    client.post(FORGOTTEN, {"email": "new@ryhma.example"})
    assert client.post(link(), NEW).status_code == 302


def test_nobody_s_mailbox_is_filled(client, user):
    for _number in range(MAILS_PER_HOUR + 3):
        assert client.post(FORGOTTEN, {"email": user.email}).status_code == 200
    assert OutboxMail.objects.count() == MAILS_PER_HOUR


def test_the_second_factor_is_still_asked_for(client, user):
    give_phone(user)
    client.post(FORGOTTEN, {"email": user.email})
    client.post(link(), NEW)
    assert client.get("/admin/")["Location"].startswith(reverse("accounts:code"))


def test_the_link_works_once(client, user):
    client.post(FORGOTTEN, {"email": user.email})
    path = link()
    assert client.post(path, NEW).status_code == 302
    assert client.get(path).status_code == 410
    other = {"new_password1": "toinen-uusi-salasana", "new_password2": "toinen-uusi-salasana"}
    assert client.post(path, other).status_code == 410
    user.refresh_from_db()
    assert user.check_password(NEW["new_password1"])


def test_no_later_request_carries_the_link(client, user):
    client.post(FORGOTTEN, {"email": user.email})
    assert client.get(link()).headers["Referrer-Policy"] == "strict-origin"


def test_opening_the_link_changes_nothing(client, user):
    client.post(FORGOTTEN, {"email": user.email})
    for _number in range(2):
        assert client.get(link()).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("change", ["sign in", "deactivate", "address"])
def test_what_happens_to_the_account_ends_the_link(client, user, change):
    client.post(FORGOTTEN, {"email": user.email})
    if change == "sign in":
        user.last_login = timezone.now()
    elif change == "deactivate":
        user.is_active = False
    else:
        user.email = "other@ryhma.example"
    user.save()
    assert client.get(link()).status_code == 410


@pytest.mark.parametrize(("hours", "status"), [(2.9, 200), (3.1, 410)])
def test_it_works_for_three_hours(client, user, hours, status):
    start = timezone.now()
    with time_machine.travel(start):
        client.post(FORGOTTEN, {"email": user.email})
    with time_machine.travel(start + timedelta(hours=hours)):
        assert client.get(link()).status_code == status


@pytest.mark.parametrize("key", ["x", "WzEsImEiXQ:1vN:abc", "a" * 5000, "ä"])
def test_a_forged_link_is_answered_like_a_used_one(client, db, key):
    assert client.get(reverse("accounts:new-password", args=["KEY"]).replace("KEY", key)).status_code == 410


@pytest.mark.parametrize("debug", [True, False])
def test_a_used_link_shows_how_to_get_another_in_development_too(client, db, settings, debug):
    settings.DEBUG = debug
    response = client.get(reverse("accounts:new-password", args=["used"]))
    assert response.templates[0].name == "accounts/link_expired.html"
    assertContains(response, f'href="{FORGOTTEN}"', status_code=410)


def test_of_two_uses_at_once_the_first_counts(client, user, monkeypatch):
    client.post(FORGOTTEN, {"email": user.email})
    path, real = link(), links.user_by_key

    def overtaken(key, lock=False):
        found = real(key, lock)
        if not lock:  # between this look and the next another request is quicker
            user.set_password("toinen-uusi-salasana")
            user.save()
        return found

    monkeypatch.setattr(links, "user_by_key", overtaken)
    assert client.post(path, NEW).status_code == 410
    user.refresh_from_db()
    assert user.check_password("toinen-uusi-salasana")


@pytest.mark.parametrize(
    "email", ["", "no address", "a@b.example\nBcc: c@d.example", "x" * 100_000, "\x00@ryhma.example"]
)
def test_what_is_no_address_is_refused_or_made_one_line(client, db, email):
    assert client.post(FORGOTTEN, {"email": email}).status_code == 200
    assert not OutboxMail.objects.exists()
