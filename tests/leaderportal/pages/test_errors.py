"""Errors get a page of the portal in the reader's language, with links to go on."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

from leaderportal.pages import errors, front
from tests.leaderportal.pages.world import LANGUAGES, address

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def fails_with(monkeypatch, error):
    """Let the front page fail."""

    def failing(*args, **kwargs):
        raise error

    monkeypatch.setattr(front, "render", failing)


@pytest.mark.parametrize("debug", [True, False])
@in_every_language
def test_404_has_the_search_box_in_development_and_production(client, db, settings, language, debug):
    settings.DEBUG = debug
    response = client.get(address("municipality", "nowhere", language=language))
    assertContains(response, f'<html lang="{language}">', status_code=404)
    assertTemplateUsed(response, "places/_finder.html")
    assertContains(response, 'content="noindex"', status_code=404)
    assert response.headers["X-Frame-Options"] == "DENY"
    assert debug or "Content-Security-Policy" in response.headers  # django-csp leaves it out of 404 in development
    for name in ("municipalities", "groups", "search"):
        assertContains(response, f'href="{address(name, language=language)}"', status_code=404)


def test_404_of_a_file_is_left_to_the_browser(client, db, settings):
    settings.DEBUG = True
    assert client.get("/media/nothing.png").status_code == 404


@in_every_language
def test_500_is_shown_in_the_readers_language(db, monkeypatch, language):
    fails_with(monkeypatch, RuntimeError("a secret of the code"))
    client = Client(raise_request_exception=False)
    response = client.get(address("front", language=language))
    with translation.override(language):
        heading = translation.gettext("Something went wrong on our side")
    assertContains(response, heading, status_code=500)
    assertContains(response, f'<html lang="{language}">', status_code=500)
    assertNotContains(response, "a secret of the code", status_code=500)
    assert "Content-Security-Policy" in response.headers


def test_500_asks_nothing_of_the_database_itself(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert errors.server_error(RequestFactory().get("/fi/")).status_code == 500


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(("error", "status"), [(SuspiciousOperation, 400), (BadRequest, 400), (PermissionDenied, 403)])
@in_every_language
def test_what_is_refused_gets_a_page_of_the_portal(client, db, settings, monkeypatch, language, error, status, debug):
    settings.DEBUG = debug
    fails_with(monkeypatch, error("secret reason"))
    response = client.get(address("front", language=language))
    assertContains(response, f'<html lang="{language}">', status_code=status)
    assertTemplateUsed(response, "base.html")
    assertNotContains(response, "secret reason", status_code=status)


@pytest.mark.parametrize("name", ["front", "groups", "find", "enquiry"])
def test_a_forged_form_gets_a_page_of_the_portal(db, name):
    response = Client(enforce_csrf_checks=True).post(address(name), {"q": "x"})
    assertContains(response, '<html lang="en">', status_code=403)
    assertTemplateUsed(response, "base.html")


@in_every_language
def test_no_error_page_needs_data(client, db, language, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(f"/{language}/nothing/")
