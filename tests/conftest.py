"""What tests of several apps share."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests.prepared_database import drop_template, prepared_database
from tests.shipped_data import loaded


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the folder they stand in and the fixtures they ask for, so that nobody has to remember it."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")
        if "real_data" in getattr(item, "fixturenames", ()):
            item.add_marker("real_data")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove what the workers of this run shared, once they have ended."""
    if not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            drop_template()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Begin each worker with a migrated database, under the name that pytest-django gives it."""
    with prepared_database(django_db_blocker):
        yield


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
