"""What demonstrates a service of a group: funded projects of its theme, else schemes of small grants; nothing else."""

import pytest
from django.urls import reverse

from projects.search.index import current_index, reindex
from projects.service_evidence import evidence_by_service
from tests.factories import LeaderGroupFactory, ProjectFactory, ServiceFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return LeaderGroupFactory(slug="kuusi")


@pytest.fixture
def leisure():
    service = ServiceFactory(slug="vapaa-aika")
    ThemeFactory(code="leisure").services.add(service)
    return service


@pytest.fixture
def youth_leader():
    ThemeFactory(code="youth")
    return ServiceFactory(code="youth_leader", slug="nuoriso-leader")


def evidence(group, service):
    reindex()
    return evidence_by_service(current_index(), [group, LeaderGroupFactory()], [service])


def search_address(record, service):
    return f"{reverse('projects:search')}?record={record}&group=kuusi&service={service}"


def test_a_funded_project_demonstrates_the_services_of_its_theme(group, leisure):
    ProjectFactory.create_batch(2, group=group, theme_id="leisure")
    assert evidence(group, leisure) == {(group.pk, leisure.pk): (2, 0, search_address("funded", "vapaa-aika"))}


def test_neither_other_money_nor_an_endorsement_demonstrates_anything(group, leisure):
    ProjectFactory(group=group, theme_id="leisure", kind="activity")
    ProjectFactory(group=group, theme_id="leisure", decision="endorsed")
    assert evidence(group, leisure) == {}


def test_a_scheme_counts_where_no_project_does(group, leisure):
    ProjectFactory(group=group, theme_id="leisure", kind="scheme")
    assert evidence(group, leisure) == {(group.pk, leisure.pk): (0, 1, search_address("scheme", "vapaa-aika"))}
    ProjectFactory(group=group, theme_id="leisure")
    assert evidence(group, leisure)[group.pk, leisure.pk][:2] == (1, 0)


def test_a_scheme_for_young_people_demonstrates_youth_leader_and_a_youth_project_does_not(group, youth_leader):
    ProjectFactory(group=group, theme_id="youth")
    assert evidence(group, youth_leader) == {}
    ProjectFactory(group=group, theme_id="youth", kind="scheme")
    address = search_address("scheme", "nuoriso-leader")
    assert evidence(group, youth_leader) == {(group.pk, youth_leader.pk): (0, 1, address)}


def test_the_list_that_it_leads_to_has_as_many(client, group, youth_leader):
    ProjectFactory(group=group, theme_id="youth", kind="scheme")
    ((_projects, schemes, address),) = evidence(group, youth_leader).values()
    assert client.get(address).context["count"] == schemes
