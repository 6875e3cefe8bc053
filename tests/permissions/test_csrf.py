"""No POST is taken without the token of a form that the portal has given out, whoever sends it."""

import pytest
from django.test import Client

from .asking import ask
from .matrix import asks
from .people import PEOPLE
from .table import NO_SUCH_METHOD, NOT_FOUND, REFUSED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["superuser", "anonymous"])
def test_a_post_without_token_does_nothing(scene, monkeypatch, name):
    strict = Client(enforce_csrf_checks=True)
    monkeypatch.setitem(scene.clients, name, (strict, scene.clients[name][1]))
    behind = "admin/" if name == "anonymous" else "-"  # led to the way in before
    taken = [
        f"{one.path}: {answer.kind}"
        for one in asks(scene, methods=("POST",), only=lambda route: not route.startswith(behind))
        for answer in [ask(scene, PEOPLE[name], one)]
        if answer.written or answer.kind not in {REFUSED, NO_SUCH_METHOD, NOT_FOUND}
    ]
    assert taken == []
