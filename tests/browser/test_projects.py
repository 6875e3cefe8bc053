"""The search for projects in a browser: results swap in place, the address follows; it works without JavaScript too."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .addresses import follow
from .faults import faults

SEARCH = "/fi/hankkeet/"
KINDS = {
    "search": SEARCH,
    "facets chosen": f"{SEARCH}?theme=youth&region=unknown&page=1",
    "table": f"{SEARCH}?theme=culture&view=table",
    "nothing found": f"{SEARCH}?q=sauna+qwerty&municipality=291&theme=youth&theme=atlantis",
    "in Swedish": "/sv/projekt/?theme=youth",
}


@pytest.fixture
def first_project(page):
    """Return the address of the first project of a search."""
    page.goto(f"{SEARCH}?order=funding")
    return page.locator(".hits h3 a").first.get_attribute("href")


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(page, kind):
    page.goto(KINDS[kind])
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")
    assert faults(page) == []


def test_axe_finds_nothing_on_a_project_in_light_and_dark(page, first_project):
    page.goto(first_project)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == []


def test_a_tick_swaps_the_results_in_place_and_keeps_the_focus(page):
    page.goto(SEARCH)
    page.evaluate("window.isStillHere = true")
    before = page.locator("#results").inner_text()
    page.locator("#facet-group > summary").click()
    page.locator("#theme-youth").check()
    expect(page).to_have_url(re.compile(r"/fi/hankkeet/\?theme=youth$"))
    expect(page.locator("#results")).not_to_have_text(before)
    expect(page.locator("#search-status")).to_have_text(page.locator("#results").inner_text())
    expect(page.locator("#theme-youth")).to_be_focused()
    expect(page.locator("#facet-group")).to_have_attribute("open", "")
    assert page.evaluate("window.isStillHere")


def test_on_a_phone_the_facets_are_folded_above_the_results_and_stay_open(page):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(SEARCH)
    expect(page.locator("#theme-youth")).to_be_hidden()
    fold = page.locator("#narrow > summary")
    assert fold.bounding_box()["y"] < page.locator(".hits").bounding_box()["y"]
    fold.focus()
    page.keyboard.press("Enter")
    page.locator("#facet-state > summary").click()
    # The last answer has the fold of the states closed: nothing in it is chosen any more.
    for name, query in (("#state-ended", "state=ended"), ("#state-ended", "")):
        page.locator(name).click()
        expect(page).to_have_url(re.compile(rf"/fi/hankkeet/\??{query}$"))
        expect(page.locator("#narrow")).to_have_attribute("open", "")
        expect(page.locator(name)).to_be_focused()


def test_on_a_wide_page_the_facets_are_open_beside_the_results(page):
    page.goto(SEARCH)
    expect(page.locator("#narrow > summary")).to_be_hidden()
    boxes, hits = page.locator("#theme-youth").bounding_box(), page.locator(".hits").bounding_box()
    assert boxes["x"] + boxes["width"] < hits["x"]


def test_the_languages_and_the_title_follow_and_back_leads_back(page):
    page.goto(SEARCH)
    page.locator("#theme-youth").check()
    expect(page).to_have_url(re.compile("theme=youth$"))
    expect(page.locator(".langs a[hreflang=sv]")).to_have_attribute("href", re.compile(r"/sv/projekt/\?theme=youth$"))
    expect(page).to_have_title(re.compile("Nuoret"))
    page.locator(".chip").first.click()
    expect(page).to_have_url(re.compile("/fi/hankkeet/$"))
    expect(page.locator("#results")).to_be_focused()
    page.go_back()
    expect(page.locator("#theme-youth")).to_be_checked()
    expect(page.locator("h1")).to_be_visible()


def test_words_are_searched_by_keyboard(page):
    page.goto(SEARCH)
    page.locator("#project-words").focus()
    page.keyboard.type("kylätalo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=kyl%C3%A4talo$"))
    expect(page.locator("#project-words")).to_be_focused()
    expect(page.locator("mark").first).to_be_visible()


def test_when_a_swap_fails_the_browser_loads_the_page(page):
    page.goto(SEARCH)
    page.route("**/*", lambda route: route.abort() if route.request.headers.get("hx-request") else route.continue_())
    page.locator("#theme-youth").check()
    expect(page.locator(".chip").first).to_be_visible()
    assert "theme=youth" in page.url


def test_nothing_is_refused_by_the_content_security_policy(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(SEARCH)
    page.locator("#theme-youth").check()
    expect(page).to_have_url(re.compile("theme=youth$"))
    assert said == []


def test_it_works_without_javascript(browser, base_url):
    page = browser.new_page(java_script_enabled=False, base_url=base_url)
    page.goto(SEARCH)
    page.fill("#project-words", "nuor")
    page.locator("#theme-youth").check()
    follow(page.locator(".facet-form button"))
    assert "theme=youth" in urlsplit(page.url).query
    expect(page.locator(".chip")).to_have_count(3)
    follow(page.locator(".chip").first)
    assert "q=" not in urlsplit(page.url).query
    follow(page.locator(".hits h3 a").first)
    expect(page.locator("h1")).to_be_visible()
    page.close()


def test_the_page_is_light(page):
    sent = []
    page.on("response", lambda response: sent.append(response.request.sizes()["responseBodySize"]))
    page.goto(SEARCH, wait_until="networkidle")
    assert sum(sent) < 40_000
