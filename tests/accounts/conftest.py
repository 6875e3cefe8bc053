"""Signing in is tested as it is in the product: with the second factor."""

import pytest
from django.urls import reverse

from tests.staff import PASSWORD, make_staff


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def user(db):
    return make_staff()


@pytest.fixture
def sign_in(client):
    """Return a function that sends name and password and returns the response."""

    def sign_in(username, password=PASSWORD, **extra):
        return client.post(reverse("accounts:sign-in"), {"username": username, "password": password}, **extra)

    return sign_in
