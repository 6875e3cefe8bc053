"""A project edited in the admin: its figures and its place in the index follow, and the edit is remembered."""

from decimal import Decimal

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from groups.models import Membership, Role
from projects.models import Funding, Project
from projects.search.index import current_index, reindex
from projects.search.index.words import projects_matching
from search.query import query_terms
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory
from tests.forms import untouched
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    """A project with money, in the index."""
    project = ProjectFactory(title_fi="Laavu", number="7", public_funding_eur=Decimal(100), funding_stage="granted")
    Funding.objects.create(project=project, stage="granted", public_eur=Decimal(100))
    reindex()
    return project


def address(project, page="change"):
    """Return the address of a page of the admin about a project."""
    return reverse(f"admin:projects_project_{page}", args=[project.pk])


def save(client, project, **values):
    """Save the form of a project with some values changed, "" taking a tick off; return the project."""
    with zeal_ignore():  # Django's own formsets look up each row of an inline by itself
        unchanged = untouched(client.get(address(project)).content.decode(), "project_form")
        sent = {name: value for name, value in {**unchanged, **values}.items() if value is not None}
        response = client.post(address(project), sent)
    assert response.status_code == 302, str(response.context["errors"])
    project.refresh_from_db()
    return project


def test_an_untouched_form_edits_nothing(admin_client, project):
    assert save(admin_client, project).edited_fields == []


def test_an_edit_is_remembered_and_found_by_its_new_words(admin_client, project):
    save(admin_client, project, title_fi="Metsäojan laavu")
    assert project.edited_fields == ["title_fi"]
    found = projects_matching(query_terms("Metsäoja", "fi"))
    assert list(found) == [project.pk]


def test_money_and_places_are_remembered_and_summed(admin_client, project):
    MunicipalityFactory(code="684", name_fi="Rauma")
    place = {"places-TOTAL_FORMS": 1, "places-0-municipality": "684", "places-0-name_in_source": "", "places-0-id": ""}
    save(admin_client, project, **{"fundings-0-public_eur": "250.50", **place})
    assert project.edited_fields == ["fundings", "places"]
    assert project.public_funding_eur == Decimal("250.50")
    assert project.pk in current_index().members("municipality", "684")


def test_taking_the_tick_off_follows_the_source_again(admin_client, project):
    Project.objects.update(edited_fields=["title_fi", "applicant"])
    save(admin_client, project, protected_edits="applicant")
    assert project.edited_fields == ["applicant"]


def test_hiding_a_project_takes_it_out_of_the_index(admin_client, project):
    save(admin_client, project, is_published=None)
    assert project.edited_fields == ["is_published"]
    assert project.pk not in current_index().everything


def test_deleting_takes_it_out_of_the_index(admin_client, project):
    other = ProjectFactory()
    reindex()
    with zeal_ignore():
        admin_client.post(address(project, "delete"), {"post": "yes"})
        chosen = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
        admin_client.post(reverse("admin:projects_project_changelist"), chosen)
    assert not Project.objects.exists()
    assert not current_index().everything


def test_the_list_is_found_by_title_number_and_applicant_in_few_statements(
    admin_client, project, django_assert_max_num_queries
):
    ProjectFactory.create_batch(20, group=LeaderGroupFactory(), theme=ThemeFactory())
    page = reverse("admin:projects_project_changelist")
    with django_assert_max_num_queries(25):
        assert "Laavu" in Page(admin_client.get(page, {"q": "7"})).text("#result_list")
    assert admin_client.get(page, {"edited": "yes"}).status_code == 200
    assert not Page(admin_client.get(page, {"edited": "yes"})).select("#result_list")


def test_who_speaks_for_a_group_edits_its_projects_but_not_whose_they_are(client, project, django_user_model):
    own = LeaderGroupFactory()
    Project.objects.filter(pk=project.pk).update(group=own)
    other = ProjectFactory(group=LeaderGroupFactory())
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    Membership.objects.create(user=editor, role=Role.EDITOR, group=own)
    client.force_login(editor)
    save(client, project, summary_fi="Laavu rakennettiin talkoilla.", number="8", **{"fundings-0-public_eur": "300"})
    assert (project.summary_fi, project.number, project.public_funding_eur) == (
        "Laavu rakennettiin talkoilla.",
        "7",
        300,
    )
    assert client.get(address(other)).status_code == 302


def test_a_version_brought_back_is_an_edit_and_found_again(admin_client, project):
    save(admin_client, project, title_fi="Silta")
    Project.objects.update(edited_fields=[])
    with zeal_ignore():
        page = admin_client.get(address(project, "history"))
        versions = [version for version in page.context["page"] if version.key in page.context["restorable"]]
        admin_client.post(address(project, "history"), {"version": versions[0].key})
    project.refresh_from_db()
    assert (project.title_fi, project.edited_fields) == ("Laavu", ["title_fi"])


def test_themes_programmes_and_sources_have_lists_and_forms(admin_client, project):
    theme = ThemeFactory()
    for page in ("theme", "programme", "projectsource"):
        assert admin_client.get(reverse(f"admin:projects_{page}_changelist")).status_code == 200
    with zeal_ignore():
        assert admin_client.get(reverse("admin:projects_theme_change", args=[theme.pk])).status_code == 200
