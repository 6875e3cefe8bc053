"""The pages of a service and of a duty: who is known to do it, surest first, and what was done."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    DutyServiceFactory,
    ExampleActivityFactory,
    LeaderGroupFactory,
    NetworkActivityFactory,
    ServiceFactory,
    ServiceOfferFactory,
)

from .reading import between, links, main_of, words
from .world import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(db):
    """A service that one group confirms, one has shown, one tells; a fourth group and a former one are silent."""
    service = ServiceFactory(slug="kylat", name_fi="Kylät")
    ServiceOfferFactory(service=service, group__name_fi="Leader Kertova", source="https://k.example/")
    ServiceOfferFactory(service=service, group__name_fi="Leader Vahvistava", is_confirmed=True)
    ExampleActivityFactory(group__name_fi="Leader Näyttävä", title="Laavu", year=2024).services.add(service)
    ExampleActivityFactory(group__name_fi="Leader Hiljaa", title="Arvaus", confidence="low").services.add(service)
    ServiceOfferFactory(service=service, group__name_fi="Leader Entinen", group__valid_to="2022-12-31")
    DutyServiceFactory(service=service, duty__slug="nuoriso", duty__name_fi="Nuoriso")
    NetworkActivityFactory(service=service, text_en="Village evenings")
    return service


def test_groups_stand_by_state_the_surest_first(client, service):
    html = main_of(client.get(address("service", "kylat"))).split("Who does this</h2>")[1]
    text = words(html)
    order = ["Leader Vahvistava", "Leader Näyttävä", "Leader Kertova", "Leader Hiljaa"]
    assert sorted(order, key=text.index) == order
    assert "3 of the 4 groups are known to do this." in text
    assert "Leader Entinen" not in text
    assert '<span lang="fi">Laavu</span>' in html
    assert 'href="https://k.example/"' in html


def test_a_service_leads_to_its_duties_activities_examples_and_the_form(client, service):
    response = client.get(address("service", "kylat"))
    assertContains(response, "Role of the Leader group: Village evenings.")
    found = [url for url, _text in links(main_of(response))]
    assert address("duty", "nuoriso") in found
    assert f"{address('enquiry')}?service=kylat" in found
    assert f"{address('examples')}?service=kylat" in found


def test_a_service_that_nobody_is_known_to_do_is_still_an_invitation(client, db):
    ServiceFactory(slug="uusi")
    LeaderGroupFactory(name_fi="Leader Kuusi")
    response = client.get(address("service", "uusi"))
    assertContains(response, "0 of the 1 groups are known to do this.")
    assertContains(response, "Leader Kuusi")


def test_a_duty_shows_each_of_its_services_with_their_groups(client, service):
    DutyServiceFactory(duty=service.duties.get(), service__slug="toinen", service__name_fi="Toinen", order=1)
    html = main_of(client.get(address("duty", "nuoriso")))
    first = words(between(html, '<h2 id="kylat">', "</details>"))
    assert "3 of the 4 groups are known to do this" in first
    assert "Leader Vahvistava" in first
    assert "0 of the 4 groups" in words(between(html, '<h2 id="toinen">', "</details>"))
    assert [url for url, text in links(html) if url.startswith("#")] == ["#kylat", "#toinen"]
    assert f"{address('enquiry')}?duty=nuoriso" in [url for url, _text in links(html)]


def test_a_duty_shows_the_examples_of_its_services_only(client, service):
    ExampleActivityFactory(title="Muuta").services.add(ServiceFactory())
    response = client.get(address("duty", "nuoriso"))
    assertContains(response, "Laavu")
    assertNotContains(response, "Muuta")


def test_a_duty_without_services_answers(client, service):
    empty = DutyServiceFactory(duty__slug="tyhja", service=service)
    empty.delete()
    assert client.get(address("duty", "tyhja")).status_code == 200
