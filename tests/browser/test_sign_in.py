"""The way in with a real browser: nothing for axe to find, no script needed, on a phone, by keyboard."""

from base64 import b32decode

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts import links
from tests.staff import PASSWORD, code_of, give_phone, make_staff

from .addresses import follow
from .faults import faults

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["fi", "sv", "en"]


@pytest.fixture(autouse=True)
def second_factor(settings):
    """As in production: staff is let in by password and code."""
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def open_page(page, live_server):
    """Return a function that opens a page by the name of its address, in a language."""

    def open_page(name, language="fi", *args):
        with override(language):
            return page.goto(live_server.url + reverse(name, args=args))

    return open_page


def press(page):
    """Send the form by its main button."""
    follow(page.locator("main button.call"))


def invitation_to(user, language):
    with override(language):
        return links.link_url(user, links.INVITATION).rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invited_walks_from_the_mail_into_the_administration(browser, live_server, language):
    """Without JavaScript, on a narrow phone."""
    user = make_staff(password=None)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    with override(language):
        page.goto(live_server.url + reverse("accounts:new-password", args=[invitation_to(user, language)]))
        second_factor = reverse("accounts:second-factor")
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    press(page)
    assert page.url.endswith(second_factor)
    key = page.inner_text("main p > code").replace(" ", "")
    page.fill("[name=code]", code_of(_hexadecimal(key)))
    press(page)
    assert page.locator("main ol code").count() == 10
    follow(page.locator("main a.call"))
    assert page.url == f"{live_server.url}/admin/"
    assert page.locator("html").get_attribute("lang") == language
    context.close()


def _hexadecimal(key):
    return b32decode(key).hex()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_of_the_way(page, open_page, language):
    user = make_staff()
    found = {}

    def look(name):
        found[name] = faults(page)

    open_page("accounts:sign-in", language)
    look("sign in")
    press(page)
    look("sign in with errors")
    open_page("accounts:forgotten", language)
    look("forgotten")
    page.fill("[name=email]", "nobody@ryhma.example")
    press(page)
    look("link sent")
    open_page("accounts:new-password", language, "used")
    look("link is over")
    open_page("accounts:new-password", language, invitation_to(user, language))
    look("new password")
    open_page("accounts:sign-in", language)
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    press(page)
    look("set up")
    phone = give_phone(user)
    open_page("accounts:code", language)
    look("code")
    page.fill("[name=code]", code_of(phone.key))
    press(page)
    open_page("accounts:access", language)
    look("access")
    with override(language):
        follow(page.locator(f"form[action='{reverse('accounts:recovery-codes')}'] button"))
    look("recovery codes")
    open_page("accounts:change-password", language)
    press(page)
    look("change password with errors")
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_one_signs_in_by_keyboard_alone(page, open_page, live_server):
    user = make_staff()
    phone = give_phone(user)
    open_page("accounts:sign-in")
    page.focus("[name=username]")
    page.keyboard.type(user.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**" + reverse("accounts:code"))
    page.focus("[name=code]")
    page.keyboard.type(code_of(phone.key))
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def test_the_picture_is_shown_though_the_policy_is_strict(page, open_page):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    open_page("accounts:sign-in")
    page.fill("[name=username]", make_staff().username)
    page.fill("[name=password]", PASSWORD)
    press(page)
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 100
    assert refused == []
