"""A project's page says what is known, from where, and what is not; its address lasts."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from projects.models import Funding
from projects.search.index import reindex
from tests.factories import (
    LeaderGroupFactory,
    MunicipalityFactory,
    ProjectFactory,
    ProjectSourceFactory,
    ThemeFactory,
)
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(client):
    def show(project, **extra):
        reindex()
        return client.get(project.get_absolute_url(), **extra)

    return show


def test_says_who_where_and_when(show, place_in):
    project = ProjectFactory(
        title_fi="Kylätalon katto",
        applicant="Kyläyhdistys ry",
        group=LeaderGroupFactory(name_fi="Leader Kuusi"),
        starts=date(2020, 8, 1),
        ends=date(2021, 12, 31),
        ends_precision="year",
        source_state="Käynnissä",
    )
    place_in(project, MunicipalityFactory(name_fi="Kuhmoinen"))
    text = Page(show(project)).text("main")
    for fact in ("Kylätalon katto", "Kyläyhdistys ry", "Leader Kuusi", "Kuhmoinen", "1.8.2020 – 2021", "Käynnissä"):
        assert fact in text


def test_the_state_is_that_of_the_day_whatever_the_register_says(show):
    project = ProjectFactory(starts=date(2010, 1, 1), ends=date(2011, 1, 1), source_state="Käynnissä")
    with translation.override("fi"):
        ended = translation.pgettext("state of a project", "ended")
    assert show(project).context["state"] == ended


def test_money_stands_by_stage_and_funder_and_unknown_is_no_zero(show):
    project = ProjectFactory()
    Funding.objects.create(project=project, stage="granted", eu_eur=Decimal("4200"), public_eur=Decimal("10000.50"))
    Funding.objects.create(project=project, stage="paid", financial_year=2021, eu_eur=Decimal("3000"))
    response = show(project)
    table = response.context["money"]
    assert [column.year for column in table.columns] == [None, 2021]
    assert [sums for _funder, sums in table.rows] == [[4200, 3000], [Decimal("10000.50"), None]]
    assert len(table.unknown_funders) == 4
    cells = Page(response).texts("table td")
    assert "10 000,50 €" in cells
    assert "0 €" not in cells


def test_a_rounded_sum_says_so(show):
    project = ProjectFactory()
    Funding.objects.create(project=project, stage="announced", public_eur=Decimal("50000"), is_approximate=True)
    assert show(project).context["money"].columns[0].is_approximate


@pytest.mark.parametrize("fields", [{"kind": "activity"}, {"kind": "scheme"}, {"decision": "endorsed"}])
def test_what_is_not_counted_as_funded_says_so(show, fields):
    assert Page(show(ProjectFactory(**fields))).select(".warnings")
    assert not Page(show(ProjectFactory())).select(".warnings")


def test_a_theme_project_names_its_published_sub_projects(show):
    parent = ProjectFactory(kind="theme", title_fi="Kulmat kuntoon")
    published, hidden = ProjectFactory(parent=parent), ProjectFactory(parent=parent, is_published=False)
    response = show(parent)
    assertContains(response, published.get_absolute_url())
    assertNotContains(response, hidden.get_absolute_url())
    assertContains(show(published), "Kulmat kuntoon")


def test_a_title_in_another_language_is_marked(client):
    project = ProjectFactory(title_fi="Kylätalo")
    reindex()
    with translation.override("sv"):
        address = project.get_absolute_url()
    assertContains(client.get(address), '<span lang="fi">Kylätalo</span>')


@pytest.mark.parametrize(
    "last", ["{pk}-x", "{pk}-hanke-999", "{pk}-KATTO", "{pk}-a.b", "00{pk}-katto", "00{pk}-x", "{pk}", "0{pk}"]
)
def test_any_other_form_of_the_address_redirects_for_good(client, last):
    project = ProjectFactory(title_fi="Katto")
    reindex()
    assert project.get_absolute_url().endswith(f"/{project.pk}-katto/")
    response = client.get(f"{reverse('projects:search')}{last.format(pk=project.pk)}/")
    assert (response.status_code, response["Location"]) == (301, project.get_absolute_url())


def test_an_unknown_or_hidden_project_is_not_found(client):
    hidden = ProjectFactory(is_published=False)
    for pk in (hidden.pk, 10**18, 10**40):
        for last in (f"{pk}-hanke", pk, f"0{pk}"):
            assert client.get(f"{reverse('projects:search')}{last}/").status_code == 404


def test_only_a_web_address_becomes_a_link(show):
    assertContains(show(ProjectFactory(source_url="https://ryhma.example/hanke")), "https://ryhma.example/hanke")
    for odd in ("javascript:alert(1)", "ryhma.example", "https://[x"):
        response = show(ProjectFactory(source_url=odd))
        assertNotContains(response, 'href="javascript')
        assert response.status_code == 200


def test_an_error_is_reported_to_the_group_or_its_successor(show):
    working = LeaderGroupFactory(slug="kuusi")
    for group in (working, LeaderGroupFactory(slug="entinen", valid_to=date(2022, 12, 31), successor=working)):
        project = ProjectFactory(group=group)
        response = show(project)
        address = urlsplit(response.context["report_url"])
        assert address.path == reverse("enquiry")
        assert parse_qs(address.query) == {"group": [group.slug], "project": [str(project.pk)]}
        assertContains(response, f'href="{address.path}?group={group.slug}&amp;project={project.pk}"')


def test_without_a_group_an_error_is_reported_to_the_operator(show, place_in, settings):
    settings.OPERATOR_EMAIL, settings.PORTAL_URL = "keeper@portal.example", "https://portal.example"
    gone = LeaderGroupFactory(valid_to=date(2022, 12, 31))
    for project in (ProjectFactory(title_fi="Katto & ovi"), ProjectFactory(title_fi="Katto & ovi", group=gone)):
        place_in(project, MunicipalityFactory())
        address = urlsplit(show(project).context["report_url"])
        assert (address.scheme, address.path) == ("mailto", "keeper@portal.example")
        mail = parse_qs(address.query)
        assert "Katto & ovi" in mail["subject"][0]
        assert "Katto & ovi" in mail["body"][0]
        assert f"https://portal.example/project/{project.pk}" in mail["body"][0]
        assert "+" not in address.query  # a mail program shows a plus as it is
        assertContains(show(project), "keeper@portal.example")


def test_says_when_the_source_was_collected(show):
    source = ProjectSourceFactory(collected_on=date(2026, 10, 1))
    assert "1.10.2026" in Page(show(ProjectFactory(source=source))).texts("dd")


def test_similar_projects_are_of_the_same_theme(show):
    youth = ThemeFactory(code="youth")
    project, alike, other = ProjectFactory(theme=youth), ProjectFactory(theme=youth), ProjectFactory()
    related = [card.project.pk for card in show(project).context["related"]]
    assert related == [alike.pk]
    assert other.pk not in related
