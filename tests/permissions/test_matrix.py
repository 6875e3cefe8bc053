"""Everybody gets at every address, by every method, what docs/adr/0007 says, and nobody anything else."""

import pytest

from . import matrix, table
from .addresses import routes
from .people import PEOPLE

pytestmark = pytest.mark.django_db


def test_every_address_is_in_the_table():
    assert matrix.unlisted() == []


def test_the_table_names_no_address_that_is_gone():
    there = set(routes()) | {"media/<path>"}
    assert set(table.ROUTES) - there == set()
    assert [label for label in table.MODELS if f"admin/{label.replace('.', '/')}/" not in there] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_gets_what_is_expected(scene, name):
    methods = ("GET", "POST") if PEOPLE[name].is_extra else matrix.METHODS
    found = matrix.differences(scene, [name], methods)
    assert not found, "\n".join(found)
