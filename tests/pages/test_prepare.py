"""prepare brings the database up to date when the shipped data is new or has changed, and else does nothing."""

import pytest
from django.core.management import CommandError, call_command

import groups.importing
import places.importing
from leaderportal.management.commands import prepare
from places.models import LoadedRow
from tests.folders import append, change, copy_of

pytestmark = pytest.mark.django_db
READY = "The database is ready."


@pytest.fixture
def calls(monkeypatch, tmp_path):
    """Ship copies of the data; return the list of commands that prepare calls, none of which is carried out."""
    for app in ("places", "groups"):
        importing = {"places": places.importing, "groups": groups.importing}[app]
        (tmp_path / app).mkdir()
        monkeypatch.setattr(importing, "DATA", copy_of(importing.DATA, tmp_path / app))
    called = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: called.append((name, options.get("folder"))))
    return called


def test_the_first_run_migrates_and_loads_places_before_groups(calls):
    call_command("prepare")
    folders = [None, places.importing.DATA, groups.importing.DATA]
    assert calls == list(zip(["migrate", "load_places", "load_groups"], folders, strict=True))


def test_a_second_run_only_migrates(calls, capsys):
    call_command("prepare")
    calls.clear()
    call_command("prepare")
    assert calls == [("migrate", None)]
    assert READY in capsys.readouterr().out


@pytest.mark.parametrize(
    "alter",
    [
        lambda: change(places.importing.DATA, "municipalities.csv", "Espoo", "Esbo"),
        lambda: append(groups.importing.DATA, "pages/about.fi.md", "Lisää."),
        lambda: (groups.importing.DATA / "former_groups.csv").rename(groups.importing.DATA / "past_groups.csv"),
        lambda: (places.importing.DATA / "new.csv").touch(),
    ],
    ids=["a line", "a page", "a name", "a file"],
)
def test_changed_data_is_loaded_again(calls, alter):
    call_command("prepare")
    calls.clear()
    alter()
    call_command("prepare")
    assert [name for name, _folder in calls] == ["migrate", "load_places", "load_groups"]


def test_another_analyser_of_words_loads_again(calls, monkeypatch):
    call_command("prepare")
    calls.clear()
    monkeypatch.setattr(prepare, "is_outdated", lambda: True)
    call_command("prepare")
    assert len(calls) == 3


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
    assert len(calls) == 3
