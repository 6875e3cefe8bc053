"""What tests of several apps share."""

import pytest

from tests.real_data import loaded


@pytest.fixture(scope="module")
def real_data(django_db_setup, django_db_blocker):
    """All that the product ships, for one module: pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures(…)]."""
    with loaded(django_db_blocker):
        yield
