"""Everything a person comes for works without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import fill_in, send

pytestmark = pytest.mark.browser_context_args(java_script_enabled=False)


def test_the_box_of_the_front_page_leads_to_the_municipality(page):
    page.goto("/fi/")
    page.fill("#finder-q", "Kuhmoisten kunta")
    page.click(".finder button")
    expect(page).to_have_url(re.compile("/fi/kunnat/kuhmoinen/$"))


def test_an_enquiry_is_sent_from_the_page_of_a_municipality(page):
    page.goto("/fi/kunnat/kuhmoinen/")
    page.click(".button.call")
    fill_in(page)
    assert send(page).status == 200
    expect(page).to_have_url(re.compile("/fi/yhteydenotto/vastaanotettu/"))
    expect(page.locator("main")).to_contain_text("Kuhmoinen")


def test_an_enquiry_about_a_shared_municipality_asks_for_the_group(page):
    page.goto("/fi/yhteydenotto/")
    fill_in(page)
    page.select_option("[name=place]", "municipality:kurikka")
    send(page)
    expect(page.locator("[name=text]")).not_to_be_empty()
    page.locator("[name=to]").first.check()
    send(page)
    expect(page).to_have_url(re.compile("/vastaanotettu/"))


def test_groups_are_compared_by_a_form(page):
    page.goto("/fi/ryhmat/vertaa/")
    chosen = {"leader-vesuri": 0, "leader-emo": 1}
    for slug, place in chosen.items():
        page.locator("select[name=g]").nth(place).select_option(slug)
    page.click("form.filter-form button")
    for slug in chosen:
        expect(page.locator(f"table.matrix thead a[href$='/{slug}/']").first).to_be_visible()


def test_examples_are_filtered_by_a_form(page):
    page.goto("/fi/esimerkit/")
    everything = page.locator(".example").count()
    page.select_option("select[name=service]", "nuoriso-leader")
    page.select_option("select[name=region]", "pirkanmaa")
    page.locator("form:has(select[name=service]) button").click()
    expect(page.locator("select[name=service]")).to_have_value("nuoriso-leader")
    assert page.locator(".example").count() < everything


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/fi/kunnat/kuhmoinen/", "/sv/kommuner/kuhmoinen/"),
        ("/fi/etsi/?q=Kurikka", "/sv/hitta/?q=Kurikka"),
        ("/fi/ryhmat/vertaa/?g=leader-emo&g=leader-vesuri", "/sv/grupper/jamfor/?g=leader-emo&g=leader-vesuri"),
    ],
)
def test_the_language_switch_keeps_the_page(page, base_url, here, there):
    page.goto(here)
    page.click(".langs a[lang=sv]")
    expect(page).to_have_url(base_url + there)
    expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_the_services_of_a_region_unfold_on_a_phone(page):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/fi/maakunnat/pirkanmaa/palvelut/")
    states = page.locator("details").first.locator(".state").first
    expect(states).to_be_hidden()
    page.locator("summary").first.click()
    expect(states).to_be_visible()
