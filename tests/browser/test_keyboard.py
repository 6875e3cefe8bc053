"""Everything is reached and used by keyboard, and one sees where one is."""

import re

import pytest
from playwright.sync_api import expect

# What has the focus, and whether one sees that: a map area by its line, anything else by an outline.
FOCUSED = """() => {
    const e = document.activeElement, area = e.querySelector("path"), box = e.getBoundingClientRect();
    if (e === document.body) return null;
    const style = getComputedStyle(e);
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const isDrawn = e.closest(".map") && parseFloat(getComputedStyle(area).strokeWidth) >= 3;
    const isOnScreen = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    const seen = !!(isOutlined || isDrawn) && isOnScreen;
    return {what: e.outerHTML.slice(0, 120), in_map: !!e.closest(".map"), seen};
}"""
MAX_STEPS = 600


def steps(page):
    """Press Tab through the whole page and return what had the focus, one after the other."""
    found = []
    for _ in range(MAX_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return found
        found.append(focused)
    raise AssertionError("The focus never leaves the page")


def tab_to(page, selector):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} is not reached")


def test_the_first_step_skips_to_the_content(page):
    page.goto("/fi/")
    page.keyboard.press("Tab")
    skip = page.locator("body > .skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_the_finder_is_used_by_keyboard(page):
    page.goto("/fi/")
    tab_to(page, "#finder-q")
    page.keyboard.type("Kuhmoinen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/fi/kunnat/kuhmoinen/$"))


@pytest.mark.parametrize("name", ["front", "municipality", "region", "compare three", "enquiry", "enquiry with errors"])
def test_one_sees_where_the_focus_is(page, visit, name):
    visit(name)
    found = steps(page)
    assert len(found) > 20
    assert [step["what"] for step in found if not step["seen"]] == []


def test_every_area_of_a_map_is_reached_and_named(page):
    page.goto("/fi/maakunnat/pirkanmaa/")
    areas = page.locator(".map a")
    assert areas.count() > 20
    assert sum(step["in_map"] for step in steps(page)) == areas.count()
    for area in areas.all():
        expect(area).to_have_accessible_name(re.compile(r"\w{3}"))


def test_a_large_map_is_skipped(page):
    page.goto("/fi/maakunnat/pirkanmaa/")
    tab_to(page, ".map-figure .skip")
    expect(page.locator(".map-figure .skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".map a:focus").count() == 0
    assert page.locator("main :focus, footer :focus").count() == 1


def test_the_errors_of_a_form_get_the_focus_and_lead_to_their_fields(page, visit):
    visit("enquiry with errors")
    expect(page.locator(".alert")).to_be_focused()
    links = page.locator(".alert a")
    assert links.count() >= 4
    for link in links.all():
        field = page.locator(link.get_attribute("href"))
        link.focus()
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(link.inner_text())))
