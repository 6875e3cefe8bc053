"""One scene for all tests of a module: what a request writes is taken back, so nothing wears off."""

import logging

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from .scene import Scene


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """The way in is as in the product; a session lies in its cookie, so that a request is made anew with the same."""
    like_in_the_product = override_settings(
        STAFF_SECOND_FACTOR=True,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        # Looking for repeated statements and for static files takes more time than all else; other tests do it.
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if "zeal" not in name and "whitenoise" not in name],
    )
    logging.disable(logging.WARNING)  # thousands of refusals are meant
    with like_in_the_product, django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
