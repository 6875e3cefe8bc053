"""The statistics count funded projects, say how many each sum covers, and lead to the very projects they count."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from groups.models import ProgrammingPeriod
from projects.models import ProjectPlace
from projects.search.facets import FacetLabels
from projects.search.index import current_index, reindex
from projects.search.query import ProjectQuery
from projects.statistics import FUNDED_ONLY, statistics_rows
from tests.factories import (
    LeaderGroupFactory,
    MunicipalityFactory,
    ProjectFactory,
    RegionFactory,
    ThemeFactory,
)
from tests.page import Page

pytestmark = pytest.mark.django_db
PAGE = "/en/projects/statistics/"
TODAY = date(2026, 11, 24)


@pytest.fixture
def projects():
    """Five funded projects in two regions, one of them in both, and one record of each other kind."""
    north, south = (
        RegionFactory(code=code, name_fi=name, name_en=name) for code, name in [("19", "Lapland"), ("01", "Uusimaa")]
    )
    places = [MunicipalityFactory(region=north), MunicipalityFactory(region=south)]
    period = ProgrammingPeriod.objects.create(code="2014-2020", starts=date(2014, 1, 1), ends=date(2020, 12, 31))
    youth, culture = (ThemeFactory(code=code, name_fi=code, name_en=code) for code in ("youth", "culture"))
    group = LeaderGroupFactory(name_fi="Leader Kuusi")
    for number in range(5):
        has_funding = number < 3
        project = ProjectFactory(
            theme=youth if number else culture,
            period=period if number else None,
            group=group,
            public_funding_eur=Decimal(1000) if has_funding else None,
            total_eur=Decimal(2500) if number == 0 else None,
            funding_stage="granted" if has_funding else "",
        )
        for place in places if number == 4 else places[:1]:
            ProjectPlace.objects.create(project=project, municipality=place)
    for kind, decision in [("scheme", "unknown"), ("activity", "unknown"), ("project", "endorsed")]:
        ProjectFactory(
            kind=kind, decision=decision, theme=youth, public_funding_eur=Decimal(777), funding_stage="granted"
        )
    reindex()


def rows(facet):
    index, query = current_index(), ProjectQuery(chosen=FUNDED_ONLY)
    with translation.override("en"):
        return statistics_rows(facet, query, query.selection(index, TODAY), FacetLabels("en", index))


def test_count_funded_projects_by_each_value_unknown_last(projects):
    assert [(row.name, row.count) for row in rows("theme")] == [("culture", 1), ("youth", 4)]
    assert [(row.name, row.count) for row in rows("period")] == [("2014–2020", 4), ("period not stated", 1)]


def test_a_project_in_two_regions_counts_in_each(projects):
    assert [(row.name, row.count) for row in rows("region")] == [("Lapland", 5), ("Uusimaa", 1)]


def test_each_sum_says_how_many_it_covers_and_an_unknown_one_is_no_zero(projects):
    lapland, uusimaa = rows("region")
    assert (lapland.public.eur, lapland.public.known, lapland.public.out_of) == (3000, 3, 5)
    assert (lapland.total.eur, lapland.total.known) == (2500, 1)
    assert (uusimaa.public.eur, uusimaa.public.known, uusimaa.public.out_of) == (None, 0, 1)


def test_bars_are_drawn_to_the_largest(projects):
    assert [row.percent for row in rows("theme")] == [25, 100]


def test_every_number_leads_to_as_many_projects(client, projects):
    links = Page(client.get(PAGE)).select("table.sums td a")
    assert len(links) >= 6
    for link in links:
        heading = Page(client.get(link.get("href"))).text("#results")
        assert re.search(rf"\b{link.text} project", heading)


def test_says_what_is_left_out_and_where_it_is(client, projects):
    page = client.get(PAGE)
    for record in ["scheme", "activity", "endorsed"]:
        assertContains(page, f"?record={record}")
    assertNotContains(page, "777")


def test_no_group_is_named(client, projects):
    assertNotContains(client.get(PAGE), "Leader Kuusi")


@pytest.mark.parametrize("address", ["/fi/hankkeet/tilastot/", "/sv/projekt/statistik/", PAGE])
def test_is_there_in_each_language_also_without_projects(client, address):
    assert client.get(address).status_code == 200


def test_takes_at_most_ten_statements_and_no_more_for_many(client, projects):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    client.get(PAGE)  # reads the index
    few = statements()
    for theme in ThemeFactory.create_batch(10):
        ProjectFactory.create_batch(5, theme=theme)
    reindex()
    client.get(PAGE)
    assert statements() == few <= 10
