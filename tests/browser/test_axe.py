"""axe finds nothing on any kind of page: WCAG 2.2, levels A and AA, on a phone, on a desk, in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .addresses import PAGES

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
IN_THE_DARK = ["front", "municipality", "municipality in no area", "region", "group", "compare three"]
IN_THE_DARK += ["enquiry with errors", "search: found"]


def violations(page):
    """Return what axe finds: [(rule, the elements)]."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:5]) for rule in found]


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page, visit, name, width):
    page.set_viewport_size({"width": width, "height": 800})
    visit(name)
    assert violations(page) == []


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_axe_finds_nothing_in_the_dark(page, visit, name):
    page.emulate_media(color_scheme="dark")
    visit(name)
    assert violations(page) == []
