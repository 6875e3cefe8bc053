"""Municipalities like one: nearest in population, alone, with the same languages or of the same region."""

from datetime import date
from types import SimpleNamespace

import pytest

from projects.models import ProjectPlace
from projects.search.facets import FacetLabels
from projects.search.index import current_index, reindex
from projects.similar_municipalities import MAX_MUNICIPALITIES, projects_in_similar, similar_codes
from tests.factories import MunicipalityFactory, ProjectFactory


def town(code, population, languages="finnish", region_id="13"):
    return SimpleNamespace(code=code, population=population, languages=languages, region_id=region_id)


HERE = town("1", 1000)


def test_twice_as_many_people_are_as_near_as_half_as_many_and_the_nearest_come_first():
    others = [HERE, town("2", 4000), town("3", 500), town("4", 2000), town("5", 900)]
    assert similar_codes(HERE, others, "population") == ["5", "3", "4", "2"]


def test_languages_and_region_narrow():
    others = [town("2", 1000, "swedish"), town("3", 9000), town("4", 1000, region_id="02")]
    assert similar_codes(HERE, others, "language") == ["4", "3"]
    assert similar_codes(HERE, others, "region") == ["2", "3"]


def test_an_unknown_population_is_like_nothing():
    assert similar_codes(HERE, [town("2", None)], "population") == []
    assert similar_codes(town("1", None), [town("2", 10)], "population") == []


def test_never_more_than_the_nearest_few():
    assert len(similar_codes(HERE, [town(str(n), n) for n in range(2, 90)], "population")) == MAX_MUNICIPALITIES


@pytest.mark.django_db
def test_counts_funded_projects_there_and_links_to_them():
    here, there = MunicipalityFactory(population=1000), MunicipalityFactory(population=1100, code="291")
    for kind in ("project", "project", "activity"):
        ProjectPlace.objects.create(project=ProjectFactory(kind=kind), municipality=there)
    reindex()
    similar = projects_in_similar(here, "nonsense", FacetLabels("fi", current_index()), date(2026, 11, 24))
    assert (similar.dimension, similar.count, len(similar.newest)) == ("population", 2, 2)
    [municipality] = similar.municipalities
    assert (municipality.count, municipality.querystring) == (2, "municipality=291&record=funded")


@pytest.mark.django_db
def test_nothing_is_said_of_a_municipality_of_unknown_size():
    MunicipalityFactory(population=1000)
    reindex()
    here = MunicipalityFactory(population=None)
    assert projects_in_similar(here, "population", FacetLabels("fi", current_index()), date(2026, 11, 24)) is None
