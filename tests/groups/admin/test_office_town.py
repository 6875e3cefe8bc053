"""The town of an office gets its Swedish name when staff tells it in Finnish only."""

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from groups.models import Office
from tests.factories import OfficeFactory, PostalCodeFactory
from tests.forms import untouched


@pytest.fixture
def swedish_names(db):
    PostalCodeFactory(code="10600", name_fi="Tammisaari", name_sv="Ekenäs")


def test_a_town_told_in_finnish_only_gets_its_swedish_name_when_saved(admin_client, swedish_names):
    office = OfficeFactory(town_fi="Kylä")
    assert save_town(admin_client, office, "Tammisaari") == ("Tammisaari", "Ekenäs")


def test_a_town_without_a_swedish_name_keeps_its_own(admin_client, swedish_names):
    office = OfficeFactory(town_fi="Kylä")
    assert save_town(admin_client, office, "Nivala") == ("Nivala", "Nivala")


def test_a_swedish_name_that_staff_has_written_stays(admin_client, swedish_names):
    office = OfficeFactory(town_fi="Tammisaari", town_sv="Ekenäs centrum")
    assert save_town(admin_client, office, "Tammisaari") == ("Tammisaari", "Ekenäs centrum")


def save_town(client, office, finnish):
    """Save the form of the office's group with this town; return the town in Finnish and Swedish."""
    address = reverse("admin:groups_leadergroup_change", args=[office.group_id])
    with zeal_ignore():
        values = untouched(client.get(address).content.decode(), "leadergroup_form")
        assert client.post(address, values | {"office-0-town_fi": finnish}).status_code == 302
    return Office.objects.values_list("town_fi", "town_sv").get()
