"""The sitemap has every lasting page in its three languages, nothing that moved; robots.txt says where it is."""

from datetime import date
from xml.etree import ElementTree

import pytest

from tests.factories import LeaderGroupFactory, MunicipalityFactory
from tests.leaderportal.pages.world import LANGUAGES, address, make_world

pytestmark = pytest.mark.django_db
SITEMAP, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def pages(client, db):
    """Return {address: {language: address in that language}}."""
    make_world()
    place = MunicipalityFactory(slug="uusi")
    MunicipalityFactory(slug="vanha", successor=place, valid_to=date(2009, 1, 1))
    LeaderGroupFactory(slug="entinen", valid_to=date(2022, 12, 31))
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml"
    return {
        url.find(f"{SITEMAP}loc").text: {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        for url in ElementTree.fromstring(response.content)
    }


def test_each_page_stands_in_each_language_with_its_others(client, pages):
    samples = [("front", []), ("municipality", ["omala"]), ("region", ["keskimaa"]), ("group", ["kuusi"])]
    samples += [("service", ["kylat"]), ("duty", ["nuoriso"]), ("examples", []), ("page-privacy", [])]
    for name, args in samples:
        others = {code: "http://testserver" + address(name, *args, language=code) for code in LANGUAGES}
        for url in others.values():
            assert pages[url] == others


def test_every_address_answers_at_once(client, pages):
    for url in pages:
        assert client.get(url.removeprefix("http://testserver")).status_code == 200, url


def test_what_moved_or_ended_is_left_out(pages):
    assert not [url for url in pages if "vanha" in url or "entinen" in url]


def test_robots_find_it_and_stay_out_of_the_admin(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    assert response.headers["Content-Type"].startswith("text/plain")
