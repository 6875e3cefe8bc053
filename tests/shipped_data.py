"""The data that the product ships, loaded once for a test module and rolled back after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker

from groups.seed import load_groups
from places.seed import load_places
from projects.imports.seed.load import load_projects


@contextmanager
def loaded(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load all of it. blocker: pytest-django's django_db_blocker. Tests take the fixture real_data."""
    with blocker.unblock(), transaction.atomic():
        load_places()
        load_groups()
        load_projects()
        yield
        transaction.set_rollback(True)
