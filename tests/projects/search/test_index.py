"""The index counts and sums what a plain walk over the projects counts and sums, and stays so after edits."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from pyroaring import BitMap

from groups.models import ProgrammingPeriod
from projects.models import IndexPart, IndexWord, Project, ProjectPlace
from projects.search.index import Selection, current_index, reindex
from projects.search.index.store import read_index
from projects.search.index.words import projects_matching
from search.query import query_terms
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture
def many_projects():
    """Forty projects with a bit of everything, unknowns too."""
    chance = random.Random(7)
    themes, groups = ThemeFactory.create_batch(3), LeaderGroupFactory.create_batch(3)
    places = MunicipalityFactory.create_batch(4)
    period = ProgrammingPeriod.objects.create(code="2023-2027", starts=date(2023, 1, 1), ends=date(2027, 12, 31))
    for _ in range(40):
        starts = chance.choice([None, date(chance.randint(2010, 2027), 5, 1)])
        money = chance.choice([None, Decimal(chance.randint(0, 20_000_000)) / 100])
        project = ProjectFactory(
            theme=chance.choice([None, *themes]),
            group=chance.choice([None, *groups]),
            period=chance.choice([None, period]),
            starts=starts,
            ends=chance.choice([None, date(2028, 1, 1)] if starts else [None, date(2020, 1, 1)]),
            public_funding_eur=money,
            funding_stage="granted" if money is not None else "",
            kind=chance.choice(["project", "project", "activity", "scheme"]),
        )
        for place in chance.sample(places, chance.randint(0, 2)):
            ProjectPlace.objects.create(project=project, municipality=place)
    reindex()
    return list(Project.objects.all())


def test_counts_each_facet_within_the_choices_in_the_others(many_projects):
    theme = next(project.theme_id for project in many_projects if project.theme_id)
    selection = Selection(current_index(), {"theme": [theme]}, TODAY)
    by_group = Counter(
        project.group.slug if project.group else "unknown" for project in many_projects if project.theme_id == theme
    )
    assert selection.facet_counts("group") == by_group
    assert selection.facet_counts("theme") == Counter(project.theme_id or "unknown" for project in many_projects)


def test_sums_the_largest_money_that_a_column_holds(db):
    most = Decimal("99999999999.99")
    for _ in range(2):
        ProjectFactory(public_funding_eur=most, funding_stage="granted")
    reindex()
    assert Selection(current_index(), {}, TODAY).public_funding().eur == 2 * most


def test_sums_the_known_money_of_funded_projects_and_says_of_how_many_it_is_known(many_projects):
    funded = [project for project in many_projects if project.kind == "project"]
    known = [project.public_funding_eur for project in funded if project.public_funding_eur is not None]
    money = Selection(current_index(), {}, TODAY).public_funding()
    assert (money.eur, money.known, money.out_of) == (sum(known), len(known), len(funded))


def test_lists_the_newest_first_and_unknown_starts_last(many_projects):
    selection = Selection(current_index(), {}, TODAY)

    def place(project):
        return project.starts is None, -(project.starts or TODAY).toordinal(), -project.pk

    expected = sorted(many_projects, key=place)
    assert selection.ordered_pks("newest", 0, 100) == [project.pk for project in expected]
    assert selection.ordered_pks("newest", 10, 5) == [project.pk for project in expected[10:15]]


def test_states_follow_the_day(many_projects):
    on_the_day = Selection(current_index(), {}, TODAY).facet_counts("state")
    ended = [project for project in many_projects if project.ends and project.ends < TODAY]
    planned = [project for project in many_projects if project.starts and project.starts > TODAY]
    assert (on_the_day["ended"], on_the_day.get("planned", 0)) == (len(ended), len(planned))
    assert Selection(current_index(), {}, date(2030, 1, 1)).facet_counts("state").get("running", 0) == 0


def test_money_of_a_sub_project_counts_once():
    parent = ProjectFactory(kind="theme", public_funding_eur=Decimal(1000), funding_stage="granted")
    ProjectFactory(parent=parent, public_funding_eur=Decimal(300), funding_stage="granted")
    alone = ProjectFactory(kind="theme")
    ProjectFactory(parent=alone, public_funding_eur=Decimal(20), funding_stage="granted")
    reindex()
    money = Selection(current_index(), {}, TODAY).public_funding()
    assert (money.eur, money.known, money.out_of) == (1020, 2, 3)


def test_no_known_money_is_no_sum():
    ProjectFactory()
    reindex()
    assert Selection(current_index(), {}, TODAY).public_funding().eur is None


def test_an_edit_gives_the_same_index_as_rebuilding_it(many_projects):
    edited, hidden, deleted = many_projects[:3]
    Project.objects.filter(pk=edited.pk).update(title_fi="Kylätalon katto", public_funding_eur=Decimal("12.34"))
    Project.objects.filter(pk=hidden.pk).update(is_published=False)
    deleted_pk = deleted.pk
    deleted.delete()
    reindex([edited.pk, hidden.pk, deleted_pk])
    step_by_step = _contents()
    reindex()
    assert _contents() == step_by_step


def test_words_are_found_in_any_form_and_only_where_all_stand():
    roof = ProjectFactory(title_fi="Kylätalon katto", applicant="Ahjolan kyläyhdistys ry")
    ProjectFactory(title_fi="Laituri ja sauna")
    reindex()
    assert _found("katot") == [roof.pk]
    assert _found("kattoja ahjola") == [roof.pk]
    assert _found("katto sauna") == []
    assert _found("kat") == [roof.pk]


def test_an_edit_takes_old_words_away():
    project = ProjectFactory(title_fi="Laituri")
    reindex()
    Project.objects.filter(pk=project.pk).update(title_fi="Sauna")
    reindex([project.pk])
    assert (_found("laituri"), _found("sauna")) == ([], [project.pk])


def test_an_unpublished_project_is_not_found():
    ProjectFactory(is_published=False)
    reindex()
    assert len(Selection(current_index(), {}, TODAY)) == 0


def test_asking_again_costs_one_statement(django_assert_num_queries):
    ProjectFactory()
    reindex()
    current_index()
    with django_assert_num_queries(1):
        assert len(current_index().everything) == 1


def _found(text):
    return list(projects_matching(query_terms(text, "fi")))


def _contents():
    index = read_index()
    facets = {
        (facet, value): members
        for facet, values in index.facets.items()
        for value, members in values.items()
        if members
    }
    words = {row.token: BitMap.deserialize(bytes(row.data)) for row in IndexWord.objects.all()}
    numbers = {name: (slices.known, slices.bits) for name, slices in index.slices.items()}
    assert IndexPart.objects.exists()
    return facets, words, numbers, index.orders, index.everything
