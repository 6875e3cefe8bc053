"""Every user gets at every address, by every method, what docs/adr/0007 says, and nobody anything else."""

import pytest

from . import matrix, policy
from .addresses import routes
from .routes import ROUTES
from .users import USERS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_address_has_its_expectation():
    assert matrix.unlisted() == []


def test_no_expectation_is_for_an_address_that_is_gone():
    existing = set(routes()) | {"media/<path>"}
    assert set(ROUTES) - existing == set()
    assert [label for label in policy.MODELS if f"admin/{label.replace('.', '/')}/" not in existing] == []


@pytest.mark.parametrize("name", USERS)
def test_every_user_gets_what_is_expected(dataset, name):
    methods = ("GET", "POST") if USERS[name].is_additional else matrix.METHODS
    faults = matrix.differences(dataset, [name], methods)
    assert not faults, "\n".join(faults)
