"""The language changes in the middle of the form without JavaScript; Enter still sends it, in its own language."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import FORM, fill_in

pytestmark = pytest.mark.browser_context_args(java_script_enabled=False)


def test_what_is_typed_goes_along_to_the_other_language_and_back(page):
    page.goto(FORM)
    fill_in(page)
    page.click(".langs button[lang=sv]")
    expect(page).to_have_url(re.compile(r"/sv/kontakt/\?municipality=kuhmoinen$"))
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator(".alert, .invalid-feedback")).to_have_count(0)
    page.click(".langs button[lang=fi]")
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page.locator("[name=text]")).to_have_value("Voisiko ryhmä auttaa kyläilloissa?")
    expect(page.locator("[name=email]")).to_have_value("edustaja@kunta.example")
    expect(page.locator("[name=consent]")).to_be_checked()


def test_enter_in_a_field_sends_the_form(page):
    page.goto(FORM)
    page.fill("[name=name]", "Kunnan edustaja")
    page.press("[name=name]", "Enter")
    expect(page.locator(".alert")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "fi")
