"""A rule of the database that staff breaks in the admin is told in words, never by the name of the rule."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from zeal import zeal_ignore

from tests.factories import (
    AreaMembershipFactory,
    LeaderGroupFactory,
    LocalDevelopmentStrategyFactory,
    MunicipalityFactory,
    ProgrammingPeriodFactory,
)
from tests.forms import untouched

pytestmark = pytest.mark.django_db


def refused(client, row, **changes):
    """Save the form of a row with changes and return the page that refuses it."""
    name = row._meta.model_name
    address = reverse(f"admin:{row._meta.app_label}_{name}_change", args=[row.pk])
    english = {"accept-language": "en"}
    with zeal_ignore(), override("en"):
        values = untouched(client.get(address, headers=english).content.decode(), f"{name}_form")
        response = client.post(address, values | changes, headers=english)
    assert response.status_code == 200
    html = response.content.decode()
    for constraint in row._meta.constraints:
        assert constraint.name not in html
    return html


def test_a_working_group_has_no_successor(admin_client):
    group, other = LeaderGroupFactory(), LeaderGroupFactory()
    assert "Only a former group has a successor" in refused(admin_client, group, successor=other.pk)
    html = refused(admin_client, group, successor=group.pk, valid_to="2022-12-31")
    assert "A group cannot be its own successor." in html


def test_a_municipality_is_once_in_an_area(admin_client):
    first = AreaMembershipFactory()
    second = AreaMembershipFactory(group=first.group)
    html = refused(admin_client, second, municipality=first.municipality_id)
    assert "area already" in html


def test_only_a_part_is_described(admin_client):
    area = AreaMembershipFactory()
    former = MunicipalityFactory(valid_to="2020-12-31", successor=area.municipality)
    html = refused(admin_client, area, former_municipality=former.pk)
    assert "only when a part of the municipality belongs" in html


def test_public_funding_is_more_than_nothing(admin_client):
    strategy = LocalDevelopmentStrategyFactory()
    assert "leave it empty when it is not known" in refused(admin_client, strategy, public_funding_eur="0")


def test_a_period_ends_after_it_starts(admin_client):
    period = ProgrammingPeriodFactory()
    assert "must end after it starts" in refused(admin_client, period, ends="2020-01-01")


def test_a_dissolved_municipality_has_a_last_day_and_a_successor(admin_client):
    municipality, other = MunicipalityFactory(), MunicipalityFactory()
    html = refused(admin_client, municipality, successor=other.pk)
    assert "has both a last day and a successor" in html
    html = refused(admin_client, municipality, successor=municipality.pk, valid_to="2020-12-31")
    assert "A municipality cannot be its own successor." in html
