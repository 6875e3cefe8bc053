"""No cookie before a form: the form's page sets the one against forged requests, and explains when it is missing."""

from django.test import Client
from pytest_django.asserts import assertContains

from enquiries.models import Enquiry
from tests.enquiries.conftest import filled_in


def test_the_form_sets_the_csrf_cookie_and_no_other(client, url, town):
    assert list(client.get(url).cookies) == ["csrftoken"]


def test_without_the_cookie_the_text_is_kept_and_the_reason_given(url, town, settings):
    settings.CSRF_FAILURE_VIEW = "leaderportal.pages.errors.csrf_failure"
    response = Client(enforce_csrf_checks=True).post(url, filled_in("municipality:kuhmoinen"))
    assertContains(response, "Allow cookies", status_code=403)
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?", status_code=403)
    assert not Enquiry.objects.exists()


def test_a_reader_that_goes_back_finds_what_was_typed(client, url, town):
    assert "no-store" not in client.get(url).headers["Cache-Control"]
    assert "private" in client.get(url).headers["Cache-Control"]
