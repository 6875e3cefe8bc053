"""A setting that would send a password or mail in the clear, or make addresses that are no use, stops the start."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def start(**variables):
    """Read the settings in a process of their own; return what it says when it fails, "" when it starts."""
    values = {name: value for name, value in os.environ.items() if name not in ("EMAIL_URL", "IMAP_URL")}
    done = subprocess.run(
        [sys.executable, "-c", "import leaderportal.settings"],
        cwd=settings.BASE_DIR,
        env={**values, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EMAIL_URL", "smtp://user:password@mail.example:25", "password in the clear"),
        ("IMAP_URL", "imap://user:password@mail.example:143/INBOX", "never read in the clear"),
        ("INCOMING_ADDRESS", "portaali+x@posti.example", "must look like"),
        ("INCOMING_ADDRESS", "posti.example", "must look like"),
        ("INCOMING_ADDRESS", "x" * 21 + "@posti.example", "at most 20 characters"),
    ],
)
def test_what_is_unsafe_or_useless_is_refused(name, value, said):
    assert said in start(**{name: value})


def test_safe_values_start():
    safe = {
        "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
        "IMAP_URL": "imap+ssl://user:password@mail.example:993/INBOX",
        "INCOMING_ADDRESS": "portaali@posti.example",
    }
    assert start(**safe) == start(EMAIL_URL="smtp://user:password@localhost:25") == ""
