"""Made-up projects: the same each time, told apart from real ones, never in a database with real data."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from projects.models import Project
from projects.search.index import current_index
from tests.factories import LeaderGroupFactory, ProjectFactory, RegionFactory

pytestmark = pytest.mark.django_db


def make(count):
    out = StringIO()
    call_command("make_scale_data", projects=count, stdout=out)
    return out.getvalue()


def test_makes_as_many_as_asked_and_indexes_them():
    assert "30 made-up projects" in make(30)
    assert Project.objects.count() == len(current_index().everything) == 30


def test_makes_the_same_again():
    make(20)
    first = list(Project.objects.order_by("source_key").values_list("title_fi", "starts", "public_funding_eur"))
    make(20)
    assert list(Project.objects.order_by("source_key").values_list("title_fi", "starts", "public_funding_eur")) == first


def test_every_name_says_that_it_is_made_up():
    make(20)
    for title, group, source in Project.objects.values_list("title_fi", "group__name_fi", "source__name"):
        assert title.startswith("Malli")
        assert group.startswith("Malli")
        assert "keksitty" in source


@pytest.mark.parametrize("real", [RegionFactory, LeaderGroupFactory, ProjectFactory])
def test_refuses_a_database_with_real_data_and_changes_nothing(real):
    real()
    before = Project.objects.count()
    with pytest.raises(CommandError, match="real data"):
        make(5)
    assert Project.objects.count() == before


def test_a_negative_number_is_refused():
    with pytest.raises(CommandError, match="negative"):
        make(-1)
