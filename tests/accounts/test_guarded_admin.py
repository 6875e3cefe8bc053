"""No page below /admin/ is reached before both factors are given."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.staff import give_phone, let_in, make_staff

SIGN_IN, CODE = "accounts:sign-in", "accounts:code"


def addresses():
    names = ["index", "jsi18n", "autocomplete", "password_change_done"]
    models = [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    names += [f"{model}_{page}" for model in models for page in ("changelist", "add")]
    details = [
        reverse(f"admin:{model}_{page}", args=[1]) for model in models for page in ("change", "delete", "history")
    ]
    return [*(reverse(f"admin:{name}") for name in names), *details, "/admin/no/such/page/"]


def leads_to(response, name):
    return response.status_code == 302 and response["Location"].partition("?")[0] == reverse(name)


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_both_factors_every_page_leads_to_signing_in(client, db, method):
    superuser = make_staff(is_superuser=True)
    send = getattr(client, method)
    assert [path for path in addresses() if not leads_to(send(path), SIGN_IN)] == []
    client.force_login(superuser)
    assert [path for path in addresses() if not leads_to(send(path), CODE)] == []


def test_both_factors_open_the_administration(client, db):
    let_in(client, make_staff(is_superuser=True))
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_former_staff_is_locked_out_at_once(client, db, field):
    user = make_staff(is_superuser=True)
    let_in(client, user)
    setattr(user, field, False)
    user.save()
    assert leads_to(client.get(reverse("admin:index")), SIGN_IN)
    assert leads_to(client.get(reverse("accounts:access")), SIGN_IN)


def test_another_s_phone_does_not_count(client, db):
    user, other = make_staff(), make_staff("other@ryhma.example")
    client.force_login(user)
    session = client.session
    session["otp_device_id"] = give_phone(other).persistent_id
    session.save()
    assert leads_to(client.get(reverse("admin:index")), CODE)


def test_a_phone_that_is_removed_ends_the_access_it_gave(client, db):
    user = make_staff()
    let_in(client, user)
    TOTPDevice.objects.filter(user=user).delete()
    assert leads_to(client.get(reverse("admin:index")), CODE)


@pytest.mark.parametrize("name", ["access", "change-password", "recovery-codes", "sign-out-everywhere"])
def test_one_s_own_access_needs_both_factors_too(client, db, name):
    user = make_staff()
    give_phone(user)
    client.force_login(user)
    assert leads_to(client.post(reverse(f"accounts:{name}")), CODE)


def test_public_pages_ask_for_nothing(client, db):
    assert client.get(reverse("front")).status_code == 200


def test_secret_keys_of_phones_are_not_in_the_administration():
    registered = {model._meta.label for model in admin.site._registry}
    assert registered & {"otp_totp.TOTPDevice", "otp_static.StaticDevice", "axes.AccessAttempt"} == set()
