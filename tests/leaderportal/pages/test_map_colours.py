"""On the map of a municipality one group is dark, and groups that share it have a colour each that the key names."""

import re

import pytest

from tests import factories as make
from tests.leaderportal.pages.world import address
from tests.page import Page, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    """A town of Leader Kuusi beside one that is its in part, one of Leader Mänty and one of nobody."""
    region = make.RegionFactory()
    make.BoundarySetFactory()
    towns = [make.MunicipalityFactory(slug=slug, region=region) for slug in ("oma", "osa", "toinen", "vieras")]
    for town in towns:
        make.ShapeFactory(layer="municipality", key=town.code, scale="detail", path="M0 0z")
    kuusi, manty = (make.LeaderGroupFactory(name_fi=name) for name in ("Leader Kuusi", "Leader Mänty"))
    for group, place, coverage in ((kuusi, 0, "full"), (kuusi, 1, "part"), (manty, 2, "full")):
        make.AreaMembershipFactory(group=group, municipality=towns[place], coverage=coverage)
    town = towns[0]
    town.manty = manty
    return town


def map_of(client):
    """Return the classes of the areas in the order of the names, and those of the key with what they stand for."""
    page = Page(client.get(address("municipality", "oma")))
    key = {item.find("i").get("class"): text_of(item) for item in page.select("ul.legend li")}
    return [path.get("class") for path in page.select("svg path[class]")], key


def test_one_group_is_dark_among_tints(client, town):
    areas, key = map_of(client)
    assert areas[:2] == ["here", "own part"]
    assert all(re.fullmatch("t[1-6]", css) for css in areas[2:])
    assert key == {"here": town.name, "own": "Leader Kuusi", "own part": "only a part of the municipality"}


def test_groups_that_share_it_have_a_colour_each_on_plain_paper(client, town):
    make.AreaMembershipFactory(group=town.manty, municipality=town, coverage="part")
    areas, key = map_of(client)
    assert areas == ["here", "g1 part", "g2", "outside"]
    assert key["g1"] == "Leader Kuusi"
    assert key["g2"] == "Leader Mänty"
    assert key["outside part"] == "only a part of the municipality"
