"""'Use my location' asks only when it is pressed, sends a rounded position and leads to the municipality."""

import re

import pytest
from playwright.sync_api import expect

KUHMOINEN = {"latitude": 61.5634567, "longitude": 25.1834567}
BUTTON = ".finder button[type=button]"


@pytest.mark.browser_context_args(geolocation=KUHMOINEN, permissions=["geolocation"])
def test_leads_to_the_municipality(page):
    page.goto("/fi/")
    with page.expect_request(re.compile(r"\?lat=")) as asked:
        page.click(BUTTON)
    expect(page).to_have_url(re.compile("/fi/kunnat/kuhmoinen/$"))
    assert asked.value.url.endswith("?lat=61.563&lon=25.183")


def test_says_so_when_the_position_is_refused(page):
    page.goto("/fi/")
    says = page.locator(".finder [role=status]")
    expect(says).to_be_empty()
    page.click(BUTTON)
    expect(says).to_have_text(page.locator(".finder").get_attribute("data-not-located"))


def test_asks_the_browser_for_nothing_before_the_button(page):
    page.add_init_script("navigator.geolocation.getCurrentPosition = () => { window.wasAsked = true; }")
    page.goto("/fi/")
    expect(page.locator(BUTTON)).to_be_visible()
    assert page.evaluate("window.wasAsked") is None
    page.click(BUTTON)
    assert page.evaluate("window.wasAsked") is True
