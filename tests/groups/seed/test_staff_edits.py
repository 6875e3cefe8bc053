"""Loading groups again: what staff has edited, added or deleted stays, and what hangs on it does no harm."""

import datetime
import json

import pytest

from groups import seed
from groups.models import (
    AreaMembership,
    BoardComposition,
    Contact,
    Duty,
    ExampleActivity,
    InformationPage,
    LeaderGroup,
    LocalDevelopmentStrategy,
    Office,
    ProgrammingPeriod,
    Service,
    ServiceOffer,
)
from places.models import Municipality
from projects.models import ImportRun, Programme, Project
from seeding.errors import SourceError
from tests.factories import AreaMembershipFactory, ContactFactory, LeaderGroupFactory, LocalDevelopmentStrategyFactory
from tests.groups.seed.loading import differences, load_tables
from tests.seeding.data_folders import change, contents, copy_of, without_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data", "without_projects")]


@pytest.fixture
def without_projects():
    """No project that would keep what it names from going."""
    ImportRun.objects.all().delete()
    Project.objects.all().delete()
    Programme.objects.all().delete()


EMO = "leader-emo"


@pytest.fixture
def folder(tmp_path):
    return copy_of(seed.DATA, tmp_path)


@pytest.fixture
def emo():
    return LeaderGroup.objects.get(slug=EMO)


def edit_profiles(folder, edit):
    path = folder / "group_profiles.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["groups"] = edit(content["groups"]) or content["groups"]
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def drop_group(folder, slug=EMO):
    """Remove a group from all files of the source."""
    for file in ("leader_groups.csv", "group_municipalities.csv", "title_languages.csv"):
        without_lines(folder, file, slug + ",")
    edit_profiles(folder, lambda groups: [group for group in groups if group["slug"] != slug])


def test_every_table_keeps_an_edit_and_reports_it():
    edits = [
        (LeaderGroup.objects.filter(slug=EMO), {"summary_fi": "Oma"}),
        (AreaMembership.objects.filter(group__slug=EMO, municipality="049"), {"part_fi": "Oma"}),
        (ServiceOffer.objects.filter(group__slug=EMO, service__code="networking"), {"text_fi": "Oma"}),
        (ExampleActivity.objects.filter(pk=ExampleActivity.objects.first().pk), {"text_sv": "Oma"}),
        (BoardComposition.objects.filter(group__slug=EMO), {"size": 99}),
        (Office.objects.filter(group__slug=EMO), {"town": "Oma"}),
        (LocalDevelopmentStrategy.objects.filter(group__slug=EMO), {"title_fi": "Oma"}),
        (Service.objects.filter(code="networking"), {"name_en": "Oma"}),
        (InformationPage.objects.filter(code="about"), {"body_fi": "Oma"}),
    ]
    for rows, edit in edits:
        assert rows.update(**edit) == 1
    reported = differences(load_tables())
    assert len(reported) == len(edits)
    assert all("Oma" in sentence or "99" in sentence for sentence in reported)
    assert all(len(sentence) < 500 for sentence in reported)
    for rows, edit in edits:
        assert rows.values(*edit).get() == edit


def test_an_edited_group_follows_the_source_in_its_other_fields(folder, emo):
    LeaderGroup.objects.filter(pk=emo.pk).update(name_fi="Oma nimi")
    change(folder, "leader_groups.csv", ",2007,fi,", ",2008,fi,")
    change(folder, "leader_groups.csv", "Leader EMO,", "Leader Uusi,")
    [reported] = differences(load_tables(folder))
    assert "Oma nimi" in reported
    assert "Leader Uusi" in reported
    emo.refresh_from_db()
    assert (emo.name_fi, emo.founded_year, emo.slug) == ("Oma nimi", 2008, EMO)


def test_edited_places_of_an_example_stay(folder):
    example = ExampleActivity.objects.filter(municipalities="049").first()
    example.municipalities.set(["091"])
    [reported] = differences(load_tables())
    assert "municipalities" in reported
    edit_profiles(folder, lambda groups: [example_of(groups, example).update(municipality_code="086")] and groups)
    load_tables(folder)
    assert [municipality.code for municipality in example.municipalities.all()] == ["091"]


