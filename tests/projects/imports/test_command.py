"""import_projects: a file in, a report out; what is rejected goes to a file that can be mended and sent again."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from projects.models import ImportRow, ImportRun, Project, ProjectSource
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectSourceFactory

pytestmark = pytest.mark.django_db

HEADER = "Hankenumero;Hankkeen nimi;Hakija;Leader-ryhmä;Toteutuskunta;Alkaa;Päättyy;Julkinen rahoitus"
GOOD = "48208;Kylätalon katto;Mallikylän kyläyhdistys ry;LEADER RAVAKKA ry;RAUMA;1.8.2020;30.6.2021;27 003,20 €"
ENDS_FIRST = "48209;=Laavu;Mallikylän kyläyhdistys ry;Leader Ravakka;Rauman;1.8.2020;1.8.2019;-5"
BY_PERSON = "48210;Sauna;Tmi Matti Mallinen;Leader Ravakka;Rauma;;;100"


@pytest.fixture(autouse=True)
def portal():
    """A source, a group and a municipality that the files name."""
    ProjectSourceFactory(code="register")
    LeaderGroupFactory(name_fi="Leader Ravakka")
    MunicipalityFactory(code="684", name_fi="Rauma")


@pytest.fixture
def file(tmp_path):
    """Return a function that writes lines to a file, as Excel in Finland does, and returns its path."""

    def file(*lines, encoding="cp1252"):
        path = tmp_path / "hankkeet.csv"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return file


def load(path, **options):
    """Run the command on a file and return what it says."""
    out = StringIO()
    call_command("import_projects", path, stdout=out, **{"source": "register", **options})
    return out.getvalue()


def test_a_clerks_file_is_loaded(file):
    said = load(file(HEADER, GOOD))
    project = Project.objects.get()
    assert (project.number, str(project.group), project.places.get().municipality_id) == (
        "48208",
        "Leader Ravakka",
        "684",
    )
    assert (str(project.public_funding_eur), str(project.ends)) == ("27003.20", "2021-06-30")
    run = ImportRun.objects.get()
    assert (run.encoding, len(run.file_hash), run.counts, run.headers[0]) == ("cp1252", 64, {"new": 1}, "Hankenumero")
    assert "--undo" in said


def test_rejected_rows_are_mended_and_sent_again(file, tmp_path):
    rejected = tmp_path / "rejected.csv"
    load(file(HEADER, GOOD, ENDS_FIRST, BY_PERSON), rejected=rejected)
    text = rejected.read_text("utf-8")
    assert "Mallinen" not in text
    [row] = csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";")
    assert (row["Hankkeen nimi"], row["rejected_line"]) == ("'=Laavu", "3")
    assert row["rejected_because"]
    mended = text.replace("1.8.2019", "1.8.2021").replace("'-5", "500")
    rejected.write_text(mended, "utf-8")
    load(rejected)
    assert Project.objects.get(number="48209").title_fi == "=Laavu"
    assert Project.objects.filter(is_published=True).count() == 2  # the others are not gone


def test_nothing_of_a_person_is_kept(file):
    load(file(HEADER, GOOD, BY_PERSON))
    row = ImportRow.objects.get(outcome="rejected")
    assert (row.raw, row.project_id) == ({}, None)
    assert "Mallinen" not in json.dumps([row.notes, list(ImportRow.objects.values_list("raw", flat=True))])


def test_a_dry_run_shows_changes_and_keeps_nothing(file):
    load(file(HEADER, GOOD))
    said = load(file(HEADER, GOOD.replace("30.6.2021", "31.12.2022")), dry_run=True)
    assert "30.6.2021 → 31.12.2022" in said
    assert str(Project.objects.get().ends) == "2021-06-30"


def test_a_mapping_file_states_columns_and_source(file, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"columns": {"Tunnus": "number", "Mikä": "title"}, "source": "register"}))
    load(file("Tunnus;Mikä", "7;Laavu"), mapping=mapping, source=None)
    assert Project.objects.get().title_fi == "Laavu"


def test_a_new_source_is_made_with_its_first_load_only(file):
    load(file(HEADER, GOOD), source="table", new_source="A group's own table", dry_run=True)
    assert not ProjectSource.objects.filter(code="table").exists()
    load(file(HEADER, GOOD), source="table", new_source="A group's own table")
    assert Project.objects.get().source.name == "A group's own table"


@pytest.mark.parametrize(
    "lines",
    [[""], ["<!DOCTYPE html><html><body>500</body></html>"], ["PK\x03\x04 cut short"], [HEADER], ["a;b", "1;2"]],
)
def test_what_is_no_list_of_projects_is_refused_and_changes_nothing(file, lines):
    with pytest.raises(CommandError):
        load(file(*lines))
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("options", [{"source": None}, {"source": "atlantis"}, {"mapping": "missing.json"}])
def test_a_wrong_option_is_said(file, options, tmp_path):
    if "mapping" in options:
        options = {"mapping": tmp_path / options["mapping"]}
    with pytest.raises(CommandError):
        load(file(HEADER, GOOD), **options)
    assert not Project.objects.exists()


def undo(**options):
    """Undo by the command and return what it says."""
    out = StringIO()
    call_command("import_projects", stdout=out, **options)
    return out.getvalue()


def test_a_load_is_undone_by_its_number(file):
    load(file(HEADER, GOOD))
    run = ImportRun.objects.get()
    undo(undo=run.pk, force=True)
    assert not Project.objects.exists()
    for arguments in ({"undo": run.pk}, {"undo": run.pk, "dry_run": True}, {"undo": 99}, {}):
        with pytest.raises(CommandError):
            undo(**arguments)


def test_undoing_says_what_goes_and_asks_for_force(file):
    load(file(HEADER, GOOD, GOOD.replace("48208", "48211")))
    run = ImportRun.objects.get()
    with override("en"):
        said = undo(undo=run.pk, dry_run=True)
        with pytest.raises(CommandError, match=r"up to 2 projects.*--force"):
            undo(undo=run.pk)
    assert "hankkeet.csv" in said
    assert "deletes up to 2 projects" in said
    assert "--force" in said
    assert Project.objects.count() == 2


def test_a_new_source_needs_a_code_and_a_right_one(file):
    with override("en"):
        for source, said in ((None, "--source"), ("Oma taulukko", "letters, numbers")):
            with pytest.raises(CommandError, match=said):
                load(file(HEADER, GOOD), source=source, new_source="Own table")
    assert not Project.objects.exists()
