"""The limits of sending come from the environment; one that lets nobody write stops the start."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def start(**variables):
    """Read the settings in a process of their own; return what it did and said."""
    code = "from leaderportal import settings as s; print(s.ENQUIRIES_PER_HOUR, s.ENQUIRIES_PER_DAY)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ENQUIRIES_PER_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [({}, "5 20"), ({"ENQUIRIES_PER_HOUR": "50", "ENQUIRIES_PER_DAY": "200"}, "50 200")],
)
def test_they_have_defaults_and_can_be_set(variables, said):
    assert start(**variables).stdout.strip() == said


@pytest.mark.parametrize(("value", "said"), [("0", "must be at least 1"), ("-1", "must be at least 1"), ("x", "'x'")])
def test_a_limit_that_makes_no_sense_stops_the_start(value, said):
    stopped = start(ENQUIRIES_PER_HOUR=value)
    assert stopped.returncode
    assert said in stopped.stderr.splitlines()[-1]
