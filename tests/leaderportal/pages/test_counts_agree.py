"""Every number on a page is what one counts oneself in the rows of the data, and pages agree with each other."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.conf import settings

from groups.models import AreaMembership, ExampleActivity, LeaderGroup, Service, ServiceOffer
from places.models import Region
from projects.models import Project
from tests.leaderportal.pages.world import address
from tests.page import Page, main_part, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
LABELS = {"confirmed": "Confirmed", "shown": "Shown", "told": "Stated", "promised": "Ask"}


def rows_of(*path):
    with open(Path(settings.BASE_DIR, *path), encoding="utf-8") as file:
        return list(csv.DictReader(file))


AREAS = rows_of("groups", "data", "group_municipalities.csv")
PLACES = [row for row in rows_of("places", "data", "municipalities.csv") if not row["valid_to"]]
COVERED = {row["municipality_code"] for row in AREAS}
ONLY_PARTS = COVERED - {row["municipality_code"] for row in AREAS if row["coverage"] == "full"}


def page(client, name, *args) -> Page:
    return main_part(client.get(address(name, *args)))


def numbers(text):
    """Return the numbers of a text in English, in their order."""
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


def known_states():
    """Return {service pk: {group pk: state}} of what is known, derived from the rows."""
    states = defaultdict(dict)
    for offer in ServiceOffer.objects.filter(group__valid_to=None):
        states[offer.service_id][offer.group_id] = "told"
    for example in (
        ExampleActivity.objects.filter(is_decided=True).exclude(confidence="low").prefetch_related("services")
    ):
        for service in example.services.all():
            states[service.pk][example.group_id] = "shown"
    funded = Project.objects.filter(kind__in=["project", "theme"], group__valid_to=None).exclude(group=None)
    for project in funded.exclude(decision__in=["endorsed", "applied"]).prefetch_related("partners"):
        for service in project.theme.services.all() if project.theme else ():
            for group in [project.group, *project.partners.all()]:
                states[service.pk][group.pk] = "shown"
    youth_leader = Service.objects.get(code="youth_leader")
    for scheme in Project.objects.filter(kind="scheme", group__valid_to=None).exclude(group=None):
        for service in [*scheme.theme.services.all(), *([youth_leader] if scheme.theme_id == "youth" else [])]:
            states[service.pk][scheme.group_id] = "shown"
    for offer in ServiceOffer.objects.filter(is_confirmed=True):
        states[offer.service_id][offer.group_id] = "confirmed"
    return states


def test_the_front_page(client):
    main = page(client, "front")
    figures = dict(zip(main.texts("dl.figures dt"), main.texts("dl.figures dd"), strict=True))
    residents = sum(int(row["population"]) for row in PLACES if row["code"] in COVERED)
    year = max(row["population_year"] for row in PLACES)
    assert figures["Leader groups"] == "53"
    assert figures["municipalities of 308"] == "305" == str(len(COVERED))
    assert figures[f"residents in the groups' municipalities ({year})"] == f"{residents:,}"
    funded = Project.objects.filter(kind__in=["project", "theme"]).exclude(decision__in=["endorsed", "applied"])
    assert figures["funded projects with their sources"] == str(funded.count())
    assert "All 53 groups" in main.text()


def test_the_list_of_municipalities(client):
    main = page(client, "municipalities")
    assert numbers(main.text("p.lead")) == [305, 308, len(ONLY_PARTS)]
    assert main.texts(".letter .note").count("in no Leader area") == 3
    listed = main.addresses("section.letter")
    assert len(listed) == len(set(listed)) == 308


def test_the_list_of_groups(client):
    main = page(client, "groups")
    assert numbers(main.text("p.lead")) == [53]
    assert len(main.select(".example h2")) == 53
    assert main.text().count("(part)") == sum(row["coverage"] == "part" for row in AREAS)


def test_the_lists_of_regions_add_up_to_the_country(client):
    main = page(client, "regions")
    # "2 groups, 25 of 26 municipalities" or "2 groups, all 9 municipalities"
    sentences = main.texts("a.tile strong + span")
    figures = dict(zip(main.texts("a.tile strong"), map(numbers, sentences), strict=True))
    assert len(figures) == 19
    assert sum(covered[0] for _groups, *covered in figures.values()) == 305
    assert sum(covered[-1] for _groups, *covered in figures.values()) == 308
    for region in Region.objects.all():
        groups = AreaMembership.objects.filter(municipality__region=region).values("group").distinct().count()
        assert figures[region.name_en or region.name_fi][0] == groups, region


def test_each_region(client):
    for region in Region.objects.all():
        here = [row for row in PLACES if row["region_code"] == region.code]
        covered = [row for row in here if row["code"] in COVERED]
        parts = sum(row["code"] in ONLY_PARTS for row in covered)
        groups = {row["group_slug"] for row in AREAS if row["municipality_code"] in {place["code"] for place in here}}
        main = page(client, "region", region.slug)
        lead = main.text("p.lead")
        # "One Leader group", "all 16 municipalities", "one of them only in part"
        count = [len(groups)] if len(groups) > 1 else []
        areas = [len(covered), len(here)] if len(covered) < len(here) else [len(here)]
        expected = [*count, *areas, *([parts] if parts > 1 else [])]
        residents = sum(int(row["population"]) for row in covered)
        assert numbers(lead)[:-1] == [*expected, residents], region
        assert ("one of them only in part" in lead) == (parts == 1)
        listed = {url for url in main.addresses("div.example") if "/municipalities/" in url}
        assert len(listed) == len(here), region  # those outside are listed, too


def test_each_service_and_its_groups_by_state(client):
    states, groups = known_states(), LeaderGroup.objects.current().count()
    for service in Service.objects.all():
        known = Counter(states[service.pk].values())
        main = page(client, "service", service.slug)
        [sentence] = [text for text in main.texts("h2 + p") if "known to do this" in text]
        assert numbers(sentence) == [known.total(), groups]
        heads = main.select("h3.state-heading")
        counts = {head.find("span").get("class").split()[1]: numbers(text_of(head))[0] for head in heads}
        assert counts == {**known, "promised": groups - known.total()}, service


def test_each_duty_says_of_a_service_what_its_page_says(client):
    states = known_states()
    for service in Service.objects.prefetch_related("duties"):
        for duty in service.duties.all():
            main, details = page(client, "duty", duty.slug), f'h2[id="{service.slug}"] ~ details'
            assert numbers(main.text(f"{details} summary")) == [len(states[service.pk]), 53], (duty, service)
            assert len(main.select(f"{details} h4")) == len(states[service.pk])


def test_each_cell_of_each_regions_matrix(client):
    states, services = known_states(), list(Service.objects.all())
    pks = {group.get_absolute_url().split("/")[-2]: group.pk for group in LeaderGroup.objects.current()}
    for region in Region.objects.all():
        main = page(client, "region-services", region.slug)
        groups = [pks[url.split("/")[-2]] for url in main.addresses("table.matrix thead")]
        for service, row in zip(services, main.select("table.matrix tbody tr"), strict=True):
            labels = [text_of(cell).split(":")[0] for cell in row.iter("td")]
            assert labels == [LABELS[states[service.pk].get(group, "promised")] for group in groups]


def test_the_examples_and_their_filters(client):
    def count(**query):
        return numbers(main_part(client.get(address("examples"), query)).text("h2.small-heading"))[0]

    assert count() == ExampleActivity.objects.count()
    for service in Service.objects.all():
        assert count(service=service.slug) == service.examples.count()
    for region in Region.objects.all():
        groups = set(AreaMembership.objects.filter(municipality__region=region).values_list("group", flat=True))
        assert count(region=region.slug) == sum(ex.group_id in groups for ex in ExampleActivity.objects.all()), region
