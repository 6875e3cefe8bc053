"""On paper: the municipality's page for a meeting on one sheet, without what only a screen has."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import ADDRESSES


def sheets(page):
    """Return how many A4 pages the browser makes of the page."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("name", "most"), [("municipality", 1), ("municipality of two groups", 2), ("group", 2), ("region", 2)]
)
def test_a_page_fits_on_few_sheets(page, visit, name, most):
    visit(name)
    assert sheets(page) <= most


def test_paper_has_no_menu_or_button(page, visit):
    visit("municipality")
    page.emulate_media(media="print")
    for selector in (".menu", ".langs", ".skip", ".button", ".foot nav"):
        for element in page.locator(selector).all():
            expect(element).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_paper_is_white_though_the_screen_is_dark(page, visit):
    page.emulate_media(media="print", color_scheme="dark")
    visit("municipality")
    color = page.locator("h1").evaluate("e => getComputedStyle(e).color")
    assert max(int(part) for part in re.findall(r"\d+", color)[:3]) < 80


def test_paper_tells_its_address_its_day_and_that_borders_are_approximate(page, visit, base_url):
    visit("municipality")
    line = page.locator(".on-paper")
    expect(line).to_be_hidden()
    page.emulate_media(media="print")
    expect(line).to_contain_text(f"{base_url}{ADDRESSES['municipality']}")
    expect(line).to_contain_text(re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"))
    expect(line).to_be_visible()
    expect(page.locator(".map-figure .source")).to_be_visible()


def test_paper_shows_no_form_of_choices(page, visit):
    visit("compare three")
    page.emulate_media(media="print")
    expect(page.locator("form.filter-form")).to_be_hidden()
    expect(page.locator("table.stack thead")).to_be_visible()
