"""Duties with the services that help, in the network's order."""

import pytest

from groups.models import Duty
from tests.factories import DutyFactory, DutyServiceFactory

pytestmark = pytest.mark.django_db


def test_duties_come_in_the_networks_order_each_with_its_services(django_assert_num_queries):
    second, first = DutyFactory(name_fi="Toinen", order=2), DutyFactory(name_fi="Ensin", order=1)
    DutyFactory(name_fi="Tyhjä")
    for duty, name, order in ((second, "B", 1), (first, "D", 2), (first, "C", 1), (second, "A", 2)):
        DutyServiceFactory(duty=duty, service__name_fi=name, order=order)
    with django_assert_num_queries(2):
        rows = [
            (duty.name, [service.name for service in duty.ordered_services]) for duty in Duty.objects.with_services()
        ]
    assert rows == [("Ensin", ["C", "D"]), ("Toinen", ["B", "A"])]
