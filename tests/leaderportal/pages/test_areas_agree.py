"""Each municipality's page names its groups and each group's page its municipalities: those of the data, no others."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from groups.models import LeaderGroup
from places.models import Municipality
from tests.leaderportal.pages.world import LANGUAGES
from tests.page import main_part, text_of

with open(Path(settings.BASE_DIR, "groups", "data", "group_municipalities.csv"), encoding="utf-8") as file:
    ROWS = [(row["group_slug"], row["municipality_code"]) for row in csv.DictReader(file)]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def linked(target):
    """Return (address, name) of a municipality or group as a link of a page in the active language reads."""
    return target.get_absolute_url(), target.name


def test_there_are_309_rows():
    assert len(ROWS) == len(set(ROWS)) == 309
    assert len({group for group, _code in ROWS}) == 53


@in_every_language
def test_each_municipality_names_its_groups(language):
    with translation.override(language):
        groups = {group.slug: linked(group) for group in LeaderGroup.objects.all()}
        expected = defaultdict(set)
        for group, code in ROWS:
            expected[code].add(groups[group])
        places = {place.code: place.get_absolute_url() for place in Municipality.objects.current()}
    assert len(places) == 308
    for code, address in places.items():
        headings = main_part(Client().get(address)).select("section.answer:not(.ask) h2 a")
        assert {(link.get("href"), text_of(link)) for link in headings} == expected[code], address
        assert len(headings) == len(expected[code])


@in_every_language
def test_each_group_names_its_municipalities(language):
    with translation.override(language):
        places = {place.code: linked(place) for place in Municipality.objects.current()}
        expected = defaultdict(set)
        for group, code in ROWS:
            expected[group].add(places[code])
        groups = {group.slug: group.get_absolute_url() for group in LeaderGroup.objects.current()}
    urls = {url for url, _name in places.values()}
    assert len(groups) == 53
    for slug, address in groups.items():
        area = [link for link in main_part(Client().get(address)).select("dl.facts a") if link.get("href") in urls]
        assert {(link.get("href"), text_of(link)) for link in area} == expected[slug], address
        assert len(area) == len(expected[slug])
