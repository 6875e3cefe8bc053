"""The finder's page: leads on, offers a choice, says no honestly; never a dead end, never an error."""

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects, assertTemplateUsed

from groups.finder import rebuild_group_names
from leaderportal.pages import find as page
from places.finder.name_index import rebuild_place_names
from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    with translation.override("en"):
        yield reverse("find")


@pytest.fixture(autouse=True)
def network(db):
    region = RegionFactory(name_fi="Keskimaa")
    group = LeaderGroupFactory(slug="leader-kuusi", name_fi="Leader Kuusi")
    own = MunicipalityFactory(name_fi="Omala", slug="omala", region=region)
    AreaMembershipFactory(municipality=own, group=group)
    shared = MunicipalityFactory(name_fi="Jakola", slug="jakola", region=region)
    AreaMembershipFactory(municipality=shared, group=group, coverage="part", part_fi="etelä", part_en="the south")
    AreaMembershipFactory(municipality=shared, group__name_fi="Mänty-Leader", coverage="part", part_en="the north")
    city = MunicipalityFactory(name_fi="Kaupunkila", slug="kaupunkila", region=region)
    city.neighbours.add(own)
    rebuild_place_names()
    rebuild_group_names()
    return {"own": own, "shared": shared, "city": city}


def is_no_dead_end(response):
    for name in ("municipalities", "regions", "groups"):
        assertContains(response, f'href="{reverse(name)}"')
    assertTemplateUsed(response, "places/_finder.html")


def test_the_examples_of_the_box_are_places_of_the_readers_language(client, url):
    assertContains(client.get(url), f'href="{url}?q=Kuhmoinen"')
    with translation.override("sv"):
        swedish = reverse("find")
    for place in ("Raseborg", "Nyland"):
        assertContains(client.get(swedish), f'href="{swedish}?q={place}">{place}</a>')


def test_one_answer_leads_to_its_page(client, url, network):
    response = client.get(url, {"q": "omalan kunta"})
    assertRedirects(response, network["own"].get_absolute_url(), fetch_redirect_response=False)


def test_without_a_question_there_is_just_the_box_and_the_lists(client, url):
    response = client.get(url)
    is_no_dead_end(response)
    assertNotContains(response, "aria-invalid")


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u200d", "\x00"])
def test_an_empty_question_is_told_what_to_type(client, url, nothing):
    response = client.get(url, {"q": nothing})
    assertContains(response, 'aria-invalid="true"')
    is_no_dead_end(response)


def test_a_split_municipality_shows_its_groups_with_their_parts(client, url):
    response = client.get(url, {"q": "Jakola"})
    for text in ("Leader Kuusi", "the south", "Mänty-Leader", "the north", 'value="Jakola"'):
        assertContains(response, text)
    is_no_dead_end(response)


def test_a_municipality_in_no_area_offers_to_write_to_the_groups_next_to_it(client, url):
    response = client.get(url, {"q": "Kaupunkila"})
    assertContains(response, f"{reverse('enquiry')}?group=leader-kuusi&amp;municipality=kaupunkila")
    is_no_dead_end(response)


def test_what_is_unknown_leads_on_to_the_site_search_for_the_same_words(client, url):
    response = client.get(url, {"q": "kylä & <talo>"})
    assertContains(response, f"{reverse('search')}?q=kyl%C3%A4%20%26%20%3Ctalo%3E")
    assertContains(response, "kylä &amp; &lt;talo&gt;")
    assertNotContains(response, "<talo>")
    is_no_dead_end(response)


def test_an_over_long_question_is_cut_and_says_so(client, url):
    response = client.get(url, {"q": "x" * 5000})
    assertContains(response, 'aria-invalid="true"')
    assertContains(response, f'value="{"x" * 200}"')


def test_of_repeated_questions_the_last_counts(client, url, network):
    response = client.get(f"{url}?q=Jakola&q=Omala")
    assertRedirects(response, network["own"].get_absolute_url(), fetch_redirect_response=False)


@pytest.mark.parametrize(
    "query", ["q=%FF%FE", "q=%00", "q[]=a", "q=%ED%A0%80", "q=" + "%F0%9F%8C%B2" * 300, "&&&=", "q=%25"]
)
def test_any_bytes_get_a_page(client, url, query):
    assert client.get(f"{url}?{query}").status_code == 200


def test_a_position_leads_to_the_municipality_there(client, url, network, monkeypatch):
    monkeypatch.setattr(page, "locate", lambda lat, lon: network["own"])
    response = client.get(url, {"lat": "61.5", "lon": "25.1"})
    assertRedirects(response, network["own"].get_absolute_url(), fetch_redirect_response=False)


def test_a_position_in_no_area_says_so(client, url, network, monkeypatch):
    monkeypatch.setattr(page, "locate", lambda lat, lon: network["city"])
    assertContains(client.get(url, {"lat": "61.5", "lon": "25.1"}), "Kaupunkila")


@pytest.mark.parametrize(
    "position",
    [
        {"lat": "nan", "lon": "nan"},
        {"lat": "inf", "lon": "1e999"},
        {"lat": "61.5"},
        {"lat": "", "lon": ""},
        {"lat": "x", "lon": "\x00"},
        {"lat": "0", "lon": "0"},
        {"lat": "9" * 5000, "lon": "25"},
    ],
)
def test_a_position_that_is_none_says_so(client, url, position):
    response = client.get(url, position)
    assertContains(response, 'aria-invalid="true"')
    is_no_dead_end(response)


@pytest.mark.parametrize("typed", ["Jakola", "Kaupunkila", "la", "tuntematon", "Omola"])
def test_at_most_ten_statements(client, url, typed, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(url, {"q": typed})


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_works_in_each_language(client, language):
    with translation.override(language):
        assert client.get(reverse("find"), {"q": "Jakola"}).status_code == 200
