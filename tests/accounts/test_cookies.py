"""The session's cookie is out of reach of scripts and other sites."""

from django.urls import reverse

from tests.staff import PASSWORD


def test_scripts_and_other_sites_do_not_get_it(client, user):
    client.post(reverse("accounts:sign-in"), {"username": user.username, "password": PASSWORD})
    for name in ("sessionid", "django_language"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_it_is_over_after_twelve_hours(client, user):
    client.post(reverse("accounts:sign-in"), {"username": user.username, "password": PASSWORD})
    assert client.cookies["sessionid"]["max-age"] == 12 * 3600
