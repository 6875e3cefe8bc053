"""Password, then code, then the administration."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override
from django_otp import DEVICE_ID_SESSION_KEY
from pytest_django.asserts import assertContains, assertRedirects

from tests.staff import PASSWORD, code_of, give_phone, let_in, make_staff

ADMIN = reverse("admin:index")
CODE = "accounts:code"


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_password_and_code_lead_to_the_requested_page(client, user, sign_in):
    phone = give_phone(user)
    target = reverse("admin:auth_user_changelist") + "?q=a"
    first = client.get(target, follow=True)
    page = first.redirect_chain[-1][0]
    second = client.post(page, {"username": user.username, "password": PASSWORD})
    third = client.post(second["Location"], {"code": code_of(phone.key)})
    assertRedirects(third, target, fetch_redirect_response=False)


@pytest.mark.parametrize("written", ["EDITOR@ryhma.example", "  editor@ryhma.example "])
def test_the_name_may_be_written_in_any_case(client, user, sign_in, written):
    sign_in(written)
    assert is_signed_in(client)


def test_every_wrong_answer_reads_the_same(client, user, sign_in):
    make_staff("gone@ryhma.example", is_active=False)
    make_staff("visitor@ryhma.example", is_staff=False)
    make_staff("invited@ryhma.example", password=None)
    tries = [(user.username, "wrong"), ("nobody@ryhma.example", "wrong")]
    tries += [(name, PASSWORD) for name in ("gone@ryhma.example", "visitor@ryhma.example")]
    tries += [("invited@ryhma.example", PASSWORD)]
    pages = set()
    for number, (name, password) in enumerate(tries):
        response = sign_in(name, password, REMOTE_ADDR=f"192.0.2.{number}")
        assert response.status_code == 200
        token = response.context["csrf_token"]
        pages.add(response.content.decode().replace(name, "NAME").replace(str(token), "TOKEN"))
    assert len(pages) == 1
    assert not is_signed_in(client)


def test_a_name_that_nobody_has_takes_a_hashing_too(client, db, sign_in, monkeypatch):
    hashed = []
    monkeypatch.setattr(get_user_model(), "set_password", lambda user, password: hashed.append(password))
    sign_in("nobody@ryhma.example", "wrong-password")
    assert hashed == ["wrong-password"]


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "/admin/../fi/", "/fi/", "javascript:alert(1)"]
)
def test_next_leads_nowhere_but_to_the_administration(client, user, path):
    let_in(client, user)
    response = client.get(reverse(CODE), {"next": path})
    assert response["Location"].startswith("/admin/")


def test_django_s_own_page_for_it_leads_here(client, db):
    response = client.get("/admin/login/?next=/admin/auth/user/")
    assertRedirects(response, reverse("accounts:sign-in") + "?next=/admin/auth/user/", fetch_redirect_response=False)
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_administration_comes_in_the_language_one_has_signed_in_in(client, user, language):
    with override(language):
        page = reverse("accounts:sign-in")
    client.post(page, {"username": user.username, "password": PASSWORD})
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = give_phone(user).persistent_id
    session.save()
    assertContains(client.get(ADMIN), f'<html lang="{language}"')


def test_signing_out_ends_the_session(client, user):
    let_in(client, user)
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    assertRedirects(client.post(reverse("accounts:sign-out")), reverse("accounts:sign-in"))
    assert not is_signed_in(client)


def test_the_page_is_not_cached_and_not_found_by_search_engines(client, db):
    response = client.get(reverse("accounts:sign-in"))
    assert "no-store" in response["Cache-Control"]
    assertContains(response, '<meta name="robots" content="noindex">')


def test_looking_at_the_page_makes_no_session(client, db):
    assert "sessionid" not in client.get(reverse("accounts:sign-in")).cookies
