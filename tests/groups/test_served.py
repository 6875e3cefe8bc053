"""Municipalities with the groups that serve them, and how much of the country that is."""

from datetime import date

import pytest
from django.db.models import Q
from django.utils import translation

from groups.coverage import coverage_totals, municipality_coverages
from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory, RegionFactory

pytestmark = pytest.mark.django_db
ENDED = date(2022, 12, 31)


def by_name(condition=None):
    return {place.name: place for place in municipality_coverages(condition)}


def test_each_municipality_comes_once_with_all_its_groups(django_assert_num_queries):
    shared, alone = MunicipalityFactory(name_fi="Jakola"), MunicipalityFactory(name_fi="Yksin")
    one, other = (
        AreaMembershipFactory(municipality=shared, coverage="part", part_fi=part, part_en="").group
        for part in ("etelä", "pohjoinen")
    )
    with django_assert_num_queries(1):
        served = municipality_coverages()
    assert [(place.name, set(place.groups)) for place in served] == [
        ("Jakola", {one.pk, other.pk}),
        ("Yksin", set()),
    ]
    assert (served[0].is_split, served[1].is_split) == (True, False)
    assert served[0].groups[one.pk].part == "etelä"
    assert str(alone) == str(served[1])


def test_only_areas_and_groups_and_municipalities_of_today_count():
    place = MunicipalityFactory(name_fi="Omala")
    now = AreaMembershipFactory(municipality=place).group
    AreaMembershipFactory(municipality=place, valid_to=ENDED)
    AreaMembershipFactory(municipality=place, group__valid_to=ENDED)
    AreaMembershipFactory(municipality=place, group=now, valid_to=ENDED, coverage="part")
    AreaMembershipFactory(municipality__successor=place, municipality__valid_to=ENDED)
    (served,) = municipality_coverages()
    assert list(served.groups) == [now.pk]
    assert not served.is_part_of(now.pk)


def test_a_condition_narrows_the_municipalities_not_their_groups():
    region = RegionFactory()
    membership = AreaMembershipFactory(municipality__region=region, municipality__name_fi="Omala")
    AreaMembershipFactory(municipality=membership.municipality)
    AreaMembershipFactory(municipality__name_fi="Muu")
    assert list(by_name(Q(region=region))) == ["Omala"]
    assert len(by_name(Q(areas__group=membership.group))["Omala"].groups) == 2


@pytest.mark.parametrize(
    ("language", "names"),
    [("fi", ["Pori", "Äetsä"]), ("sv", ["Björneborg", "Aetsä"]), ("en", ["Pori", "Äetsä"])],
)
def test_names_and_their_order_are_the_readers(language, names):
    MunicipalityFactory(name_fi="Äetsä", name_sv="Aetsä", region__name_fi="Satakunta", region__name_sv="Satakunda")
    MunicipalityFactory(name_fi="Pori", name_sv="Björneborg")
    with translation.override(language):
        served = municipality_coverages()
        assert {place.name for place in served} == set(names)
        assert [place.name for place in served] == sorted(names, key=lambda name: name.replace("Ä", "Ö"))
        assert all(f"/{language}/" in place.get_absolute_url() for place in served)


def test_reach_counts_a_municipality_once_and_its_residents_whole():
    shared = MunicipalityFactory(population=1000, population_year=2022)
    AreaMembershipFactory.create_batch(2, municipality=shared, coverage="part")
    AreaMembershipFactory(municipality__population=500, municipality__population_year=2021)
    mixed = AreaMembershipFactory(municipality__population=None, coverage="part").municipality
    AreaMembershipFactory(municipality=mixed, coverage="full")
    MunicipalityFactory(population=9999, population_year=2024)
    told = coverage_totals(municipality_coverages())
    assert (told.municipalities, told.covered, told.covered_in_part) == (4, 3, 1)
    assert (told.residents, told.year) == (1500, 2022)


def test_reach_of_nothing_has_no_year():
    LeaderGroupFactory()
    told = coverage_totals([])
    assert (told.municipalities, told.covered, told.covered_in_part, told.residents, told.year) == (0, 0, 0, 0, None)
