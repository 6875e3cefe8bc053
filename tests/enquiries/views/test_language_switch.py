"""Changing the language in the middle of the form keeps what is typed, and sends nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains

from enquiries.models import Enquiry
from enquiries.tokens import read_form_token
from ratelimit.models import Attempt
from tests.enquiries.conftest import filled_in, form_token
from tests.factories import DutyFactory
from tests.page import Page


@pytest.fixture
def swedish(db):
    """The address of the form in Swedish."""
    with override("sv"):
        return reverse("enquiry")


def switch_data(about, **changes):
    """What a browser posts when the sender changes the language."""
    return filled_in(about, carry="1", **changes)


def test_the_form_itself_leads_to_the_other_languages(client, url, swedish, town):
    page = Page(client.get(f"{url}?municipality=kuhmoinen"))
    switch = page.only('button[form=enquiry][lang=sv][name=carry][value="1"]')
    assert switch.get("formaction") == f"{swedish}?municipality=kuhmoinen"
    assert page.only("#enquiry").tag == "form"


def test_what_is_typed_comes_along(client, swedish, town):
    DutyFactory(slug="nuoriso")
    response = client.post(swedish, switch_data("municipality:kuhmoinen", phone="040 1234567", duties="nuoriso"))
    assertContains(response, '<html lang="sv">')
    values = {name: response.context["form"][name].value() for name in ("place", "text", "name", "email", "phone")}
    assert values == {
        "place": "municipality:kuhmoinen",
        "text": "Voisiko ryhmä auttaa kyläilloissa?",
        "name": "Kunnan edustaja",
        "email": "edustaja@kunta.example",
        "phone": "040 1234567",
    }
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?")
    assert response.content.decode().count(" checked") == 2  # the duty and the consent


def test_nothing_is_sent_or_counted(client, swedish, town):
    client.post(swedish, switch_data("municipality:kuhmoinen"))
    assert not Enquiry.objects.exists()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("about", ["", "municipality:nowhere", "municipality:kurikka", "\x00"])
def test_an_unfinished_form_is_shown_without_errors(client, swedish, town, split_town, about):
    response = client.post(swedish, switch_data(about, text="", name="", email="x", consent=None, token=None))
    assert response.status_code == 200
    assertNotContains(response, 'role="alert"')
    assertNotContains(response, "invalid")


def test_the_groups_of_a_place_chosen_meanwhile_can_be_chosen(client, swedish, split_town):
    assertContains(client.post(swedish, switch_data("municipality:kurikka", to="liiveri")), 'value="liiveri"')


def test_the_form_stays_the_same_submission_of_the_same_age(client, url, swedish, town):
    sent = filled_in("municipality:kuhmoinen", token=form_token(60))
    form = client.post(swedish, {**sent, "carry": "1"}).context["form"]
    assert form["token"].value() == sent["token"]
    assert read_form_token(form["token"].value()).age_seconds >= 60
    client.post(swedish, sent)
    assert Enquiry.objects.get().language == "sv"
    assert Enquiry.objects.get().held_because == ""


def test_without_the_cookie_the_text_is_kept(swedish, town):
    response = Client(enforce_csrf_checks=True).post(swedish, switch_data("municipality:kuhmoinen"))
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?", status_code=403)
