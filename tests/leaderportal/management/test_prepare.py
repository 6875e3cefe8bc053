"""prepare brings the database up to date when the shipped data is new or has changed, and else does nothing."""

import pytest
from django.core.management import CommandError, call_command

import groups.seed
import places.seed
import projects.imports.seed.collected
import projects.search.index
import search.entries
from leaderportal.management.commands import prepare
from seeding.models import LoadedRow
from tests.seeding.data_folders import append, change, copy_of

pytestmark = pytest.mark.django_db
READY = "The database is ready."


LOADS = ["load_places", "load_groups", "load_projects"]
SHIPPING = [places.seed, groups.seed, projects.imports.seed.collected]


@pytest.fixture
def calls(monkeypatch, tmp_path):
    """Ship copies of the data and code of our own; return the list of commands that prepare calls, not carried out."""
    for module in SHIPPING:
        app = module.__name__.partition(".")[0]
        (tmp_path / app).mkdir()
        monkeypatch.setattr(module, "DATA", copy_of(module.DATA, tmp_path / app))
    code = tmp_path / "code"
    code.mkdir()
    (code / "reading.py").write_text("one = 1")
    monkeypatch.setattr(prepare, "CODE", [code])
    monkeypatch.setattr(projects.search.index, "is_outdated", lambda: False)
    called = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: called.append((name, options.get("folder"))))
    return called


def test_the_first_run_migrates_and_loads_places_before_groups_before_projects(calls):
    call_command("prepare")
    folders = [None, *(module.DATA for module in SHIPPING)]
    assert calls == list(zip(["migrate", *LOADS], folders, strict=True))


def test_a_second_run_only_migrates(calls, capsys):
    call_command("prepare")
    calls.clear()
    call_command("prepare")
    assert calls == [("migrate", None)]
    assert READY in capsys.readouterr().out


@pytest.mark.parametrize(
    "alter",
    [
        lambda: change(places.seed.DATA, "municipalities.csv", "Espoo", "Esbo"),
        lambda: append(groups.seed.DATA, "pages/about.fi.md", "Lisää."),
        lambda: (groups.seed.DATA / "former_groups.csv").rename(groups.seed.DATA / "past_groups.csv"),
        lambda: (places.seed.DATA / "new.csv").touch(),
        lambda: append(projects.imports.seed.collected.DATA, "themes.csv", "a,b,c,d,"),
        lambda: append(prepare.CODE[0], "reading.py", "two = 2"),
    ],
    ids=["a line", "a page", "a name", "a file", "a theme", "a line of code"],
)
def test_changed_data_is_loaded_again(calls, alter):
    call_command("prepare")
    calls.clear()
    alter()
    call_command("prepare")
    assert [name for name, _folder in calls] == ["migrate", *LOADS]


@pytest.mark.parametrize("index", [search.entries, projects.search.index])
def test_another_analyser_of_words_loads_again(calls, monkeypatch, index):
    call_command("prepare")
    calls.clear()
    monkeypatch.setattr(index, "is_outdated", lambda: True)
    call_command("prepare")
    assert [name for name, _folder in calls] == ["migrate", *LOADS]


def test_a_load_that_fails_is_tried_again(calls, monkeypatch):
    def fail(name, **options):
        if name == "load_groups":
            raise CommandError("no")

    with monkeypatch.context() as patch:
        patch.setattr(prepare, "call_command", fail)
        with pytest.raises(CommandError):
            call_command("prepare")
    assert not LoadedRow.objects.filter(model="prepare").exists()
    call_command("prepare")
    assert len(calls) == 4
