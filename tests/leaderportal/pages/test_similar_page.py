"""The page of what was done in municipalities like one."""

import pytest

from projects.models import ProjectPlace
from projects.search.index import reindex
from tests.factories import MunicipalityFactory, ProjectFactory, RegionFactory
from tests.leaderportal.pages.world import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """A municipality, one of its size elsewhere, and a far larger one of its own region."""
    region = RegionFactory()
    return (
        MunicipalityFactory(slug="omala", name_fi="Omala", region=region, population=4000),
        MunicipalityFactory(slug="samala", name_fi="Samala", population=4100),
        MunicipalityFactory(slug="isola", name_fi="Isola", region=region, population=90000),
    )


def test_shows_what_places_of_the_same_region_did_when_that_is_asked_for(client, places):
    _own, _same, large = places
    project = ProjectFactory(title_fi="Uimaranta")
    ProjectPlace.objects.create(project=project, municipality=large)
    reindex()
    html = client.get(address("municipality-similar", "omala"), {"like": "region"}).content.decode()
    assert "Uimaranta" in html
    assert "Isola" in html
    assert "Samala" not in html


@pytest.mark.parametrize("asked", ["", "density", "x" * 10_000, "%00"])
def test_an_unknown_dimension_means_population(client, places, asked):
    response = client.get(address("municipality-similar", "omala"), {"like": asked})
    assert response.status_code == 200
    assert response.context["like"].dimension == "population"


def test_without_a_known_population_it_says_so(client, db):
    MunicipalityFactory(slug="tuntematon", population=None)
    assert "does not know the population" in client.get(address("municipality-similar", "tuntematon")).content.decode()


def test_a_dissolved_municipality_leads_to_its_successor(client, places):
    own, *_others = places
    MunicipalityFactory(slug="entinen", successor=own, valid_to="2020-12-31")
    response = client.get(address("municipality-similar", "entinen"))
    assert (response.status_code, response["Location"]) == (301, address("municipality-similar", "omala"))
