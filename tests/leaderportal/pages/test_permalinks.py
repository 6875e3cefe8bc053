"""Language-free addresses redirect to the page in the reader's language; old codes and names to the successor."""

from datetime import date

import pytest

from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, RegionFactory
from tests.leaderportal.pages.world import LANGUAGES, address

pytestmark = pytest.mark.django_db
PLACES = [
    ("/", "front", ()),
    ("/municipality/005", "municipality", ("omala",)),
    ("/region/14", "region", ("maa",)),
    ("/group/kuusi", "group", ("kuusi",)),
]


@pytest.fixture(autouse=True)
def places(db):
    region = RegionFactory(code="14", slug="maa")
    place = MunicipalityFactory(code="005", slug="omala", region=region)
    MunicipalityFactory(code="911", slug="vanha", successor=place, valid_to=date(2009, 1, 1), region=region)
    LeaderGroupFactory(slug="vanha", successor=LeaderGroupFactory(slug="kuusi"), valid_to=date(2022, 12, 31))


@pytest.mark.parametrize(("path", "name", "args"), PLACES)
@pytest.mark.parametrize(
    ("accepted", "language"),
    [("sv", "sv"), ("en-GB,en;q=0.9,fi;q=0.8", "en"), ("de,sv;q=0.5", "sv"), ("de", "fi"), ("", "fi"), ("fi,sv", "fi")],
)
def test_the_browsers_language_decides_and_caches_know(client, path, name, args, accepted, language):
    response = client.get(path, headers={"accept-language": accepted})
    assert (response.status_code, response.headers["Location"]) == (302, address(name, *args, language=language))
    assert "Accept-Language" in response.headers["Vary"]


def test_a_page_with_its_language_in_the_address_is_the_same_for_every_browser(client):
    pages = [client.get(address("group", "kuusi"), headers={"accept-language": accepted}) for accepted in LANGUAGES]
    assert len({page.content for page in pages}) == 1
    assert {page.headers["Content-Language"] for page in pages} == {"en"}


@pytest.mark.parametrize(
    ("path", "name", "slug"), [("/municipality/911", "municipality", "omala"), ("/group/vanha", "group", "kuusi")]
)
def test_what_is_no_more_redirects_to_its_successor(client, path, name, slug):
    response = client.get(path, headers={"accept-language": "sv"}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1] == (address(name, slug, language="sv"), 301)


@pytest.mark.parametrize(
    "path", ["/municipality/5", "/municipality/999", "/region/1", "/region/maa", "/group/none", "/group/", "/nothing"]
)
def test_what_never_was_is_not_found(client, path):
    assert client.get(path, headers={"accept-language": "en"}).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_without_its_last_slash_leads_to_the_page(client, language):
    path = address("group", "kuusi", language=language)
    response = client.get(path.rstrip("/"))
    assert (response.status_code, response.headers["Location"]) == (301, path)


def test_a_project_is_found_by_its_id_in_the_readers_language(client):
    project = ProjectFactory(title_fi="Kylätalo")
    response = client.get(f"/project/{project.pk}", headers={"accept-language": "sv"})
    assert response.headers["Location"] == f"/sv/projekt/{project.pk}-kylatalo/"


@pytest.mark.parametrize("pk", ["0", "9" * 30, "x"])
def test_a_project_that_does_not_exist_is_not_found(client, pk):
    assert client.get(f"/project/{pk}").status_code == 404


def test_an_unpublished_project_has_no_address(client):
    assert client.get(f"/project/{ProjectFactory(is_published=False).pk}").status_code == 404


def test_the_words_of_one_language_are_no_address_in_another(client):
    assert client.get("/sv/ryhmat/kuusi/").status_code == 404
