"""Settings come from the environment: typed, checked at start, all named in .env.example, and without side effects."""

import ast
import os
import re
import runpy
import subprocess
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(settings.BASE_DIR)
SETTINGS = ROOT / "leaderportal" / "settings.py"
READERS = {"required_in_production", "positive_int"}  # besides the methods of env
OF_OTHERS = {"PORT"}  # read by the Makefile


@cache
def read_variables():
    """Return the names of the variables that settings.py reads."""
    tree = ast.parse(SETTINGS.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _reads(node.func):
            names |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and str(arg.value).isupper()}
    return names


def _reads(function):
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.value.id == "env"
    return isinstance(function, ast.Name) and function.id in READERS


def read(**variables):
    """Read the settings in another environment; return them by name."""
    environment = {name: value for name, value in os.environ.items() if name not in read_variables()}
    with mock.patch.dict(os.environ, environment | variables, clear=True):
        return runpy.run_path(str(SETTINGS))


def test_every_variable_is_in_the_example_file():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) - OF_OTHERS == read_variables()


def test_reading_the_settings_makes_no_folder(monkeypatch):
    made = []
    monkeypatch.setattr(os, "mkdir", lambda *args, **options: made.append(args))
    read()
    assert made == []


def test_sqlite_finds_its_folder_in_every_checkout():
    name = Path(read()["DATABASES"]["default"]["NAME"])
    tracked = subprocess.run(["git", "ls-files", name.parent], cwd=ROOT, capture_output=True, text=True, check=False)
    assert tracked.returncode or tracked.stdout  # not in a copy without git


@pytest.mark.parametrize(
    ("variables", "limits"),
    [({}, (5, 20)), ({"ENQUIRIES_PER_HOUR": "50", "ENQUIRIES_PER_DAY": "200"}, (50, 200))],
)
def test_limits_of_sending_have_defaults_and_can_be_set(variables, limits):
    values = read(**variables)
    assert (values["ENQUIRIES_PER_HOUR"], values["ENQUIRIES_PER_DAY"]) == limits


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("ENQUIRIES_PER_HOUR", "0", "ENQUIRIES_PER_HOUR must be at least 1"),
        ("ENQUIRIES_PER_HOUR", "-1", "must be at least 1"),
        ("ENQUIRIES_PER_DAY", "0", "must be at least 1"),
        ("ENQUIRIES_PER_HOUR", "x", "'x'"),
        ("KEEP_CASE_MONTHS", "0", "must be at least 1"),
        ("KEEP_OPEN_CASE_MONTHS", "0", "must be at least 1"),
        ("KEEP_SPAM_DAYS", "0", "must be at least 1"),
        ("KEEP_STAFF_TRACES_DAYS", "0", "must be at least 1"),
        ("KEEP_UPLOADS_DAYS", "0", "must be at least 1"),
        ("KEEP_CONTACT_VERSIONS_MONTHS", "0", "must be at least 1"),
        ("EMAIL_URL", "smtp://user:password@mail.example:25", "password in the clear"),
        ("IMAP_URL", "imap://user:password@mail.example:143/INBOX", "never read in the clear"),
        ("INCOMING_ADDRESS", "portaali+x@posti.example", "must look like"),
        ("INCOMING_ADDRESS", "posti.example", "must look like"),
        ("INCOMING_ADDRESS", "x" * 21 + "@posti.example", "at most 20 characters"),
    ],
)
def test_what_is_senseless_or_unsafe_stops_the_start(name, value, error):
    with pytest.raises((ImproperlyConfigured, ValueError), match=error):
        read(**{name: value})


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "OPERATOR_NAME", "OPERATOR_EMAIL", "DATABASE_URL"])
def test_production_has_no_default_for_what_must_be_its_own(name):
    needed = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "portal.example",
        "OPERATOR_NAME": "Operator",
        "OPERATOR_EMAIL": "portal@portal.example",
        "DATABASE_URL": "postgres://portal@localhost/portal",
    }
    assert read(DEBUG="0", **needed)["PORTAL_URL"] == "https://portal.example"
    with pytest.raises(ImproperlyConfigured, match=f"Set {name}"):
        read(DEBUG="0", **needed | {name: ""})


def test_safe_values_start():
    read(
        EMAIL_URL="smtp+tls://user:password@mail.example:587",
        IMAP_URL="imap+ssl://user:password@mail.example:993/INBOX",
        INCOMING_ADDRESS="portaali@posti.example",
    )
    read(EMAIL_URL="smtp://user:password@localhost:25")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp+tls://user:p%40ss@mail.example:587", ("smtp", "mail.example", 587, "user", "p@ss", True, False)),
        ("smtp+ssl://mail.example:465", ("smtp", "mail.example", 465, None, None, False, True)),
        ("consolemail://", ("console", None, None, None, None, False, False)),
    ],
)
def test_the_mail_server_is_read_from_its_address(url, expected):
    values = read(EMAIL_URL=url)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    backend = values["EMAIL_BACKEND"].split(".")[-2]
    assert (backend, *(values[f"EMAIL_{name}"] for name in names)) == expected


def test_with_https_cookies_go_by_https_only():
    values = read(HTTPS="1")
    assert [values[f"{name}_COOKIE_SECURE"] for name in ("SESSION", "CSRF", "LANGUAGE")] == [True, True, True]
