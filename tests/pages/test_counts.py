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

from .reading import between, links, main_of, words
from .world import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
LABELS = {"confirmed": "Confirmed", "shown": "Shown", "told": "Told", "promised": "Ask"}


def rows_of(*path):
    with open(Path(settings.BASE_DIR, *path), encoding="utf-8") as file:
        return list(csv.DictReader(file))


AREAS = rows_of("groups", "data", "group_municipalities.csv")
PLACES = [row for row in rows_of("places", "data", "municipalities.csv") if not row["valid_to"]]
COVERED = {row["municipality_code"] for row in AREAS}
ONLY_PARTS = COVERED - {row["municipality_code"] for row in AREAS if row["coverage"] == "full"}


def page(client, name, *args):
    return main_of(client.get(address(name, *args)))


def numbers(text):
    """Return the numbers of a text in English, in their order."""
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


def known_states():
    """Return {service pk: {group pk: state}} of what is known, told from the rows one by one."""
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
    html = page(client, "front")
    figures = {words(term): words(number) for term, number in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)}
    residents = sum(int(row["population"]) for row in PLACES if row["code"] in COVERED)
    year = max(row["population_year"] for row in PLACES)
    assert figures["Leader groups"] == "53"
    assert figures["municipalities of 308"] == "305" == str(len(COVERED))
    assert figures[f"residents in the groups' municipalities ({year})"] == f"{residents:,}"
    funded = Project.objects.filter(kind__in=["project", "theme"]).exclude(decision__in=["endorsed", "applied"])
    assert figures["funded projects with their sources"] == str(funded.count())
    assert "All 53 groups" in words(html)


def test_the_list_of_municipalities(client):
    html = page(client, "municipalities")
    assert numbers(words(between(html, '<p class="lead">', "</p>"))) == [305, 308, len(ONLY_PARTS)]
    assert html.count("in no Leader area") == 3
    listed = [
        address
        for section in re.findall(r'<section class="letter">.*?</section>', html, re.DOTALL)
        for address, _text in links(section)
    ]
    assert len(listed) == len(set(listed)) == 308


def test_the_list_of_groups(client):
    html = page(client, "groups")
    assert numbers(words(between(html, '<p class="lead">', "</p>"))) == [53]
    assert html.count("<h2 ") == 53
    assert html.count("(part)") == sum(row["coverage"] == "part" for row in AREAS)


def test_the_lists_of_regions_add_up_to_the_country(client):
    tiles = re.findall(r'<a class="tile".*?</a>', page(client, "regions"), re.DOTALL)
    told = {words(between(tile, "<strong>", "</strong>")): numbers(words(tile.split("</strong>")[1])) for tile in tiles}
    assert len(told) == 19
    # "2 groups, 25 of 26 municipalities" or "2 groups, all 9 municipalities"
    assert sum(reach[0] for _groups, *reach in told.values()) == 305
    assert sum(reach[-1] for _groups, *reach in told.values()) == 308
    for region in Region.objects.all():
        groups = AreaMembership.objects.filter(municipality__region=region).values("group").distinct().count()
        assert told[region.name_en or region.name_fi][0] == groups, region


def test_each_region(client):
    for region in Region.objects.all():
        here = [row for row in PLACES if row["region_code"] == region.code]
        covered = [row for row in here if row["code"] in COVERED]
        parts = sum(row["code"] in ONLY_PARTS for row in covered)
        groups = {row["group_slug"] for row in AREAS if row["municipality_code"] in {place["code"] for place in here}}
        html = page(client, "region", region.slug)
        told = words(between(html, '<p class="lead">', "</p>"))
        # "One Leader group", "all 16 municipalities", "one of them only in part"
        count = [len(groups)] if len(groups) > 1 else []
        reach = [len(covered), len(here)] if len(covered) < len(here) else [len(here)]
        expected = [*count, *reach, *([parts] if parts > 1 else [])]
        residents = sum(int(row["population"]) for row in covered)
        assert numbers(told)[:-1] == [*expected, residents], region
        assert ("one of them only in part" in told) == (parts == 1)
        listed = {url for url, _name in links(between(html, "<h2>Groups</h2>", "<h2 ")) if "/municipalities/" in url}
        assert len(listed) == len(here), region  # those outside are listed, too


def test_each_service_and_its_groups_by_state(client):
    states, groups = known_states(), LeaderGroup.objects.current().count()
    for service in Service.objects.all():
        known = Counter(states[service.pk].values())
        html = page(client, "service", service.slug).split("Who does this</h2>")[1]
        assert numbers(words(between(html, "<p>", "</p>"))) == [known.total(), groups]
        heads = re.findall(r'<h3 class="statehead"><span class="state (\w+)">.*?</span> \((\d+)\)', html)
        told = {state: int(count) for state, count in heads}
        assert told == {**known, "promised": groups - known.total()}, service


def test_each_duty_tells_of_a_service_what_its_page_tells(client):
    states = known_states()
    for service in Service.objects.prefetch_related("duties"):
        for duty in service.duties.all():
            html = between(page(client, "duty", duty.slug), f'<h2 id="{service.slug}">', "</details>")
            count = numbers(words(between(html, "<summary>", "</summary>")))
            assert count == [len(states[service.pk]), 53], (duty, service)
            assert html.count("<h4>") == len(states[service.pk])


def test_each_cell_of_each_regions_matrix(client):
    states, services = known_states(), list(Service.objects.all())
    pks = {group.get_absolute_url().split("/")[-2]: group.pk for group in LeaderGroup.objects.current()}
    for region in Region.objects.all():
        table = between(page(client, "region-services", region.slug), '<table class="matrix">', "</table>")
        groups = [pks[url.split("/")[-2]] for url, _name in links(between(table, "<thead>", "</thead>"))]
        rows = between(table, "<tbody>", "</tbody>").split("</tr>")[:-1]
        assert len(rows) == len(services)
        for service, row in zip(services, rows, strict=True):
            told = [words(cell).split(":")[0].strip() for cell in re.findall("<td>(.*?)</td>", row)]
            assert told == [LABELS[states[service.pk].get(group, "promised")] for group in groups]


def test_the_examples_and_their_filters(client):
    def count(**query):
        html = main_of(client.get(address("examples"), query))
        return numbers(words(between(html, '<h2 class="small">', "</h2>")))[0]

    assert count() == ExampleActivity.objects.count()
    for service in Service.objects.all():
        assert count(service=service.slug) == service.examples.count()
    for region in Region.objects.all():
        groups = set(AreaMembership.objects.filter(municipality__region=region).values_list("group", flat=True))
        assert count(region=region.slug) == sum(ex.group_id in groups for ex in ExampleActivity.objects.all()), region
