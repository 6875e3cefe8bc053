"""The list of examples: filtered by service and region, a page at a time, the filter kept from page to page."""

import pytest
from pytest_django.asserts import assertContains

from leaderportal.pages.examples import PER_PAGE
from tests.factories import (
    AreaMembershipFactory,
    ExampleActivityFactory,
    LeaderGroupFactory,
    RegionFactory,
    ServiceFactory,
)
from tests.leaderportal.pages.world import address
from tests.page import main_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(db):
    """More than two pages of examples of one service in one region, and one other example."""
    region, service = RegionFactory(slug="maa", name_fi="Keskimaa"), ServiceFactory(slug="kylat", name_fi="Kylät")
    group = LeaderGroupFactory()
    AreaMembershipFactory.create_batch(2, group=group, municipality__region=region)  # two: counted once all the same
    for number in range(2 * PER_PAGE + 1):
        ExampleActivityFactory(group=group, title=f"Esimerkki {number:03}", year=2024).services.add(service)
    ExampleActivityFactory(title="Muu", year=2025)
    ServiceFactory(slug="nuoret")
    RegionFactory(slug="muu")


def titles(client, **query):
    return [example.title for example in client.get(address("examples"), query).context["page"]]


def test_the_newest_come_first_and_each_once(client, many):
    assert titles(client)[:2] == ["Muu", "Esimerkki 000"]
    everything = [title for page in (1, 2, 3) for title in titles(client, page=page)]
    assert len(everything) == len(set(everything)) == 2 * PER_PAGE + 2


def test_filters_narrow_the_list(client, many):
    assert client.get(address("examples"), {"region": "maa"}).context["page"].paginator.count == 2 * PER_PAGE + 1
    assert client.get(address("examples"), {"service": "kylat"}).context["page"].paginator.count == 2 * PER_PAGE + 1
    assert titles(client, region="muu") == []
    assertContains(client.get(address("examples"), {"service": "nuoret"}), "Nothing with these choices yet.")


def test_links_to_other_pages_keep_the_filter_and_lead_on(client, many):
    response = client.get(address("examples"), {"service": "kylat", "region": "maa", "page": 2})
    main = main_part(response)
    assert "Page 2 of 3" in main.text("nav.pagination")
    links = main.links("nav.pagination")
    assert links == {"Previous": "?service=kylat&region=maa&page=1", "Next": "?service=kylat&region=maa&page=3"}
    for query in links.values():
        assert client.get(address("examples") + query).context["warnings"] == []
    assert main.texts("option[selected]") == ["Kylät", "Keskimaa"]


def test_a_page_that_does_not_exist_shows_the_nearest(client, many):
    for typed, number in [("0", 1), ("-5", 1), ("4", 3), ("99999999999999999999", 3), ("x", 1), ("1.5", 1)]:
        response = client.get(address("examples"), {"page": typed})
        assert response.context["page"].number == number
        assertContains(response, f"There is no page “{typed[:20]}”; page {number} of 3 is shown.")


def test_an_unknown_filter_is_left_out_the_other_kept(client, many):
    response = client.get(address("examples"), {"service": "kylat", "region": "nowhere"})
    assert response.context["page"].paginator.count == 2 * PER_PAGE + 1
    assertContains(response, "“nowhere” is not known and was left out.")
    assert "?service=kylat&page=2" in main_part(response).addresses()


def test_one_page_needs_no_links_to_pages(client, db):
    ExampleActivityFactory()
    assert main_part(client.get(address("examples"))).select("nav.pagination") == []
