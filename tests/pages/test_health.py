"""Whoever watches the service learns whether the process lives and whether the database answers."""

import pytest
from django.db import InterfaceError, OperationalError

from leaderportal.pages import health


def test_a_living_process_says_so_without_the_database(client):
    response = client.get("/healthz")  # pytest-django fails any use of the database here
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_the_database_answers(client, db):
    assert client.get("/readyz").content == b"ok\n"


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_not_ready_when_the_database_fails(client, monkeypatch, error):
    class Broken:
        def cursor(self):
            raise error("password of the database")

    monkeypatch.setattr(health, "connection", Broken())
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database: no answer\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_watchers_may_ask_by_http_behind_tls(client, db, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200
