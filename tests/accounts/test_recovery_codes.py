"""Recovery codes let in once each when the phone is lost."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from accounts import two_factor
from tests.staff import give_phone, let_in, make_staff

CODE, NEW = reverse("accounts:code"), reverse("accounts:recovery-codes")


@pytest.fixture
def codes(user):
    give_phone(user)
    return two_factor.renew_recovery_codes(user)


def test_there_are_ten_different_ones(codes):
    assert len(set(codes)) == 10
    assert all(len(code) == 9 for code in codes)


@pytest.mark.parametrize("written", [str.upper, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_one_lets_in_however_it_is_written(client, user, codes, written):
    client.force_login(user)
    assert client.post(CODE, {"code": written(codes[3])}).status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


def test_each_works_once(client, user, codes):
    for refused in (False, True):
        client.force_login(user)
        response = client.post(CODE, {"code": codes[0]})
        assert (response.status_code == 200) == refused
        client.logout()
    assert two_factor.recovery_codes_left(user) == 9


def test_new_ones_make_the_earlier_ones_worthless(client, user):
    let_in(client, user)
    first = client.post(NEW).context["codes"]
    second = client.post(NEW).context["codes"]
    assert set(first) & set(second) == set()
    assert two_factor.verify_code(user, first[0]) is None
    assert two_factor.recovery_codes_left(user) == 10


def test_they_are_made_by_post_alone_and_shown_once(client, user):
    let_in(client, user)
    assert client.get(NEW).status_code == 405
    codes = client.post(NEW).context["codes"]
    page = client.get(reverse("accounts:access")).content.decode()
    assert not any(code in page for code in codes)
    assertContains(client.get(reverse("accounts:access")), "10")


def test_another_s_code_does_not_let_in(client, user, codes):
    other = make_staff("other@ryhma.example")
    give_phone(other)
    client.force_login(other)
    assert client.post(CODE, {"code": codes[0]}).context["form"].errors
