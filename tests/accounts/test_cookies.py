"""The session's cookie is out of reach of scripts, other sites and unencrypted connections."""

import os
import subprocess
import sys
from pathlib import Path

from django.urls import reverse

from tests.staff import PASSWORD

SHOW = "from leaderportal import settings as s; print(s.SESSION_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE)"


def test_scripts_and_other_sites_do_not_get_it(client, user):
    client.post(reverse("accounts:sign-in"), {"username": user.username, "password": PASSWORD})
    for name in ("sessionid", "django_language"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_it_is_over_after_twelve_hours(client, user):
    client.post(reverse("accounts:sign-in"), {"username": user.username, "password": PASSWORD})
    assert client.cookies["sessionid"]["max-age"] == 12 * 3600


def test_with_https_it_goes_by_https_only():
    command = [sys.executable, "-c", SHOW]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "HTTPS": "1"}
    shown = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["True", "True"]
