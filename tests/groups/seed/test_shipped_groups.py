"""What the shipped files say stands in the tables: all of it, in three languages, and nothing unknown as 0."""

import csv
import json

import pytest
from django.urls import reverse
from django.utils import translation

from groups import finder, models, seed
from groups.models import LeaderGroup, LocalDevelopmentStrategy
from places.models import Municipality, PostalCode, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
LANGUAGES = ["fi", "sv", "en"]
FORMER = {
    "etpaha": ("Etpähä", "paijanne-leader"),
    "rajupusu-leader": ("Rajupusu", "savonluotsi-leader"),
    "leader-piallysmies": ("Piällysmies", "savonluotsi-leader"),
    "leader-pyhajarviseutu": ("Pyhäjärviseutu", "leader-satasilta"),
    "myotale": ("Myötäle", "koillismaan-leader"),
}


def test_nothing_of_the_files_is_missing():
    counts = {
        LeaderGroup.objects.current(): 53,
        models.AreaMembership.objects: 309,
        models.Service.objects: 12,
        models.Strength.objects: 7,
        models.Duty.objects: 9,
        models.NetworkActivity.objects: 8,
        models.Wish.objects: 2,
        models.ServiceOffer.objects: 262,
        models.ExampleActivity.objects: 104,
        models.InformationPage.objects: 4,
        Region.objects: 19,
        Municipality.objects.current(): 308,
        PostalCode.objects: 3779,
    }
    assert [rows.count() for rows in counts] == list(counts.values())
    assert {"vision", "mission", "tagline"} == set(models.Statement.objects.values_list("code", flat=True))


def test_every_area_row_of_the_file_stands_in_the_table():
    with (seed.DATA / "group_municipalities.csv").open(encoding="utf-8") as file:
        rows = {(row["group_slug"], row["municipality_code"]) for row in csv.DictReader(file)}
    assert rows == set(models.AreaMembership.objects.values_list("group__slug", "municipality_id"))


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (models.ServiceOffer, ["text"]),
        (models.ExampleActivity, ["text"]),
        (models.LeaderGroup, ["name"]),
        (models.Service, ["name", "text"]),
        (models.Strength, ["name", "text"]),
        (models.Duty, ["name", "text"]),
        (models.Wish, ["name", "text"]),
        (models.NetworkActivity, ["text"]),
        (models.Statement, ["text"]),
        (models.InformationPage, ["title", "body"]),
    ],
)
def test_every_text_has_its_three_languages(model, fields):
    for field in fields:
        for language in LANGUAGES:
            column = f"{field}_{language}"
            assert not [str(row) for row in model.objects.all() if not getattr(row, column)], column


def test_every_summary_part_and_priority_has_its_three_languages():
    rows = [
        *((group, "summary") for group in LeaderGroup.objects.current()),
        *((area, "part") for area in models.AreaMembership.objects.exclude(part_fi="")),
        *((strategy, "priorities") for strategy in LocalDevelopmentStrategy.objects.exclude(priorities_fi="")),
    ]
    assert rows
    for row, field in rows:
        texts = [getattr(row, f"{field}_{language}") for language in LANGUAGES]
        assert all(texts), (row, field)
        assert len({text.count("\n") for text in texts}) == 1, (row, field)


@pytest.mark.parametrize("slug", FORMER)
def test_a_former_group_leads_to_its_successor(client, slug):
    name, successor = FORMER[slug]
    target = LeaderGroup.objects.get(slug=successor)
    for language in LANGUAGES:
        with translation.override(language):
            page, goal, lasting = (
                reverse("group", args=[slug]),
                target.get_absolute_url(),
                reverse("group-slug", args=[slug]),
            )
        assert client.get(page, follow=True).redirect_chain[-1][0] == goal
        response = client.get(lasting, follow=True, headers={"accept-language": language})
        assert response.redirect_chain[-1][0] == goal
        assert response.status_code == 200
        with translation.override(language):
            assert finder.find_page(name).url == goal
            assert finder.find_page(f"Leader {name}").url == goal


def test_former_groups_are_no_groups_of_today():
    assert set(LeaderGroup.objects.exclude(valid_to=None).values_list("slug", flat=True)) == set(FORMER)
    assert not models.AreaMembership.objects.filter(group__slug__in=FORMER).exists()


def test_a_strategy_stands_in_the_period_that_its_source_tells():
    profiles = json.loads((seed.DATA / "group_profiles.json").read_text(encoding="utf-8"))["groups"]
    checked = 0
    for profile in profiles:
        stated = profile["strategy"] or {}
        if not (stated.get("title") or stated.get("priorities_fi")):
            continue
        strategies = LocalDevelopmentStrategy.objects.filter(group__slug=profile["slug"])
        texts = [(row.period_id, row.title_fi or row.title_sv, row.priorities_fi) for row in strategies]
        assert (stated.get("period"), stated.get("title") or "", "\n".join(stated.get("priorities_fi") or [])) in texts
        checked += 1
    assert checked > 40


def test_no_strategy_of_the_earlier_period_is_marked_as_of_the_current_one():
    for strategy in LocalDevelopmentStrategy.objects.filter(period="2023-2027"):
        assert not any(year in f"{strategy.title_fi} {strategy.title_sv}" for year in ("2014", "2020")), strategy


def test_what_nobody_knows_is_empty_never_0():
    figures = {
        LeaderGroup: "founded_year residents residents_year member_count member_count_year".split(),
        LocalDevelopmentStrategy: ["public_funding_eur"],
        models.BoardComposition: "size municipal associations_and_companies residents source_year".split(),
        models.ServiceOffer: ["source_year"],
        models.ExampleActivity: ["year", "source_year"],
        Municipality: ["population", "population_year"],
    }
    for model, names in figures.items():
        for name in names:
            assert not model.objects.filter(**{name: 0}).exists(), name
    assert LocalDevelopmentStrategy.objects.filter(public_funding_eur=None).exists()
    assert LeaderGroup.objects.current().filter(residents=None).exists()


def test_funding_comes_with_its_source():
    funded = LocalDevelopmentStrategy.objects.exclude(public_funding_eur=None)
    assert funded.count() > 0
    assert not funded.filter(public_funding_source="").exists()
    assert set(funded.values_list("period", flat=True)) == {"2023-2027"}
