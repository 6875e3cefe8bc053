"""An editor works through a case in each language, without JavaScript or by keyboard; axe finds nothing wrong."""

import pytest

from enquiries.models import AnswerTemplate, Message
from tests.enquiries.admin.conftest import CASES, case_of, enquiry_to, page_of, world  # noqa: F401
from tests.factories import ServiceOfferFactory

from .addresses import follow
from .faults import faults, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_admin(world, live_server, client, browser, chromium):  # noqa: F811
    """Return a function that signs a user in and returns a page whose paths are those of the live server."""
    contexts = []

    def open_admin(user, **options):
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, **options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield open_admin
    for context in contexts:
        context.close()


@pytest.fixture
def case(world):  # noqa: F811
    ServiceOfferFactory(group=world.a)
    AnswerTemplate.objects.create(name="Kiitos", language="fi", text="Hei {sender}!")
    return case_of(enquiry_to(world.a, world.b), world.a)


@pytest.mark.parametrize("locale", ["fi-FI", "sv-FI", "en-GB"])
def test_an_editor_answers_and_closes_without_javascript(open_admin, world, case, locale):  # noqa: F811
    page = open_admin(world.editor_a, locale=locale, java_script_enabled=False)
    page.goto("/admin/")
    follow(page.locator(".overview-count a"))
    follow(page.get_by_role("link", name=case.enquiry.reference))
    follow(page.locator("[name=action][value=claim]"))
    page.locator("[name=fill]").first.click()
    assert page.locator("#answer-text").input_value() == "Hei Kunnan Edustaja!"
    page.locator("#answer-text").fill("Tulemme mielellämme.")
    follow(page.locator(".button.default"))
    page.locator("#note-text").fill("Sovittu puhelimessa.")
    follow(page.locator("[value=note]"))
    page.locator("#close-outcome").select_option("partnership")
    follow(page.locator("[name=action][value=close]"))
    case.refresh_from_db()
    assert (case.state, case.outcome, case.assignee) == ("closed", "partnership", world.editor_a)
    assert set(Message.objects.values_list("author", flat=True)) == {"group", "note"}


def test_an_editor_answers_by_keyboard(open_admin, world, case):  # noqa: F811
    page = open_admin(world.editor_a, locale="fi-FI")
    page.goto(page_of(case))
    page.locator("#answer-text").focus()
    page.keyboard.type("Tulemme.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    case.refresh_from_db()
    assert case.state == "answered"


@pytest.mark.parametrize("who", ["editor_a", "network"])
def test_axe_finds_nothing_at_the_desk_and_nothing_is_too_wide(open_admin, world, case, who):  # noqa: F811
    page = open_admin(getattr(world, who), locale="fi-FI")
    for address in ("/admin/", page_of(case), CASES):
        page.goto(address)
        assert faults(page) == []


@pytest.mark.parametrize("address", [CASES, "/admin/enquiries/enquiry/", "/admin/outbox/outboxmail/"])
def test_a_list_of_the_desk_shows_all_its_columns(open_admin, world, case, address):  # noqa: F811
    page = open_admin(world.network, locale="fi-FI", viewport={"width": 1280, "height": 800})
    page.goto(address)
    assert page.locator("#changelist .results").evaluate("table => table.scrollWidth <= table.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_cases_are_closed_together_on_a_phone(open_admin, world, case):  # noqa: F811
    page = open_admin(world.editor_a, locale="fi-FI", viewport={"width": 375, "height": 800})
    page.goto(CASES)
    for choice in page.locator("#changelist .actions select").all():
        assert choice.bounding_box()["width"] > 250
    page.locator(".action-select").check()
    page.locator("[name=action]").select_option("close")
    page.locator("[name=outcome]").select_option("advice")
    follow(page.locator("#changelist .actions button"))
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "advice")


def test_the_filter_is_folded_and_names_what_is_chosen(open_admin, world, case):  # noqa: F811
    page = open_admin(world.editor_a, locale="en-GB", java_script_enabled=False)
    page.goto(CASES)
    unread = page.get_by_role("link", name="unread", exact=True)
    assert not unread.is_visible()
    page.locator("#changelist-filter summary").first.click()
    follow(unread)
    assert page.locator("#changelist-filter summary").first.inner_text().strip() == "State: unread"


def test_axe_finds_nothing_in_the_dark_and_after_a_mistake(open_admin, world, case):  # noqa: F811
    page = open_admin(world.editor_a, locale="fi-FI", color_scheme="dark")
    page.goto(page_of(case))
    page.locator("#answer-text").evaluate("box => box.required = false")
    follow(page.locator(".button.default"))
    assert page.locator(".errorlist").count() == 1
    assert violations(page) == []
