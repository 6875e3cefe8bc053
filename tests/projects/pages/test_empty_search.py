"""A search that finds nothing leads on: what to drop, which word to keep, which neighbours have something."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory
from tests.pages.reading import links, main_of

pytestmark = pytest.mark.django_db


def counts(ways):
    return {way.name: way.count for way in ways}


def test_tells_what_would_be_found_without_each_choice(search, place_in):
    youth = ThemeFactory(code="youth", name_fi="Nuoret")
    town, _other = MunicipalityFactory(code="291", name_fi="Kuhmoinen"), MunicipalityFactory()
    ProjectFactory.create_batch(3, theme=youth)
    place_in(ProjectFactory(), town)
    ways = search("theme=youth&municipality=291").context["ways"]
    assert counts(ways.without) == {"Kuhmoinen": 3, "Nuoret": 1}
    assert {way.query for way in ways.without} == {"theme=youth", "municipality=291"}


def test_offers_each_choice_alone_when_dropping_one_does_not_help(search, place_in):
    ThemeFactory(code="culture", name_fi="Kulttuuri")
    town = MunicipalityFactory(code="291", name_fi="Kuhmoinen")
    place_in(ProjectFactory(), town)
    ways = search("theme=culture&municipality=291&year=2020").context["ways"]
    assert (ways.without, counts(ways.alone)) == ([], {"Kuhmoinen": 1})


def test_offers_the_words_one_by_one_within_the_other_choices(search):
    youth = ThemeFactory(code="youth")
    ProjectFactory(title_fi="Kylätalon katto", theme=youth)
    ProjectFactory(title_fi="Sauna", theme=youth)
    ProjectFactory(title_fi="Sauna")
    ways = search("q=katto+sauna&theme=youth").context["ways"]
    assert counts(ways.words) == {"katto": 1, "sauna": 1}
    assert ways.words[1].query == "q=sauna&theme=youth"


def test_names_the_neighbouring_municipalities_that_have_some(search, place_in):
    here, near = MunicipalityFactory(code="291"), MunicipalityFactory(code="182", name_fi="Jämsä")
    far = MunicipalityFactory()
    here.neighbours.add(near)
    for town in (near, near, far):
        place_in(ProjectFactory(), town)
    ways = search("municipality=291").context["ways"]
    assert [(way.name, way.count, way.query) for way in ways.neighbours] == [("Jämsä", 2, "municipality=182")]


def test_what_to_drop_and_the_neighbours_stand_first_and_no_facets_beside(search, place_in):
    youth = ThemeFactory(code="youth")
    here, near = MunicipalityFactory(code="291"), MunicipalityFactory(code="182", name_fi="Jämsä")
    here.neighbours.add(near)
    ProjectFactory(title_fi="Katto", theme=youth)
    place_in(ProjectFactory(title_fi="Sauna"), near)
    response = search("q=katto+sauna&theme=youth&municipality=291")
    queries = [url.partition("?")[2] for url, _text in links(main_of(response).split('id="results"')[1])]
    assert queries.index("municipality=182") < queries.index("q=katto")
    assertNotContains(response, 'id="narrow"')


def test_new_words_are_looked_for_within_the_same_choices(search):
    ThemeFactory(code="youth")
    ProjectFactory(title_fi="Katto")
    response = search("q=sauna&theme=youth&order=title")
    for name, value in (("theme", "youth"), ("order", "title")):
        assertContains(response, f'<input type="hidden" name="{name}" value="{value}" form="ask">', count=1)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("q=sauna&municipality=291&group=kuusi", "municipality=kuhmoinen"),
        ("q=sauna&group=kuusi&group=unknown", "group=kuusi"),
        ("q=sauna", ""),
    ],
)
def test_leads_to_the_form_of_the_group_that_can_tell_more(client, search, query, asked):
    MunicipalityFactory(code="291", slug="kuhmoinen")
    LeaderGroupFactory(slug="kuusi")
    ProjectFactory()
    form = reverse("enquiry")
    found = [url for url, _text in links(main_of(search(query))) if url.startswith(form)]
    assert found == [f"{form}?{asked}".rstrip("?")]
    assert not client.get(found[0]).context["prefill"].has_unknown


def test_a_group_or_place_without_projects_is_known_all_the_same(search):
    MunicipalityFactory(code="291")
    ProjectFactory()
    assert search("municipality=291").context["remarks"] == []


def test_a_portal_without_projects_says_so(search):
    response = search()
    assert response.status_code == 200
    assert response.context["is_empty"]