def test_unedited_places_of_an_example_follow(folder):
    example = ExampleActivity.objects.filter(municipalities="049").first()
    edit_profiles(folder, lambda groups: [example_of(groups, example).update(municipality_code="086")] and groups)
    assert differences(load_tables(folder)) == []
    assert [municipality.code for municipality in example.municipalities.all()] == ["086"]


def example_of(groups, example):
    return next(item for group in groups for item in group["examples"] if item["title"] == example.title)


def test_a_deleted_group_takes_nothing_else_along_and_is_reported_once(folder, emo):
    emo.delete()
    before = contents("groups")
    for _run in range(2):
        [reported] = differences(load_tables())
        assert "Leader EMO was deleted here" in reported
        assert contents("groups") == before


def test_a_deleted_successor_leaves_the_former_group():
    LeaderGroup.objects.filter(slug="leader-pyhajarviseutu").update(successor=None)
    LeaderGroup.objects.get(slug="leader-satasilta").delete()
    assert len(differences(load_tables())) == 1
    assert LeaderGroup.objects.get(slug="leader-pyhajarviseutu").successor is None


def test_a_successor_that_staff_has_cleared_or_changed_stays():
    LeaderGroup.objects.filter(slug="etpaha").update(successor=LeaderGroup.objects.get(slug=EMO))
    LeaderGroup.objects.filter(slug="rajupusu-leader").update(successor=None)
    assert len(differences(load_tables())) == 2
    successors = dict(LeaderGroup.objects.exclude(valid_to=None).values_list("slug", "successor__slug"))
    assert successors["etpaha"] == EMO
    assert successors["rajupusu-leader"] is None


def test_a_group_that_becomes_a_former_one_keeps_its_row_and_leads_on(folder, emo):
    without_lines(folder, "leader_groups.csv", EMO + ",")
    without_lines(folder, "group_municipalities.csv", EMO + ",")
    edit_profiles(folder, lambda groups: [group for group in groups if group["slug"] != EMO])
    with (folder / "former_groups.csv").open("a", encoding="utf-8") as file:
        file.write("leader-emo,Leader EMO,leader-pomovast,2026-12-31,https://emo.example/\n")
    load_tables(folder)
    emo.refresh_from_db()
    assert emo.successor.slug == "leader-pomovast"
    assert not LeaderGroup.objects.current().filter(slug=EMO).exists()
    assert differences(load_tables(folder)) == []


@pytest.mark.parametrize(("model", "code"), [(Service, "networking"), (Duty, "employment")])
def test_a_deleted_service_or_duty_breaks_nothing(model, code):
    ServiceOffer.objects.filter(service__code=code).delete()
    model.objects.get(code=code).delete()
    before = contents("groups")
    [reported] = differences(load_tables())
    assert "was deleted here" in reported
    assert contents("groups") == before


def test_a_deleted_offer_stays_deleted(emo):
    emo.offers.get(service__code="networking").delete()
    [reported] = differences(load_tables())
    assert "Leader EMO" in reported
    assert not emo.offers.filter(service__code="networking").exists()


def test_a_deleted_municipality_breaks_nothing():
    AreaMembership.objects.filter(municipality="049").delete()
    municipality = Municipality.objects.get(code="049")
    municipality.postal_codes.all().delete()
    municipality.delete()
    assert differences(load_tables()) == []
    assert not AreaMembership.objects.filter(municipality="049").exists()


def test_a_deleted_period_brings_back_no_strategy_without_one():
    LocalDevelopmentStrategy.objects.filter(period="2014-2020").delete()
    without = LocalDevelopmentStrategy.objects.filter(period=None).count()
    ProgrammingPeriod.objects.get(code="2014-2020").delete()
    load_tables()
    assert LocalDevelopmentStrategy.objects.filter(period=None).count() == without
    assert not ProgrammingPeriod.objects.filter(code="2014-2020").exists()


