"""SQL statements of every kind of page: at most fourteen, and no more with ten times as much data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.leaderportal.pages.world import PAGES, address, enlarge, make_world

MAX_STATEMENTS = 14  # a bound that leaves room for prefetch_related, and shows a loop at once
EVERY_PAGE = [(address(name, *args) + query) for name, args, query in PAGES] + ["/sitemap.xml"]


def statements(client, url):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(captured)


@pytest.mark.slow
def test_every_page_takes_at_most_fourteen_and_as_many_in_a_large_network(client, db):
    make_world()
    small = {url: statements(client, url) for url in EVERY_PAGE}
    enlarge()
    large = {url: statements(client, url) for url in EVERY_PAGE}
    assert large == small
    assert not {url: count for url, count in large.items() if count > MAX_STATEMENTS}
