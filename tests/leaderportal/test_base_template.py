"""What the head of a page says to search engines: one lasting address, and words of its own."""

from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client

from tests.factories import ExampleActivityFactory
from tests.leaderportal.pages.world import LANGUAGES, PAGES, address, make_world
from tests.page import Page

NOT_FOR_SEARCH_ENGINES = {"find", "search"}
# Searches of words have no end, and are not for search engines either.
INDEXED = [page for page in PAGES if page[0] not in NOT_FOR_SEARCH_ENGINES and not page[2].startswith("?q=")]


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


class Head(NamedTuple):
    canonical: str | None
    description: str


def head_of(path):
    """Return what the head of a page says of itself."""
    page = Page(Client().get(path))
    canonical = [link.get("href").removeprefix("http://testserver") for link in page.select("link[rel=canonical]")]
    description = page.value("meta[name=description]", "content")
    return Head(canonical[0] if canonical else None, " ".join(description.split()))


@pytest.mark.parametrize(("name", "args", "query"), [page for page in INDEXED if page[0] != "examples"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_is_the_one_without_a_query(name, args, query, language):
    path = address(name, *args, language=language)
    assert head_of(path + query).canonical == path


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?service=kylat&region=nowhere&x=1", "?service=kylat"),
        ("?region=keskimaa&service=kylat", "?service=kylat&region=keskimaa"),
        ("?service=kylat&page=2", "?service=kylat&page=2"),
        ("?page=99", "?page=2"),
    ],
)
def test_a_choice_and_a_page_of_the_examples_have_an_address_of_their_own(query, canonical):
    kylat = ExampleActivityFactory.create(year=2024).services.model.objects.get(slug="kylat")
    for example in ExampleActivityFactory.create_batch(25, year=2024):
        example.services.add(kylat)
    path = address("examples")
    assert head_of(path + query).canonical == path + canonical


@pytest.mark.parametrize("name", sorted(NOT_FOR_SEARCH_ENGINES))
def test_a_page_that_is_not_for_search_engines_has_none(name):
    assert head_of(address(name)).canonical is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_describes_itself(language):
    kinds = {(name, args): address(name, *args, language=language) for name, args, _query in INDEXED}
    described = {kind: head_of(path).description for kind, path in kinds.items()}
    assert all(0 < len(text) <= 220 for text in described.values()), described
    texts = [text for (name, _args), text in described.items() if not name.startswith("page-")]  # all alike in a test
    assert len(set(texts)) == len(texts)
