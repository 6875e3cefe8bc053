"""SQL statements of the search and of a project: bounded, and no more with many projects than with few."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import Funding, Project
from projects.search.index import reindex
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ProjectSourceFactory, ThemeFactory

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "",
    "q=hanke",
    "q=hanke&theme=t&municipality=111&year=2020&page=1&order=funding&view=table",
    "q=hanke&theme=t&source=other&service=x",
    "q=hanke+xyzzy+qwerty&theme=t&municipality=111&record=scheme",
    "municipality=112&theme=t",
]


def statements(client, address):
    client.get(address)  # the index is read once a process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def make(count, place_in):
    theme, town = ThemeFactory._meta.model.objects.get_or_create(code="t")[0], MunicipalityFactory._meta.model.objects
    own, partner = LeaderGroupFactory(), LeaderGroupFactory()
    for number in range(count):
        project = ProjectFactory(
            theme=theme, group=own, starts=date(2020, 1, 1), public_funding_eur=Decimal(number), funding_stage="granted"
        )
        Funding.objects.create(project=project, stage="granted", public_eur=Decimal(number))
        place_in(project, town.get(code="111"))
        project.partners.add(partner)
    reindex()


def test_the_search_takes_at_most_fourteen_and_as_many_with_many_projects(client, place_in):
    here, near = MunicipalityFactory(code="111"), MunicipalityFactory(code="112")
    near.neighbours.add(here)
    ProjectSourceFactory(code="other")
    make(3, place_in)
    addresses = [f"{reverse('projects:search')}?{query}" for query in ADDRESSES]
    few = {address: statements(client, address) for address in addresses}
    make(60, place_in)
    many = {address: statements(client, address) for address in addresses}
    assert many == few
    assert not {address: count for address, count in many.items() if count > 14}


def test_a_project_takes_at_most_fourteen(client, place_in):
    town = MunicipalityFactory(code="111")
    town.neighbours.add(*MunicipalityFactory.create_batch(3))
    make(20, place_in)
    theme_project = Project.objects.first()
    theme_project.kind = "theme"
    theme_project.save()
    for project in Project.objects.exclude(pk=theme_project.pk)[:5]:
        project.parent = theme_project
        project.save()
    reindex()
    assert statements(client, theme_project.get_absolute_url()) <= 14
