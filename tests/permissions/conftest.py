"""One dataset for all tests of a module: what a request writes is rolled back, so nothing wears off."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.test import override_settings
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.backends import PasswordBackend
from groups.permissions import permissions_of

from .dataset import Dataset


@pytest.fixture(scope="module")
def dataset(django_db_setup, django_db_blocker) -> Iterator[Dataset]:
    """Signing in is as in the product; a session lies in its cookie, so that each request can begin with the same."""
    as_in_the_product = override_settings(
        STAFF_SECOND_FACTOR=True,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        # Looking for repeated statements and for static files takes more time than all else; other tests do it.
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if "zeal" not in name and "whitenoise" not in name],
    )
    logging.disable(logging.WARNING)  # thousands of refusals are meant
    with as_in_the_product, django_db_blocker.unblock(), transaction.atomic():
        dataset = Dataset()
        with _identities_from_memory():
            yield dataset
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@contextmanager
def _identities_from_memory() -> Iterator[None]:
    """Read users, their permissions and their phones once instead of in each request: a quarter of all the time.

    That a session leads to the right user, phone and memberships is for tests/accounts and tests/groups to prove.
    """
    users = {user.pk: user for user in get_user_model().objects.all()}
    for user in users.values():
        permissions_of(user)
    phones = {phone.persistent_id: phone for phone in TOTPDevice.objects.all()}
    get_user, from_persistent_id = PasswordBackend.get_user, Device.from_persistent_id

    def known_user(backend: PasswordBackend, user_id: int) -> User | None:
        user = copy(users.get(user_id)) or get_user(backend, user_id)
        return user if user and user.is_active else None

    def known_phone(persistent_id: str, for_verify: bool = False) -> Device | None:
        return phones.get(persistent_id) or from_persistent_id(persistent_id, for_verify)

    with (
        mock.patch.object(PasswordBackend, "get_user", known_user),
        mock.patch.object(Device, "from_persistent_id", known_phone),
    ):
        yield
