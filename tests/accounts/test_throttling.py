"""Passwords are not tried without end, and who tries learns nothing."""

import logging
import re

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse

from tests.staff import let_in, make_staff

LIMIT = settings.AXES_FAILURE_LIMIT


def fail(sign_in, times, name="editor@ryhma.example", **extra):
    return [sign_in(name, "wrong-password", **extra) for _number in range(times)][-1]


@pytest.mark.parametrize("name", ["editor@ryhma.example", "nobody@ryhma.example"])
def test_the_fifth_failure_shuts_even_for_the_right_password(user, sign_in, name):
    assert fail(sign_in, LIMIT - 1, name).status_code == 200
    response = fail(sign_in, 1, name)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert sign_in(name).status_code == 429


def test_the_answer_is_the_same_for_names_that_nobody_has(user, sign_in):
    pages = set()
    for number, name in enumerate(["editor@ryhma.example", "nobody@ryhma.example"]):
        response = fail(sign_in, LIMIT, name, REMOTE_ADDR=f"192.0.2.{number}")
        pages.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()))
    assert len(pages) == 1


def test_after_a_quarter_of_an_hour_one_may_try_again(user, sign_in):
    with time_machine.travel("2026-11-20T10:00:00+02:00"):
        fail(sign_in, LIMIT)
    with time_machine.travel("2026-11-20T10:14:00+02:00"):
        assert sign_in(user.username).status_code == 429  # trying in between does not make it longer
    with time_machine.travel("2026-11-20T10:15:01+02:00"):
        assert sign_in(user.username).status_code == 302


def test_the_case_of_the_name_makes_no_other_name(user, sign_in):
    for name in ["Editor@ryhma.example", "eDitor@ryhma.example", "EDITOR@ryhma.example", "editoR@ryhma.example"]:
        fail(sign_in, 1, name)
    assert fail(sign_in, 1).status_code == 429


def test_a_colleague_at_the_same_address_is_not_shut_out(user, sign_in):
    fail(sign_in, LIMIT)
    make_staff("colleague@ryhma.example")
    assert sign_in("colleague@ryhma.example").status_code == 302


def test_trying_many_names_from_one_address_is_stopped(user, sign_in):
    for number in range(10 * LIMIT):
        response = fail(sign_in, 1, f"name{number}@ryhma.example")
    assert response.status_code == 429
    assert sign_in(user.username).status_code == 429
    assert sign_in(user.username, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_signing_in_as_oneself_gives_no_new_tries_at_others(user, sign_in, client):
    make_staff("thief@ryhma.example")
    fail(sign_in, LIMIT - 1)
    assert sign_in("thief@ryhma.example").status_code == 302
    assert fail(sign_in, 1).status_code == 429


def test_trying_one_name_from_many_addresses_is_stopped(user, sign_in):
    for number in range(20 * LIMIT):
        response = fail(sign_in, 1, REMOTE_ADDR=f"192.0.2.{number}")
    assert response.status_code == 429


def test_a_header_that_a_visitor_can_forge_does_not_make_another_address(user, sign_in):
    for number in range(LIMIT):
        forged = {"HTTP_X_REAL_IP": f"192.0.2.{number}", "HTTP_X_FORWARDED_FOR": f"192.0.2.{number}"}
        response = fail(sign_in, 1, **forged)
    assert response.status_code == 429


def test_behind_the_own_proxy_its_header_tells_the_address(user, sign_in, settings):
    settings.TRUSTED_PROXY = True
    fail(sign_in, LIMIT, HTTP_X_REAL_IP="192.0.2.1")
    assert sign_in(user.username, HTTP_X_REAL_IP="192.0.2.1").status_code == 429
    assert sign_in(user.username, HTTP_X_REAL_IP="192.0.2.2").status_code == 302


def test_the_password_so_far_is_not_guessed_on_a_screen_left_open_either(client, user):
    let_in(client, user)
    new = {"new_password1": "viisi-vihreaa-venetta", "new_password2": "viisi-vihreaa-venetta"}
    for _number in range(LIMIT):
        response = client.post(reverse("accounts:change-password"), {"old_password": "wrong-password", **new})
    assert response.status_code == 429


def test_neither_names_nor_passwords_are_logged_or_kept(user, sign_in, caplog):
    with caplog.at_level(logging.DEBUG):
        fail(sign_in, LIMIT + 1)
    assert "editor@" not in caplog.text
    assert "wrong-password" not in caplog.text
    attempt = AccessAttempt.objects.get()
    assert "wrong-password" not in f"{attempt.get_data}{attempt.post_data}"
