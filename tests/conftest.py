"""What holds for every test."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _finnish():
    """Begin each test in Finnish: a page that was read in another language leaves that one active."""
    translation.activate("fi")
    yield
    translation.deactivate()
