"""SQL statements of the page: at most ten to show it, whatever the amount of data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AreaMembershipFactory, DutyFactory, ServiceFactory

from .conftest import filled_in


def statements(client, url):
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.parametrize("query", ["", "?municipality=kurikka", "?group=liiveri&municipality=kurikka", "?region=x"])
def test_the_form_takes_at_most_ten(client, url, town, split_town, query):
    split_town.region.slug = "x"
    split_town.region.save()
    few = statements(client, url + query)
    for _number in range(10):
        AreaMembershipFactory(municipality__region=split_town.region)
        DutyFactory()
        ServiceFactory()
    assert statements(client, url + query) == few <= 10


def test_sending_to_many_groups_takes_no_more_than_to_one(client, url, town):
    def send():
        with CaptureQueriesContext(connection) as captured:
            client.post(url, filled_in(f"region:{town.region.slug}"))
        return len(captured)

    to_one_group = send()
    for _number in range(10):
        AreaMembershipFactory(municipality__region=town.region)
    assert send() == to_one_group
