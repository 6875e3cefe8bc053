"""A portal without any data still answers: a page of its own or 404, never an error."""

import pytest

from tests.leaderportal.pages.world import LANGUAGES, PAGES, address

OF_ONE_THING = {
    "municipality-similar",
    "projects:project",
    "municipality",
    "region",
    "region-services",
    "group",
    "service",
    "duty",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "args", "query"), PAGES)
def test_every_page_answers(client, db, language, name, args, query):
    response = client.get(address(name, *args, language=language) + query)
    assert response.status_code == (404 if name in OF_ONE_THING or name.startswith("page-") else 200)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml"])
def test_what_machines_read_answers(client, db, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/municipality/005", "/region/14", "/group/leader-vesuri"])
def test_a_lasting_address_of_nothing_is_not_found(client, db, path):
    assert client.get(path).status_code == 404
