"""Similar projects: of the same theme, funded, the own group's first."""

import pytest

from projects.models import ProjectPlace
from projects.related_projects import related_pks
from projects.search.index import current_index, reindex
from tests.factories import (
    LeaderGroupFactory,
    MunicipalityFactory,
    ProgrammingPeriodFactory,
    ProjectFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def related(project, regions=(), limit=4):
    reindex()
    return related_pks(current_index(), project, regions, limit)


def test_the_own_group_comes_first_then_the_period_then_any():
    theme, group, period = ThemeFactory(), LeaderGroupFactory(), ProgrammingPeriodFactory()
    project = ProjectFactory(theme=theme, group=group, period=period)
    of_period = ProjectFactory(theme=theme, period=period)
    of_group = ProjectFactory(theme=theme, group=group)
    of_both = ProjectFactory(theme=theme, group=group, period=period)
    any_other = ProjectFactory(theme=theme)
    assert related(project) == [of_both.pk, of_group.pk, of_period.pk, any_other.pk]


def test_the_regions_come_after_the_own_group_and_before_the_period():
    theme, group, period = ThemeFactory(), LeaderGroupFactory(), ProgrammingPeriodFactory()
    municipality = MunicipalityFactory()
    project = ProjectFactory(theme=theme, group=group, period=period)
    of_period = ProjectFactory(theme=theme, period=period)
    of_group = ProjectFactory(theme=theme, group=group)
    of_region, of_region_and_period = ProjectFactory(theme=theme), ProjectFactory(theme=theme, period=period)
    for other in (of_region, of_region_and_period):
        ProjectPlace.objects.create(project=other, municipality=municipality)
    found = related(project, regions=[municipality.region_id])
    assert found == [of_group.pk, of_region_and_period.pk, of_region.pk, of_period.pk]


def test_no_more_than_asked_for_each_once_and_never_itself():
    theme = ThemeFactory()
    projects = ProjectFactory.create_batch(6, theme=theme)
    found = related(projects[0], limit=3)
    assert len(set(found)) == 3
    assert projects[0].pk not in found


def test_only_funded_projects():
    theme = ThemeFactory()
    project = ProjectFactory(theme=theme)
    ProjectFactory(theme=theme, kind="scheme")
    assert related(project) == []


def test_none_without_a_theme():
    ProjectFactory()
    assert related(ProjectFactory()) == []
