"""The four states of a service: the surest evidence decides, and an unsure example is none."""

from datetime import date

import pytest
from django.db.models import Q

from groups.evidence import (
    Evidence,
    ProjectEvidence,
    ServiceMatrix,
    ServiceStatus,
    examples_of_services,
    service_statuses,
)
from groups.services import confirm_offers
from tests.factories import ExampleActivityFactory, LeaderGroupFactory, ServiceFactory, ServiceOfferFactory

pytestmark = pytest.mark.django_db


def offer(**values):
    return ServiceOfferFactory.build(**values)


def example(**values):
    return ExampleActivityFactory.build(**values)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (lambda: ServiceStatus(), Evidence.UNCONFIRMED),
        (lambda: ServiceStatus(examples=[example(confidence="low")]), Evidence.UNCONFIRMED),
        (lambda: ServiceStatus(examples=[example(is_decided=False)]), Evidence.UNCONFIRMED),
        (lambda: ServiceStatus(offer=offer()), Evidence.STATED),
        (lambda: ServiceStatus(offer=offer(confidence="low")), Evidence.STATED),
        (lambda: ServiceStatus(offer=offer(), examples=[example(confidence="low")]), Evidence.STATED),
        (lambda: ServiceStatus(examples=[example(confidence="medium")]), Evidence.DEMONSTRATED),
        (
            lambda: ServiceStatus(offer=offer(confidence="low"), examples=[example(), example(confidence="low")]),
            Evidence.DEMONSTRATED,
        ),
        (lambda: ServiceStatus(offer=offer(), project_evidence=ProjectEvidence(schemes=1)), Evidence.DEMONSTRATED),
        (lambda: ServiceStatus(offer=offer(is_confirmed=True, confidence="low")), Evidence.CONFIRMED),
        (lambda: ServiceStatus(offer=offer(is_confirmed=True), examples=[example()]), Evidence.CONFIRMED),
    ],
)
def test_the_surest_thing_known_is_the_state(status, state):
    assert status().state == state
    assert status().is_known == (state != Evidence.UNCONFIRMED)


def test_states_are_listed_from_the_surest_to_the_least_sure():
    assert list(Evidence) == ["confirmed", "shown", "told", "promised"]


@pytest.mark.parametrize(
    ("status", "is_unsure"),
    [
        (lambda: ServiceStatus(), False),
        (lambda: ServiceStatus(offer=offer(confidence="low")), True),
        (lambda: ServiceStatus(offer=offer(confidence="medium")), False),
        (lambda: ServiceStatus(offer=offer(confidence="low", is_confirmed=True)), False),
        (lambda: ServiceStatus(offer=offer(confidence="low"), examples=[example()]), False),
    ],
)
def test_only_an_unsure_word_that_nothing_else_supports_is_unsure(status, is_unsure):
    assert status().is_unsure is is_unsure


def test_each_group_has_its_own_statuses():
    offering, active, third = LeaderGroupFactory.create_batch(3)
    service, second = ServiceFactory.create_batch(2)
    offered = ServiceOfferFactory(group=offering, service=service)
    activity = ExampleActivityFactory(group=active)
    activity.services.set([service, second])
    ServiceOfferFactory(group=third, service=service)  # not asked about
    statuses = service_statuses([offering, active], examples_of_services(Q(group__in=[offering, active])), {})
    assert statuses[offering.pk, service.pk].offer == offered
    assert statuses[active.pk, service.pk].examples == statuses[active.pk, second.pk].examples == [activity]
    assert statuses[offering.pk, second.pk].state == statuses[third.pk, service.pk].state == Evidence.UNCONFIRMED


def test_projects_demonstrate_a_service_of_their_group():
    group, service = LeaderGroupFactory(), ServiceFactory()
    evidence = ProjectEvidence(projects=2, url="/projects/?x")
    status = service_statuses([group], [], {(group.pk, service.pk): evidence})[group.pk, service.pk]
    assert (status.state, status.url, status.project_evidence) == (Evidence.DEMONSTRATED, "/projects/?x", evidence)


def test_confirmed_offers_are_confirmed_everywhere():
    confirmed = ServiceOfferFactory(confidence="low")
    confirm_offers([confirmed], date(2026, 11, 24), "x" * 500)
    confirmed.refresh_from_db()
    assert (confirmed.is_confirmed, confirmed.checked_on) == (True, date(2026, 11, 24))
    assert confirmed.checked_by == "x" * 100
    statuses = service_statuses([confirmed.group], [], {})
    assert statuses[confirmed.group_id, confirmed.service_id].state == Evidence.CONFIRMED


def test_examples_come_newest_first_and_those_without_a_year_last():
    service = ServiceFactory()
    for title, year in (("old", 2015), ("unknown", None), ("new", 2024)):
        ExampleActivityFactory(title=title, year=year).services.add(service)
    ExampleActivityFactory(title="of no service")
    assert [found.title for found in examples_of_services(Q())] == ["new", "old", "unknown"]


def test_an_example_of_several_services_is_listed_once_with_all_of_them():
    services = ServiceFactory.create_batch(3)
    ExampleActivityFactory().services.set(services)
    (found,) = examples_of_services(Q(services__in=services[:2]))
    assert list(found.services.all()) == services


def test_the_matrix_read_by_group_has_the_surest_state_first():
    group, names = LeaderGroupFactory.build(), ("Kylät", "Nuoret", "Yritykset")
    statuses = [ServiceStatus(), ServiceStatus(offer=offer()), ServiceStatus()]
    rows = [(ServiceFactory.build(name_fi=name), [status]) for name, status in zip(names, statuses, strict=True)]
    expected = [(Evidence.STATED, ["Nuoret"]), (Evidence.UNCONFIRMED, ["Kylät", "Yritykset"])]
    assert ServiceMatrix([group], rows).by_group == [(group, expected)]
