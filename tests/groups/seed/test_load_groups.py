"""load_groups brings the tables into line with the shipped files, or changes nothing at all."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from groups import seed
from groups.models import AreaMembership, LeaderGroup
from places.models import Municipality
from tests.factories import AreaMembershipFactory
from tests.groups.seed.loading import LATER_STEPS
from tests.seeding.data_folders import change, contents, copy_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
GROUPS, FORMER, AREAS, PARTS = "leader_groups.csv", "former_groups.csv", "group_municipalities.csv", "area_parts.csv"
PROFILES, CONTENT, DUTIES = "group_profiles.json", "network_content.json", "duty_texts.json"
PERIOD = '"period": "2014-2020"'


@pytest.fixture
def folder(tmp_path):
    return copy_of(seed.DATA, tmp_path)


@pytest.fixture
def quick(monkeypatch):
    """Leave out what is drawn and indexed in the end."""
    for step in LATER_STEPS:
        monkeypatch.setattr(seed, step, lambda: None)


def test_a_second_run_changes_nothing(capsys):
    before = contents()
    call_command("load_groups")
    assert contents() == before
    output = capsys.readouterr().out
    assert output.count(" 0 new, 0 changed, 0 removed") == 16
    assert "kept as edited" not in output


def test_a_dry_run_reports_what_would_change_and_changes_nothing(folder, capsys):
    before = contents()
    change(folder, GROUPS, "Leader EMO,", "Leader Uusi,")
    call_command("load_groups", folder=folder, dry_run=True)
    assert contents() == before
    output = capsys.readouterr().out
    assert "Leader-ryhmät: 58 read, 0 new, 1 changed, 0 removed" in output
    assert "Dry run: nothing was changed." in output


@pytest.mark.parametrize("step", LATER_STEPS)
def test_a_fault_in_a_later_step_leaves_nothing_half_done(folder, quick, monkeypatch, step):
    change(folder, GROUPS, "Leader EMO,", "Leader Uusi,")

    def fail():
        assert LeaderGroup.objects.filter(name_fi="Leader Uusi").exists()
        raise RuntimeError(step)

    monkeypatch.setattr(seed, step, fail)
    with pytest.raises(RuntimeError, match=step):
        call_command("load_groups", folder=folder)
    assert not LeaderGroup.objects.filter(name_fi="Leader Uusi").exists()


FAULTS = [
    (GROUPS, ",01,https://emory.fi", ",99,https://emory.fi", "leader_groups.csv, line 2: region_code must be one of"),
    (GROUPS, "leader-emo,", "leader-xyz,", "leader_groups.csv, line 2: leader-xyz has no profile in group_profiles"),
    (GROUPS, "founded_year", "founded", "leader_groups.csv, line 1: the header lacks founded_year"),
    (GROUPS, "town", "place", "leader_groups.csv, line 1: the header lacks town"),
    (FORMER, "etpaha,", "leader-emo,", "former_groups.csv, line 2: leader-emo is a working group too"),
    (FORMER, "paijanne-leader", "nowhere", "former_groups.csv, line 2: successor_slug must be one of"),
    (FORMER, "2022-12-31", "31.12.2022", "former_groups.csv, line 2: last_day must be a day like 2025-01-31"),
    (FORMER, "2022-12-31", "", "former_groups.csv, line 2: last_day is empty"),
    (AREAS, "leader-emo,049", "nobody,049", "group_municipalities.csv, line 2: group_slug must be one of"),
    (AREAS, "leader-emo,049", "etpaha,049", "group_municipalities.csv, line 2: group_slug must be one of"),
    (AREAS, "leader-emo,049", "leader-emo,49", "group_municipalities.csv, line 2: municipality_code must be 3 digits"),
    (AREAS, "leader-emo,049", "leader-emo,999", "group_municipalities.csv, line 2: municipality_code 999 is not known"),
    (AREAS, "leader-emo,086", "leader-emo,049", "group_municipalities.csv, line 3: leader-emo + 049 stands already in"),
    (AREAS, ",part,", ",half,", "group_municipalities.csv, line 2: coverage must be one of full, part, not 'half'"),
    (PARTS, "leader-liiveri,301", "leader-emo,301", "area_parts.csv, line 2: leader-emo has no municipality 301"),
    (PARTS, ",164,", ",999,", "area_parts.csv, line 2: former_municipality_code must be one of"),
    (PROFILES, '"as_of"', "as_of", "group_profiles.json, line 2: not JSON"),
    (PROFILES, '"groups"', '"group"', "group_profiles.json: not in the agreed form: 'groups' is missing"),
    (PROFILES, '"slug"', '"word"', "group_profiles.json: not in the agreed form: 'slug' is missing"),
    (PROFILES, '"summary_fi"', '"summary"', "group_profiles.json: not in the agreed form: 'summary_fi' is missing"),
    (
        PROFILES,
        '"leader-pomovast"',
        '"leader-emo"',
        "group_profiles.json: not in the agreed form: a group is there twice",
    ),
    (PROFILES, '"funding_know_how"', '"magic"', "group_profiles.json: not in the agreed form: 'magic' is missing"),
    (PROFILES, '"note_fi"', '"note"', "group_profiles.json: not in the agreed form: 'note_fi' is missing"),
    (PROFILES, PERIOD, '"period": "2014"', "group_profiles.json: not in the agreed form: 2014 is not a period"),
    (PROFILES, '"year": 2015', '"year": "2015"', "ryhmien palvelut: "),
    (CONTENT, '"vision"', '"sight"', "network_content.json: not in the agreed form: 'vision' is missing"),
    (CONTENT, '"en": "', '"de": "', "network_content.json: not in the agreed form: 'en' is missing"),
    (DUTIES, '"employment"', '"work"', "duty_texts.json: not in the agreed form: 'employment' is missing"),
    (DUTIES, '"sv"', '"se"', "duty_texts.json: not in the agreed form: 'sv' is missing"),
    (
        "title_languages.csv",
        "Landsbygdsriksdag,sv",
        "Landsbygdsriksdag,xx",
        "title_languages.csv, line 2: language must be",
    ),
    ("profile_texts.json", '"sv": "', '"sv": 5, "x": "', "profile_texts.json: not in the agreed form: a translation"),
    ("pages/privacy.sv.md", "# ", "", "privacy.sv.md, line 1: must begin with '# ' and a title"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_names_file_and_line_and_leaves_nothing_half_done(folder, quick, file, old, new, message):
    change(folder, GROUPS, "Leader Kantri,", "Leader Uusi,")
    change(folder, file, old, new)
    refuse(folder, message)


@pytest.mark.parametrize("file", [GROUPS, FORMER, AREAS, PARTS, "title_languages.csv", PROFILES, CONTENT, DUTIES,
                                  "profile_texts.json", "pages/about.en.md"])  # fmt: skip
def test_a_missing_file_is_named(folder, quick, file):
    (folder / file).unlink()
    refuse(folder, f"{file.split('/')[-1]}: can't be read: No such file")


def test_an_unknown_municipality_of_an_example_is_refused(folder, quick):
    edit_profiles(folder, lambda groups: groups[0]["examples"][0].update(municipality_code="999"))
    refuse(folder, "group_profiles.json: not in the agreed form: 999 is not a municipality")


def test_a_part_of_another_kind_is_refused(folder, quick):
    edit_profiles(folder, lambda groups: groups[0].update(strategy=["2014"]))
    refuse(folder, "group_profiles.json: not in the agreed form: 'list' object has no attribute 'get'")


def test_an_example_that_stands_twice_is_refused(folder, quick):
    edit_profiles(folder, lambda groups: groups[0]["examples"].append(groups[0]["examples"][0]))
    refuse(folder, "esimerkit: ")


def test_a_budget_of_nothing_is_refused(folder, quick):
    path = folder / GROUPS
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index("budget_2023_2027_eur")] = "0"
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8")
    refuse(folder, "leader_groups.csv, line 2: budget_2023_2027_eur must be a whole number above 0, or empty")


def test_more_than_a_tenth_goes_only_with_force(folder, quick):
    header, *rows = (folder / AREAS).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / AREAS).write_text("".join([header, *rows[31:]]), encoding="utf-8")
    refuse(folder, "alueen kunnat: 31 of 309 rows are missing from the source; use --force")
    call_command("load_groups", folder=folder, force=True)
    assert AreaMembership.objects.count() == 278


def test_a_tenth_goes(folder, quick):
    header, *rows = (folder / AREAS).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / AREAS).write_text("".join([header, *rows[30:]]), encoding="utf-8")
    call_command("load_groups", folder=folder)
    assert AreaMembership.objects.count() == 279


def test_a_dissolved_municipality_with_areas_and_examples_does_not_stop_a_load(quick):
    area = AreaMembershipFactory(municipality=Municipality.objects.get(code="049"))
    Municipality.objects.filter(code="049").update(valid_to="2026-12-31", successor="091")
    call_command("load_groups")
    assert area.group.areas.exists()


def test_without_municipalities_it_says_what_to_do_first(monkeypatch):
    monkeypatch.setattr(Municipality.objects, "exists", lambda: False)
    with pytest.raises(CommandError, match="run load_places first"):
        call_command("load_groups")


def refuse(folder, message):
    """Assert that loading fails with this message and changes nothing."""
    before = contents("groups")
    with pytest.raises(CommandError, match=f"^{re.escape(message)}.*Nothing was changed.$"):
        call_command("load_groups", folder=folder)
    assert contents("groups") == before


def edit_profiles(folder, edit):
    path = folder / PROFILES
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content["groups"])
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
