"""The address of the form says where the sender comes from."""

from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import DutyFactory, ServiceFactory
from tests.page import Page


def test_municipality_duty_and_service_are_chosen(client, url, town):
    DutyFactory(slug="kotoutuminen")
    ServiceFactory(slug="neuvonta")
    response = client.get(f"{url}?municipality=kuhmoinen&duty=kotoutuminen&service=neuvonta")
    form = response.context["form"]
    assert form["place"].value() == "municipality:kuhmoinen"
    assert form["duties"].value() == ["kotoutuminen"]
    assert form["services"].value() == ["neuvonta"]
    assertContains(response, "<details open>")


def test_a_region_is_chosen(client, url, town):
    response = client.get(f"{url}?region={town.region.slug}")
    assertContains(response, f'value="region:{town.region.slug}" selected')


def test_a_groups_own_area_stands_first(client, url, town, split_town):
    values = [option.get("value") for option in Page(client.get(f"{url}?group=vesuri")).select("#id_place option")]
    places = ["area:vesuri", "municipality:kuhmoinen", "municipality:kurikka"]
    assert [value for value in values if value in places] == places


def test_unknown_words_are_reported_and_do_no_harm(client, url, town):
    response = client.get(f"{url}?municipality=nowhere&duty=x&service=%00&group=%00")
    assertContains(response, "that the portal does not know")


def test_a_known_place_brings_no_such_note(client, url, town):
    assertNotContains(client.get(f"{url}?municipality=kuhmoinen"), "that the portal does not know")


def test_the_last_of_repeated_places_counts(client, url, town, split_town):
    form = client.get(f"{url}?municipality=kuhmoinen&municipality=kurikka").context["form"]
    assert form["place"].value() == "municipality:kurikka"
