"""With htmx a search answers with what was found only, under its one address; going back gets a whole page."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNotContains, assertTemplateNotUsed, assertTemplateUsed

from tests.factories import ProjectFactory, ThemeFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_only_what_was_found_is_sent_with_its_title(search):
    ProjectFactory()
    response = search(headers=HTMX)
    assertTemplateNotUsed(response, "projects/search.html")
    assertNotContains(response, "<html")
    page = Page(response)
    assert page.text("title") == "Hankkeet"
    assert page.text("#search-status") == page.text("#results")


def test_the_address_is_the_canonical_one(search):
    ThemeFactory(code="youth")
    ProjectFactory(theme_id="youth")
    address = reverse("projects:search")
    assert search("q=&theme=youth&municipality=&page=1", headers=HTMX)["HX-Push-Url"] == f"{address}?theme=youth"
    assert search("q=", headers=HTMX)["HX-Push-Url"] == address


def test_going_back_gives_the_whole_page(search):
    assertTemplateUsed(search(headers={**HTMX, "HX-History-Restore-Request": "true"}), "projects/search.html")


def test_a_cache_keeps_both_apart(search):
    assert "HX-Request" in search()["Vary"]
    assert "HX-Request" in search(headers=HTMX)["Vary"]


def test_without_htmx_nothing_is_pushed(search):
    assert "HX-Push-Url" not in search()
