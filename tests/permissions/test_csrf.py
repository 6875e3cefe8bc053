"""No POST does anything without the token of a form that the portal has served, whoever sends it."""

import pytest
from django.test import Client

from .matrix import all_requests
from .requests import NO_SUCH_METHOD, NOT_FOUND, REFUSED, send
from .users import USERS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("name", ["superuser", "anonymous"])
def test_a_post_without_token_does_nothing(dataset, monkeypatch, name):
    strict = Client(enforce_csrf_checks=True)
    monkeypatch.setitem(dataset.clients, name, (strict, dataset.clients[name][1]))
    redirected = "admin/" if name == "anonymous" else "-"  # to signing in, before the token is looked at
    accepted = [
        f"{request.path}: {answer.kind}"
        for request in all_requests(dataset, methods=("POST",), only=lambda route: not route.startswith(redirected))
        for answer in [send(dataset.clients, USERS[name], request)]
        if answer.written or answer.kind not in {REFUSED, NO_SUCH_METHOD, NOT_FOUND}
    ]
    assert accepted == []
