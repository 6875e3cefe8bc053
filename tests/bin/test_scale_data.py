"""Made-up projects: the same each time, recognisable as made up, never in a database with real data."""

import importlib
from pathlib import Path

import pytest

from projects.models import Project
from projects.search.index import current_index
from tests.factories import LeaderGroupFactory, ProjectFactory, RegionFactory

BIN = Path(__file__).resolve().parent.parent.parent / "bin"

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale_projects(monkeypatch):
    """The module of bin/, which is no package."""
    monkeypatch.syspath_prepend(str(BIN))
    return importlib.import_module("scale_projects")


def test_makes_as_many_as_asked_and_indexes_them(scale_projects):
    counts = []
    scale_projects.make(30, counts.append)
    assert counts == [30]
    assert Project.objects.count() == len(current_index().everything) == 30


def test_makes_the_same_again(scale_projects):
    def projects():
        scale_projects.make(20)
        columns = ("title_fi", "starts", "public_funding_eur")
        return list(Project.objects.order_by("source_key").values_list(*columns))

    assert projects() == projects()


def test_every_name_says_that_it_is_made_up(scale_projects):
    scale_projects.make(20)
    for title, group, source in Project.objects.values_list("title_fi", "group__name_fi", "source__name"):
        assert title.startswith("Malli")
        assert group.startswith("Malli")
        assert "keksitty" in source


@pytest.mark.parametrize("real", [RegionFactory, LeaderGroupFactory, ProjectFactory])
def test_refuses_a_database_with_real_data_and_changes_nothing(scale_projects, real):
    real()
    before = Project.objects.count()
    with pytest.raises(scale_projects.NotEmptyError, match="real data"):
        scale_projects.make(5)
    assert Project.objects.count() == before
