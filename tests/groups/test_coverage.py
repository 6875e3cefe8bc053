"""Municipalities with the groups whose areas they belong to, and how much of the country that is."""

from datetime import date

import pytest
from django.db.models import Q
from django.utils import translation

from groups.coverage import coverage_totals, group_areas, groups_in, municipality_coverages
from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory, RegionFactory

pytestmark = pytest.mark.django_db
ENDED = date(2022, 12, 31)


def by_name(condition=None):
    return {place.name: place for place in municipality_coverages(condition)}


def test_each_municipality_comes_once_with_all_its_groups(django_assert_num_queries):
    shared, alone = MunicipalityFactory(name_fi="Jakola"), MunicipalityFactory(name_fi="Yksin")
    southern, northern = (
        AreaMembershipFactory(municipality=shared, coverage="part", part_fi=part, part_en="").group
        for part in ("etelä", "pohjoinen")
    )
    with django_assert_num_queries(1):
        coverages = municipality_coverages()
    assert [(place.name, set(place.shares)) for place in coverages] == [
        ("Jakola", {southern.pk, northern.pk}),
        ("Yksin", set()),
    ]
    assert (coverages[0].is_split, coverages[1].is_split) == (True, False)
    assert coverages[0].shares[southern.pk].part == "etelä"
    assert str(alone) == str(coverages[1])


def test_only_areas_and_groups_and_municipalities_of_today_count():
    place = MunicipalityFactory(name_fi="Omala")
    now = AreaMembershipFactory(municipality=place).group
    AreaMembershipFactory(municipality=place, valid_to=ENDED)
    AreaMembershipFactory(municipality=place, group__valid_to=ENDED)
    AreaMembershipFactory(municipality=place, group=now, valid_to=ENDED, coverage="part")
    AreaMembershipFactory(municipality__successor=place, municipality__valid_to=ENDED)
    (coverage,) = municipality_coverages()
    assert list(coverage.shares) == [now.pk]
    assert not coverage.is_part_of(now.pk)


def test_a_condition_narrows_the_municipalities_not_their_groups():
    region = RegionFactory()
    membership = AreaMembershipFactory(municipality__region=region, municipality__name_fi="Omala")
    AreaMembershipFactory(municipality=membership.municipality)
    AreaMembershipFactory(municipality__name_fi="Muu")
    assert list(by_name(Q(region=region))) == ["Omala"]
    assert len(by_name(Q(areas__group=membership.group))["Omala"].shares) == 2


@pytest.mark.parametrize(
    ("language", "names"),
    [("fi", ["Pori", "Äetsä"]), ("sv", ["Björneborg", "Aetsä"]), ("en", ["Pori", "Äetsä"])],
)
def test_names_and_their_order_are_the_readers(language, names):
    MunicipalityFactory(name_fi="Äetsä", name_sv="Aetsä", region__name_fi="Satakunta", region__name_sv="Satakunda")
    MunicipalityFactory(name_fi="Pori", name_sv="Björneborg")
    with translation.override(language):
        coverages = municipality_coverages()
        assert {place.name for place in coverages} == set(names)
        assert [place.name for place in coverages] == sorted(names, key=lambda name: name.replace("Ä", "Ö"))
        assert all(f"/{language}/" in place.get_absolute_url() for place in coverages)


def test_the_totals_count_a_municipality_once_and_its_residents_whole():
    shared = MunicipalityFactory(population=1000, population_year=2022)
    AreaMembershipFactory.create_batch(2, municipality=shared, coverage="part")
    AreaMembershipFactory(municipality__population=500, municipality__population_year=2021)
    mixed = AreaMembershipFactory(municipality__population=None, coverage="part").municipality
    AreaMembershipFactory(municipality=mixed, coverage="full")
    MunicipalityFactory(population=9999, population_year=2024)
    totals = coverage_totals(municipality_coverages())
    assert (totals.municipalities, totals.covered, totals.covered_in_part) == (4, 3, 1)
    assert (totals.residents, totals.year) == (1500, 2022)


def test_the_totals_of_nothing_have_no_year():
    LeaderGroupFactory()
    totals = coverage_totals([])
    assert (totals.municipalities, totals.covered, totals.covered_in_part, totals.residents, totals.year) == (
        0,
        0,
        0,
        0,
        None,
    )


def test_each_group_gets_its_municipalities_and_their_residents():
    whole = AreaMembershipFactory(municipality__name_fi="Omala", municipality__population=4000)
    group, other = whole.group, LeaderGroupFactory()
    AreaMembershipFactory(group=group, municipality__name_fi="Jakola", municipality__population=None, coverage="part")
    AreaMembershipFactory(municipality__name_fi="Muu")
    areas = group_areas([other, group], municipality_coverages())
    assert [area.group for area in areas] == [other, group]
    assert [(place.name, is_part) for place, is_part in areas[1].places] == [("Jakola", True), ("Omala", False)]
    assert (areas[0].population, areas[1].population) == (0, 4000)


def test_the_groups_of_some_municipalities_come_by_the_alphabet(django_assert_num_queries):
    for name in ("Mänty", "Leader Kuusi"):
        AreaMembershipFactory(group__name_fi=name)
    coverages = municipality_coverages()
    with django_assert_num_queries(1):
        assert [group.name for group in groups_in(coverages)] == ["Leader Kuusi", "Mänty"]
    assert groups_in([]) == []
