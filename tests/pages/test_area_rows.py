"""Each municipality's page names its groups and each group's page its municipalities: those of the data, no others."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from groups.models import LeaderGroup
from places.models import Municipality

from .reading import between, links, main_of
from .world import LANGUAGES

with open(Path(settings.BASE_DIR, "groups", "data", "group_municipalities.csv"), encoding="utf-8") as file:
    ROWS = [(row["group_slug"], row["municipality_code"]) for row in csv.DictReader(file)]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def linked(thing):
    """Return (address, name) of a municipality or group as a link of a page in the active language reads."""
    return thing.get_absolute_url(), thing.name


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
        sections = re.findall(r'<section class="answer">.*?</section>', main_of(Client().get(address)), re.DOTALL)
        assert {links(section)[0] for section in sections} == expected[code], address
        assert len(sections) == len(expected[code])


@in_every_language
def test_each_group_names_its_municipalities(language):
    with translation.override(language):
        places = {place.code: linked(place) for place in Municipality.objects.current()}
        expected = defaultdict(set)
        for group, code in ROWS:
            expected[group].add(places[code])
        groups = {group.slug: group.get_absolute_url() for group in LeaderGroup.objects.current()}
        area = translation.gettext("Area")
    assert len(groups) == 53
    for slug, address in groups.items():
        shown = links(between(main_of(Client().get(address)), f"<dt>{area}</dt><dd>", "</dd>"))
        assert set(shown) == expected[slug], address
        assert len(shown) == len(expected[slug])
