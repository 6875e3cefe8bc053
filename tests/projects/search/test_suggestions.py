"""A search that finds nothing leads on: what to drop, which word to keep, which neighbours have something."""

import pytest
from django.urls import reverse

from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def suggestions_for(search, querystring):
    return search(querystring).context["suggestions"]


def counts(suggestions):
    return {suggestion.name: suggestion.count for suggestion in suggestions}


def test_names_what_would_be_found_without_each_filter(search, place_in):
    youth = ThemeFactory(code="youth", name_fi="Nuoret")
    town, _other = MunicipalityFactory(code="291", name_fi="Kuhmoinen"), MunicipalityFactory()
    ProjectFactory.create_batch(3, theme=youth)
    place_in(ProjectFactory(), town)
    without = suggestions_for(search, "theme=youth&municipality=291").without
    assert counts(without) == {"Kuhmoinen": 3, "Nuoret": 1}
    assert {suggestion.querystring for suggestion in without} == {"theme=youth", "municipality=291"}


def test_offers_each_filter_alone_when_dropping_one_does_not_help(search, place_in):
    ThemeFactory(code="culture", name_fi="Kulttuuri")
    town = MunicipalityFactory(code="291", name_fi="Kuhmoinen")
    place_in(ProjectFactory(), town)
    suggestions = suggestions_for(search, "theme=culture&municipality=291&year=2020")
    assert (suggestions.without, counts(suggestions.alone)) == ([], {"Kuhmoinen": 1})


def test_offers_the_words_one_by_one_within_the_other_filters(search):
    youth = ThemeFactory(code="youth")
    ProjectFactory(title_fi="Kylätalon katto", theme=youth)
    ProjectFactory(title_fi="Sauna", theme=youth)
    ProjectFactory(title_fi="Sauna")
    words = suggestions_for(search, "q=katto+sauna&theme=youth").words
    assert counts(words) == {"katto": 1, "sauna": 1}
    assert words[1].querystring == "q=sauna&theme=youth"


def test_names_the_neighbouring_municipalities_that_have_some(search, place_in):
    here, near = MunicipalityFactory(code="291"), MunicipalityFactory(code="182", name_fi="Jämsä")
    far = MunicipalityFactory()
    here.neighbours.add(near)
    for town in (near, near, far):
        place_in(ProjectFactory(), town)
    [neighbour] = suggestions_for(search, "municipality=291").neighbours
    assert (neighbour.name, neighbour.count, neighbour.querystring) == ("Jämsä", 2, "municipality=182")


def test_what_to_drop_and_the_neighbours_stand_first_and_no_facets_beside(search, place_in):
    youth = ThemeFactory(code="youth")
    here, near = MunicipalityFactory(code="291"), MunicipalityFactory(code="182", name_fi="Jämsä")
    here.neighbours.add(near)
    ProjectFactory(title_fi="Katto", theme=youth)
    place_in(ProjectFactory(title_fi="Sauna"), near)
    page = Page(search("q=katto+sauna&theme=youth&municipality=291"))
    querystrings = [address.partition("?")[2] for address in page.addresses("#results ~ div")]
    assert querystrings.index("municipality=182") < querystrings.index("q=katto")
    assert not page.select("#narrow")


def test_new_words_are_looked_for_with_the_same_filters(search):
    ThemeFactory(code="youth")
    ProjectFactory(title_fi="Katto")
    page = Page(search("q=sauna&theme=youth&order=title"))
    hidden = [(field.get("name"), field.get("value")) for field in page.select('input[type=hidden][form="ask"]')]
    assert sorted(hidden) == [("order", "title"), ("theme", "youth")]


@pytest.mark.parametrize(
    ("query", "prefilled"),
    [
        ("q=sauna&municipality=291&group=kuusi", "municipality=kuhmoinen"),
        ("q=sauna&group=kuusi&group=unknown", "group=kuusi"),
        ("q=sauna", ""),
    ],
)
def test_leads_to_the_form_of_the_group_that_can_tell_more(client, search, query, prefilled):
    MunicipalityFactory(code="291", slug="kuhmoinen")
    LeaderGroupFactory(slug="kuusi")
    ProjectFactory()
    form = reverse("enquiry")
    found = [address for address in Page(search(query)).addresses("main") if address.startswith(form)]
    assert found == [f"{form}?{prefilled}".rstrip("?")]
    assert not client.get(found[0]).context["prefill"].has_unknown


def test_a_group_or_place_without_projects_is_known_all_the_same(search):
    MunicipalityFactory(code="291")
    ProjectFactory()
    assert search("municipality=291").context["warnings"] == []


def test_a_portal_without_projects_says_so(search):
    response = search()
    assert response.status_code == 200
    assert response.context["is_empty"]
