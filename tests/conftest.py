"""What tests of several apps share."""

import pytest
from django.utils import translation

from tests.shipped_data import loaded


@pytest.fixture(scope="module")
def real_data(django_db_setup, django_db_blocker):
    """All that the product ships, for one module: pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures(…)]."""
    with loaded(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _finnish():
    """Begin each test in Finnish: a page that was read in another language leaves that one active."""
    translation.activate("fi")
    yield
    translation.deactivate()
