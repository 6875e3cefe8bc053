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
from tests.leaderportal.pages.world import address
from tests.page import main_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(db):
    """A service that one group confirms, one demonstrates, one states; a fourth and a former one are silent."""
    service = ServiceFactory(slug="kylat", name_fi="Kylät")
    ServiceOfferFactory(service=service, group__name_fi="Leader Kertova", source="https://k.example/")
    ServiceOfferFactory(service=service, group__name_fi="Leader Vahvistava", is_confirmed=True)
    ExampleActivityFactory(group__name_fi="Leader Näyttävä", title="Laavu", year=2024).services.add(service)
    ExampleActivityFactory(group__name_fi="Leader Hiljaa", title="Arvaus", confidence="low").services.add(service)
    ServiceOfferFactory(service=service, group__name_fi="Leader Entinen", group__valid_to="2022-12-31")
    DutyServiceFactory(service=service, duty__slug="nuoriso", duty__name_fi="Nuoriso")
    NetworkActivityFactory(service=service, text_en="Village evenings")
    return service


def test_groups_come_by_state_the_surest_first(client, service):
    main = main_part(client.get(address("service", "kylat")))
    text = main.text()
    order = ["Leader Vahvistava", "Leader Näyttävä", "Leader Kertova", "Leader Hiljaa"]
    assert sorted(order, key=text.index) == order
    assert "3 of the 4 groups are known to do this." in text
    assert "Leader Entinen" not in text
    assert "Laavu" in main.texts('.offers [lang="fi"]')
    assert "https://k.example/" in main.addresses(".offers")


def test_a_service_leads_to_its_duties_activities_examples_and_the_form(client, service):
    response = client.get(address("service", "kylat"))
    assertContains(response, "Role of the Leader group: Village evenings.")
    targets = main_part(response).addresses()
    assert address("duty", "nuoriso") in targets
    assert f"{address('enquiry')}?service=kylat" in targets
    assert f"{address('examples')}?service=kylat" in targets


def test_a_service_that_nobody_is_known_to_do_is_still_an_invitation(client, db):
    ServiceFactory(slug="uusi")
    LeaderGroupFactory(name_fi="Leader Kuusi")
    response = client.get(address("service", "uusi"))
    assertContains(response, "0 of the 1 groups are known to do this.")
    assertContains(response, "Leader Kuusi")


def test_a_duty_shows_each_of_its_services_with_their_groups(client, service):
    DutyServiceFactory(duty=service.duties.get(), service__slug="toinen", service__name_fi="Toinen", order=1)
    main = main_part(client.get(address("duty", "nuoriso")))
    assert main.text("h2#kylat ~ details summary") == "3 of the 4 groups are known to do this"
    assert "Leader Vahvistava" in main.text("h2#kylat ~ details")
    assert main.text("h2#toinen ~ details summary").startswith("0 of the 4 groups")
    assert [url for url in main.addresses() if url.startswith("#")] == ["#kylat", "#toinen"]
    assert f"{address('enquiry')}?duty=nuoriso" in main.addresses()


def test_a_duty_shows_the_examples_of_its_services_only(client, service):
    ExampleActivityFactory(title="Muuta").services.add(ServiceFactory())
    response = client.get(address("duty", "nuoriso"))
    assertContains(response, "Laavu")
    assertNotContains(response, "Muuta")


def test_a_duty_without_services_answers(client, service):
    empty = DutyServiceFactory(duty__slug="tyhja", service=service)
    empty.delete()
    assert client.get(address("duty", "tyhja")).status_code == 200
