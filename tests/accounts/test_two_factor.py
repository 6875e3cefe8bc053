"""Setting up a phone, and codes from it."""

import time

import pytest
import time_machine
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.asserts import assertContains, assertRedirects

from accounts import two_factor
from outbox.models import OutboxMail
from tests.staff import code_of, give_phone, let_in, make_staff

CODE, SET_UP = reverse("accounts:code"), reverse("accounts:second-factor")


@pytest.fixture
def half_in(client, user):
    client.force_login(user)
    return client


def set_up(client, code=None):
    """Open the page and send what a phone that has scanned it shows."""
    form = client.get(SET_UP).context["form"]
    return client.post(SET_UP, {"key": form["key"].value(), "code": code or code_of(form.secret)})


def test_who_has_no_phone_is_led_to_set_one_up(half_in):
    assertRedirects(half_in.get(CODE + "?next=/admin/"), SET_UP + "?next=/admin/")


def test_a_phone_that_shows_the_right_code_is_stored(half_in, user):
    response = set_up(half_in)
    assert len(response.context["codes"]) == 10
    assert TOTPDevice.objects.get(user=user).confirmed
    assert half_in.get(reverse("admin:index")).status_code == 200
    assert OutboxMail.objects.get().to == user.email


def test_opening_the_page_stores_nothing(half_in):
    half_in.get(SET_UP)
    assert not TOTPDevice.objects.exists()


def test_a_wrong_code_stores_no_phone_and_keeps_the_key(half_in):
    form = half_in.get(SET_UP).context["form"]
    again = half_in.post(SET_UP, {"key": form["key"].value(), "code": "abc"})
    assert again.context["form"].errors
    assert again.context["form"].secret == form.secret
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("key", ["", "forged", "\x00", "x" * 100_000])
def test_a_key_that_is_not_ours_is_replaced(half_in, key):
    response = half_in.post(SET_UP, {"key": key, "code": "123456"})
    assert response.context["form"].errors["code"]
    assert not TOTPDevice.objects.exists()


def test_a_key_made_for_another_user_is_refused(half_in):
    other = make_staff("other@ryhma.example")
    signed = two_factor.sign_key(other, two_factor.new_key())
    code = code_of(two_factor.read_key(other, signed))
    half_in.post(SET_UP, {"key": signed, "code": code})
    assert not TOTPDevice.objects.exists()


def test_a_key_is_good_for_an_hour(half_in, user):
    with time_machine.travel("2026-11-20T10:00:00+02:00"):
        signed = two_factor.sign_key(user, two_factor.new_key())
    with time_machine.travel("2026-11-20T11:00:01+02:00"):
        assert two_factor.read_key(user, signed) is None


def test_who_has_a_phone_gets_no_new_one_by_password_alone(half_in, user):
    phone = give_phone(user)
    assertRedirects(
        half_in.get(SET_UP), CODE + f"?next={SET_UP}".replace("/", "%2F").replace(CODE.replace("/", "%2F"), CODE)
    )
    signed = two_factor.sign_key(user, two_factor.new_key())
    half_in.post(SET_UP, {"key": signed, "code": code_of(two_factor.read_key(user, signed))})
    assert TOTPDevice.objects.get() == phone


def test_who_is_let_in_may_change_to_another_phone(client, user):
    let_in(client, user)
    old = TOTPDevice.objects.get()
    set_up(client)
    assert TOTPDevice.objects.get() != old
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_code_works_once(half_in, user, client):
    code = code_of(give_phone(user).key)
    assert half_in.post(CODE, {"code": code}).status_code == 302
    client.logout()
    client.force_login(user)
    assert client.post(CODE, {"code": code}).context["form"].errors


def test_codes_are_accepted_as_people_write_them(half_in, user):
    code = code_of(give_phone(user).key)
    assert half_in.post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302


@pytest.mark.parametrize("code", ["", "000", "abcdef", "１２３４５６", "-1", "x" * 1000, "\x00", "999999999999"])
def test_what_is_no_code_is_refused(half_in, user, code):
    give_phone(user)
    assert half_in.post(CODE, {"code": code}).context["form"].errors["code"]


def test_wrong_codes_make_the_right_one_wait(half_in, user):
    phone = give_phone(user)
    right = code_of(phone.key)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    with time_machine.travel(time.time(), tick=False):
        for _number in range(6):
            half_in.post(CODE, {"code": wrong})
        assert half_in.post(CODE, {"code": right}).context["form"].errors
    phone.refresh_from_db()
    assert phone.throttling_failure_count >= 1
    with time_machine.travel(phone.throttling_failure_timestamp.timestamp() + 64):
        assert half_in.post(CODE, {"code": code_of(phone.key)}).status_code == 302


def test_the_session_gets_a_new_key_with_the_code(half_in, user):
    before = half_in.session.session_key
    half_in.post(CODE, {"code": code_of(give_phone(user).key)})
    assert half_in.session.session_key != before


def test_the_picture_and_the_text_hold_the_same_key(half_in):
    response = half_in.get(SET_UP)
    assertContains(response, 'src="data:image/svg+xml')
    text = response.context["key"].replace(" ", "")
    assert f"secret={text}" in response.context["provisioning_uri"]
