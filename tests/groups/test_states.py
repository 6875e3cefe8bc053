"""The four honest states of a service: the surest thing known decides, and an unsure example shows nothing."""

from datetime import date

import pytest
from django.db.models import Q

from groups.evidence import Evidence, ServiceStatus, example_links, examples_in, service_statuses
from groups.services import confirm_offers
from tests.factories import ExampleActivityFactory, LeaderGroupFactory, ServiceFactory, ServiceOfferFactory

pytestmark = pytest.mark.django_db


def told(**values):
    return ServiceOfferFactory.build(**values)


def done(**values):
    return ExampleActivityFactory.build(**values)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (lambda: ServiceStatus(), Evidence.UNCONFIRMED),
        (lambda: ServiceStatus(examples=[done(confidence="low")]), Evidence.UNCONFIRMED),
        (lambda: ServiceStatus(examples=[done(is_decided=False)]), Evidence.UNCONFIRMED),
        (lambda: ServiceStatus(offer=told()), Evidence.STATED),
        (lambda: ServiceStatus(offer=told(confidence="low")), Evidence.STATED),
        (lambda: ServiceStatus(offer=told(), examples=[done(confidence="low")]), Evidence.STATED),
        (lambda: ServiceStatus(examples=[done(confidence="medium")]), Evidence.DEMONSTRATED),
        (
            lambda: ServiceStatus(offer=told(confidence="low"), examples=[done(), done(confidence="low")]),
            Evidence.DEMONSTRATED,
        ),
        (lambda: ServiceStatus(offer=told(), schemes=1), Evidence.DEMONSTRATED),
        (lambda: ServiceStatus(offer=told(is_confirmed=True, confidence="low")), Evidence.CONFIRMED),
        (lambda: ServiceStatus(offer=told(is_confirmed=True), examples=[done()]), Evidence.CONFIRMED),
    ],
)
def test_the_surest_thing_known_is_the_state(cell, state):
    assert cell().state == state
    assert cell().is_known == (state != Evidence.UNCONFIRMED)


def test_states_are_listed_from_the_surest_to_the_least_sure():
    assert list(Evidence) == ["confirmed", "shown", "told", "promised"]


@pytest.mark.parametrize(
    ("cell", "is_unsure"),
    [
        (lambda: ServiceStatus(), False),
        (lambda: ServiceStatus(offer=told(confidence="low")), True),
        (lambda: ServiceStatus(offer=told(confidence="medium")), False),
        (lambda: ServiceStatus(offer=told(confidence="low", is_confirmed=True)), False),
        (lambda: ServiceStatus(offer=told(confidence="low"), examples=[done()]), False),
    ],
)
def test_only_an_unsure_word_that_nothing_else_supports_is_unsure(cell, is_unsure):
    assert cell().is_unsure is is_unsure


def test_each_group_has_its_own_cells():
    one, other, third = LeaderGroupFactory.create_batch(3)
    service, second = ServiceFactory.create_batch(2)
    offer = ServiceOfferFactory(group=one, service=service)
    example = ExampleActivityFactory(group=other)
    example.services.set([service, second])
    ServiceOfferFactory(group=third, service=service)  # not asked about
    cells = service_statuses([one, other])
    assert cells[one.pk, service.pk].offer == offer
    assert cells[other.pk, service.pk].examples == cells[other.pk, second.pk].examples == [example]
    assert cells[one.pk, second.pk].state == cells[third.pk, service.pk].state == Evidence.UNCONFIRMED


def test_confirmed_offers_are_confirmed_everywhere():
    offer = ServiceOfferFactory(confidence="low")
    confirm_offers([offer], date(2026, 11, 24), "x" * 500)
    offer.refresh_from_db()
    assert (offer.is_confirmed, offer.checked_on, offer.checked_by) == (True, date(2026, 11, 24), "x" * 100)
    assert service_statuses([offer.group])[offer.group_id, offer.service_id].state == Evidence.CONFIRMED


def test_examples_come_newest_first_and_those_without_a_year_last():
    service = ServiceFactory()
    for title, year in (("old", 2015), ("unknown", None), ("new", 2024)):
        ExampleActivityFactory(title=title, year=year).services.add(service)
    links = example_links(Q(services=service))
    assert [example.title for example in examples_in(links)] == ["new", "old", "unknown"]
    assert [link.exampleactivity.title for link in example_links(Q(services=service), most=1)] == ["new"]


def test_an_example_of_several_services_is_listed_once_with_all_of_them():
    services = ServiceFactory.create_batch(3)
    ExampleActivityFactory().services.set(services)
    (example,) = examples_in(example_links(Q()))
    assert [service.pk for service in example.service_list] == [service.pk for service in services]
