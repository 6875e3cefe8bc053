"""Sessions end with a new password, with deactivation and on demand."""

from urllib.parse import quote

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from accounts import links, sessions
from tests.staff import PASSWORD, let_in, make_staff

ACCESS, CHANGE = reverse("accounts:access"), reverse("accounts:change-password")
NEW = {"new_password1": "viisi-vihreaa-venetta", "new_password2": "viisi-vihreaa-venetta"}


def is_in(client):
    return client.get(ACCESS).status_code == 200


@pytest.fixture
def here(user):
    return let_in(Client(), user)


@pytest.fixture
def elsewhere(user):
    return let_in(Client(), user)


def test_a_changed_password_ends_them_all_but_this_one(here, elsewhere):
    assert here.post(CHANGE, {"old_password": PASSWORD, **NEW}).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_wrong_current_password_changes_nothing(here, elsewhere, user):
    assert here.post(CHANGE, {"old_password": "wrong-password", **NEW}).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert is_in(elsewhere)


def test_a_password_set_by_a_link_ends_them_all(elsewhere, user):
    user.refresh_from_db()
    key = links.link_url(user, links.RESET).rstrip("/").rpartition("/")[2]
    assert Client().post(reverse("accounts:new-password", args=[key]), NEW).status_code == 302
    assert not is_in(elsewhere)


def test_deactivation_ends_them_also_when_the_user_comes_back(elsewhere, user):
    user.is_active = False
    user.save()
    assert not is_in(elsewhere)


def test_signing_out_everywhere_ends_them_all_but_nobody_else_s(here, elsewhere):
    other = let_in(Client(), make_staff("other@ryhma.example"))
    assert here.post(reverse("accounts:sign-out-everywhere")).status_code == 302
    assert [is_in(client) for client in (here, elsewhere, other)] == [False, False, True]


def test_the_number_of_ended_sessions_is_returned(here, elsewhere, user):
    assert sessions.end_sessions(user) == 2
    assert sessions.end_sessions(user) == 0


def test_a_session_of_a_former_release_signs_in_again(here):
    session = here.session
    session[BACKEND_SESSION_KEY] = "leaderportal.signin.backends.ByPassword"
    session.save()
    assertRedirects(here.get(ACCESS), f"{reverse('accounts:sign-in')}?next={quote(ACCESS, safe='')}")
