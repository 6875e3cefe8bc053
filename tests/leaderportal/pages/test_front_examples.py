"""The examples on the front page: one each of employment, integration and youth, not three of a kind."""

import pytest
from django.utils import translation

from leaderportal.pages.front import EXAMPLES, FIRST_SERVICES, varied_examples
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(db):
    """The three services that come first, and two others."""
    return [make.ServiceFactory(slug=slug) for slug in [*FIRST_SERVICES, "kylat", "kulttuuri"]]


def example(service, **values):
    activity = make.ExampleActivityFactory(**{"year": 2024} | values)
    activity.services.add(service)
    return activity


def front_page_examples():
    with translation.override("fi"):
        return varied_examples()


def test_three_services_come_first_in_their_order_though_others_are_newer(services):
    wanted = [example(service, year=None) for service in reversed(services[:3])][::-1]
    for _number in range(20):
        example(services[3], year=2026)
    assert front_page_examples() == wanted


def test_missing_ones_are_replaced_by_the_newest_of_other_services(services):
    youth = example(services[2], year=2020)
    newest = example(services[3], year=2026)
    example(services[3], year=2025)
    other = example(services[4], year=2019)
    assert front_page_examples() == [youth, newest, other]


def test_each_is_of_another_group(services):
    first = example(services[0])
    example(services[1], group=first.group)
    second = example(services[1], year=2020)
    assert front_page_examples() == [first, second]


def test_one_whose_group_is_only_inferred_is_not_shown(services):
    example(services[0], confidence="low")
    assert front_page_examples() == []


def test_the_newest_counts_and_among_equals_a_title_in_the_readers_language(services):
    example(services[0], year=2023)
    example(services[0], title_language="en")
    wanted = example(services[0])
    assert front_page_examples() == [wanted]


def test_at_most_three(services):
    for service in services:
        example(service)
    assert len(front_page_examples()) == EXAMPLES
