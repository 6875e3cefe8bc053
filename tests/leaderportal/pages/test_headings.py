"""The headings of a page are its table of contents: one h1, and no level left out on the way down."""

from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client

from tests.leaderportal.pages.world import PAGES, address, make_world
from tests.page import Page


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "args", "query"), [*PAGES, ("municipality", ("nowhere",), "")])
def test_no_level_is_left_out(name, args, query):
    page = Page(Client().get(address(name, *args) + query))
    levels = [int(heading.tag[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


@pytest.mark.django_db
def test_the_parts_of_the_form_are_headings():
    page = Page(Client().get(address("enquiry") + "?municipality=omala"))
    assert page.texts("legend > h2") == ["What it is about", "About you"]