def test_what_staff_added_stays(emo):
    group = LeaderGroupFactory()
    area = AreaMembershipFactory(group=emo, municipality=Municipality.objects.get(code="091"))
    contact = ContactFactory(group=emo)
    assert differences(load_tables()) == []
    assert LeaderGroup.objects.filter(pk=group.pk).exists()
    assert AreaMembership.objects.filter(pk=area.pk).exists()
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_a_group_that_goes_takes_only_loaded_rows_along(folder, emo):
    drop_group(folder)
    load_tables(folder)
    assert not LeaderGroup.objects.filter(slug=EMO).exists()
    assert not AreaMembership.objects.filter(group=emo.pk).exists()


@pytest.mark.parametrize(
    "hand",
    [
        lambda emo: ContactFactory(group=emo),
        lambda emo: emo.offers.filter(service__code="networking").update(is_confirmed=True),
        lambda emo: LeaderGroup.objects.filter(pk=emo.pk).update(enquiry_email="koe@emo.example"),
    ],
    ids=["contact", "confirmed offer", "enquiry address"],
)
def test_a_group_that_goes_stays_where_staff_has_a_hand_in_it(folder, emo, hand):
    hand(emo)
    drop_group(folder)
    reported = differences(load_tables(folder))
    assert any("Leader EMO is no longer in the source" in sentence for sentence in reported)
    assert LeaderGroup.objects.filter(slug=EMO).exists()


def test_a_group_named_by_its_former_one_is_refused_by_name(folder):
    drop_group(folder, "leader-satasilta")
    change(folder, "former_groups.csv", "leader-pyhajarviseutu,", "other,")
    change(folder, "former_groups.csv", ",leader-satasilta,", ",leader-emo,")
    LeaderGroup.objects.filter(slug="leader-pyhajarviseutu").update(legal_name="Oma")  # so it stays
    with pytest.raises(SourceError, match=r"no longer in the source, but is still needed by: .*Pyhäjärviseutu"):
        load_tables(folder)


def test_an_ended_area_is_history_and_the_one_in_force_is_compared(folder, emo):
    ended = emo.areas.get(municipality="049")
    AreaMembership.objects.filter(pk=ended.pk).update(valid_to=datetime.date(2026, 12, 31))
    now = AreaMembershipFactory(
        group=emo, municipality=Municipality.objects.get(code="049"), coverage="full", source="https://emo.example/"
    )
    reported = differences(load_tables())
    assert any("coverage" in sentence for sentence in reported)
    assert not any("valid_to" in sentence for sentence in reported)
    without_lines(folder, "group_municipalities.csv", "leader-emo,049")
    load_tables(folder)
    assert {area.pk for area in emo.areas.filter(municipality="049")} == {ended.pk, now.pk}


def test_a_strategy_without_a_period_that_staff_added_is_not_taken_for_the_loaded_one(folder, emo):
    edit_profiles(folder, lambda groups: groups[0]["strategy"].update(period=None))
    load_tables(folder)
    LocalDevelopmentStrategyFactory(group=emo, period=None, title_fi="Toinen")
    assert differences(load_tables(folder)) == []
    edit_profiles(folder, lambda groups: groups[0]["strategy"].update(title="Kolmas"))
    load_tables(folder)
    assert {strategy.title_fi for strategy in emo.strategies.all()} == {"Kolmas", "Toinen"}


def test_a_service_can_go_together_with_its_offers(folder):
    path = folder / "network_content.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    code = content["services"][-1]["code"]
    content["services"] = content["services"][:-1]
    content["example_activities"] = [
        activity for activity in content["example_activities"] if activity["service"] != code
    ]
    for duty in content["duties"]:
        duty["services"] = [service for service in duty["services"] if service != code]
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def forget(groups):
        for group in groups:
            group["services"] = [service for service in group["services"] if service["code"] != code]
            group["examples"] = [example for example in group["examples"] if example["service"] != code]

    edit_profiles(folder, forget)
    load_tables(folder, force=True)
    assert not Service.objects.filter(code=code).exists()
