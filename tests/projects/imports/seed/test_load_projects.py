"""load_projects brings the real projects in, linked to groups and municipalities; a second run changes nothing."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.models import LeaderGroup
from projects.imports.seed.collected import DATA, read_collected
from projects.models import Funding, ImportRow, ImportRun, Programme, Project, ProjectSource, Theme
from projects.search.index import Selection, current_index
from tests.seeding.data_folders import change, copy_of, without_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_projects")]
LANGUAGES = ["fi", "sv", "en"]


def load(**options):
    """Run the command; return what it says."""
    said = StringIO()
    call_command("load_projects", stdout=said, **options)
    return said.getvalue()


def rows():
    """Return all that the tables hold of projects, without when and by which run."""
    columns = [f.attname for f in Project._meta.concrete_fields if f.name not in ("changed_at", "last_seen_run")]
    return [
        list(Project.objects.order_by("pk").values_list(*columns)),
        list(Project.partners.through.objects.order_by("pk").values_list()),
        list(Project.municipalities.through.objects.order_by("pk").values_list()),
        list(Funding.objects.order_by("pk").values_list()),
        list(Theme.services.through.objects.order_by("pk").values_list()),
    ]


def test_all_rows_are_there_and_nothing_about_them_is_doubtful():
    assert Project.objects.filter(source__code="collected", is_published=True).count() == 184
    assert not [row.notes for row in ImportRow.objects.all() if row.notes]


def test_the_index_sorts_them_honestly():
    index = current_index()
    sizes = {record: len(index.members("record", record)) for record in ("funded", "endorsed", "scheme", "activity")}
    assert sizes == {"funded": 152, "endorsed": 15, "scheme": 11, "activity": 6}
    everything = Selection(index, {}, today=date(2026, 11, 24))
    money = everything.public_funding()
    assert (money.out_of, money.unconfirmed) == (152, money.known)
    known = Project.objects.exclude(public_funding_eur=None).exclude(decision="endorsed")
    assert money.known == known.count() > 0
    assert money.eur == sum(known.values_list("public_funding_eur", flat=True))


def test_each_project_has_the_group_and_partners_that_its_source_names():
    for row in read_collected(DATA):
        project = Project.objects.get(source_key=row.source_key)
        named = [row.group_name, *row.partner_names] if row.group_name else []
        found = [group.name for group in filter(None, [project.group, *project.partners.all()])]
        assert len(found) == len(named), project
        assert all(any(name.removeprefix("Leader ") in group for group in found) for name in named), project
        assert not named or named[0].removeprefix("Leader ") in project.group.name, project


def test_a_project_of_a_former_group_stays_with_it():
    assert LeaderGroup.objects.get(name="Myötäle").projects.count() == 1
    assert LeaderGroup.objects.get(name="Rajupusu Leader").projects.count() == 2
    assert not LeaderGroup.objects.get(name="Koillismaan Leader").projects.filter(applicant="Myötäle ry").exists()


def test_each_municipality_of_the_source_is_found_and_none_is_guessed():
    for row in read_collected(DATA):
        project = Project.objects.get(source_key=row.source_key)
        assert [place.municipality.name_fi for place in project.places.all()] == row.place_names


def test_what_people_read_has_its_three_languages():
    for model, fields in {
        Theme: ["name"],
        Programme: ["name"],
        ProjectSource: ["name", "licence"],
        Project: ["summary"],
    }.items():
        for row in model.objects.all():
            assert all(getattr(row, f"{field}_{language}") for field in fields for language in LANGUAGES), row


def test_only_themes_that_prove_a_service_show_one():
    services_of = {theme.code: [service.code for service in theme.services.all()] for theme in Theme.objects.all()}
    assert len(services_of) == 16
    assert {code: services for code, services in services_of.items() if services} == {
        "community_leisure": ["community_leisure"],
        "participation": ["participation"],
        "immigrant_integration": ["immigrant_inclusion"],
        "experiment": ["experiments"],
        "eu_information": ["eu_information"],
    }


def test_a_second_load_changes_nothing():
    before = rows()
    assert "184 read, 0 new, 0 changed, 0 removed" in load()
    assert rows() == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path):
    folder = copy_of(DATA, tmp_path)
    change(folder, "projects_real.csv", "Suomussalmen kunta", "Suomussalmi")
    before, runs = rows(), ImportRun.objects.count()
    assert "184 read, 0 new, 1 changed, 0 removed" in load(folder=folder, dry_run=True)
    assert (rows(), ImportRun.objects.count()) == (before, runs)


def test_what_staff_has_edited_stays_and_is_reported(tmp_path):
    folder = copy_of(DATA, tmp_path)
    change(folder, "projects_real.csv", "Suomussalmen kunta", "Suomussalmi")
    project = Project.objects.get(applicant="Suomussalmen kunta")
    Project.objects.filter(pk=project.pk).update(applicant="Kunta", edited_fields=["applicant"])
    said = load(folder=folder)
    project.refresh_from_db()
    assert project.applicant == "Kunta"
    assert "Kulttuurinäyttämö Kaunisniemeen" in said


def test_a_file_that_has_lost_a_tenth_is_refused_unless_forced(tmp_path):
    folder = copy_of(DATA, tmp_path)
    for file in ("projects_real.csv", "projects_notes.csv"):
        without_lines(folder, file, "2-koulutus") or without_lines(folder, file, "maaseutuverkosto.fi/sv/")
    with pytest.raises(CommandError, match="use --force"):
        load(folder=folder)
    assert Project.objects.filter(is_published=True).count() == 184
    load(folder=folder, force=True)
    assert Project.objects.filter(is_published=True).count() < 184
    assert Project.objects.count() == 184


def test_without_groups_there_is_nothing_to_link_to(monkeypatch):
    monkeypatch.setattr(LeaderGroup.objects, "exists", lambda: False, raising=False)
    with pytest.raises(CommandError, match="load_groups first"):
        load()
