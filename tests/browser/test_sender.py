"""A sender goes through her case in each language without JavaScript: link, answer, reply, reminder, end, erasing."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from enquiries import workflow
from enquiries.models import Enquiry
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in, group, town  # noqa: F401
from tests.enquiries.sender import deliver

from .addresses import follow
from .faults import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_link(town, live_server, client, browser, chromium, settings):  # noqa: F811
    """Return a function that sends an enquiry in a language and opens the link of its receipt: (enquiry, page)."""
    settings.PORTAL_URL = live_server.url
    contexts = []

    def open_link(language, **options):
        with override(language):
            client.post(reverse("enquiry"), filled_in("municipality:kuhmoinen"))
        body = OutboxMail.objects.get(kind="receipt").body
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(re.search(r"http\S+", body)[0])
        return Enquiry.objects.get(), page

    yield open_link
    for context in contexts:
        context.close()


def press(page, action):
    follow(page.locator(f"form:has([name=action][value={action}]) button"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_she_goes_through_her_case_without_javascript(open_link, language):
    enquiry, page = open_link(language, java_script_enabled=False)
    expect(page.locator("html")).to_have_attribute("lang", language)
    press(page, "confirm")
    expect(page.locator("[role=status]")).to_be_visible()
    expect(page.locator("[name=action][value=confirm]")).to_have_count(0)
    deliver(enquiry)
    page.reload()
    press(page, "remind")
    expect(page.locator("[name=action][value=remind]")).to_have_count(0)
    workflow.answer(enquiry.recipients.get(), "Tervetuloa kyläiltaan!")
    page.reload()
    expect(page.locator("article").last).to_contain_text("Tervetuloa kyläiltaan!")
    page.fill("[name=text]", "Kiitos, sopii!")
    press(page, "reply")
    expect(page.locator("article").last).to_contain_text("Kiitos, sopii!")
    page.check("[name=outcome][value=advice]")
    press(page, "close")
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.outcome) == ("closed", "advice")
    with override(language):
        follow(page.locator(f"main a[href='{reverse('enquiry-erase', args=[enquiry.status_key])}']"))
    follow(page.locator("main form button"))
    expect(page.locator("main form")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Tervetuloa")
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.text) == ("erased", "")


def test_an_empty_reply_is_explained_and_the_language_can_change(open_link):
    _enquiry, page = open_link("fi", java_script_enabled=False)
    press(page, "reply")
    expect(page.locator("[role=alert] a")).to_have_attribute("href", "#id_text")
    page.click(".langs a[lang=sv]")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("form#reply")).to_be_visible()


def test_she_replies_by_keyboard(open_link):
    _enquiry, page = open_link("en")
    page.focus("[name=text]")
    page.keyboard.type("By keyboard alone")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("By keyboard alone")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(open_link, scheme):
    enquiry, page = open_link("fi", color_scheme=scheme)
    with override("fi"):
        erasing = page.url.partition("/fi/")[0] + reverse("enquiry-erase", args=[enquiry.status_key])
    assert faults(page) == []
    press(page, "reply")
    assert faults(page) == []
    page.goto(erasing)
    assert faults(page) == []


def test_her_key_goes_with_no_request_of_the_page_and_its_forms_are_taken(open_link):
    enquiry, page = open_link("fi")
    sent = []
    page.on("request", lambda request: sent.append(request))
    page.reload()
    press(page, "confirm")
    page.locator("footer a").first.click()
    enquiry.refresh_from_db()
    assert enquiry.confirmed_at
    referers = [request.all_headers().get("referer", "") for request in sent]
    assert any(referers)
    assert [referer for referer in referers if enquiry.status_key in referer] == []
