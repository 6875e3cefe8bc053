"""What somebody had written when her session ended is shown to be copied; nothing is saved, no form sends it on."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.staff import let_in, make_staff

TEXT = 'Hei! Tulemme mielellämme <script>"kyläiltaan"</script>.\nSopisiko torstai?'


@pytest.fixture
def case(db):
    """The address of a case's page."""
    return reverse("admin:enquiries_enquiryrecipient_change", args=[1])


def send(client, address, **fields):
    """Send a form as a browser does that sends no file."""
    return client.post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")


def test_a_text_sent_after_the_session_ended_is_shown_with_the_way_back(client, case):
    response = send(client, case, deed="answer", text=TEXT)
    assertContains(response, "Hei! Tulemme mielellämme &lt;script&gt;", status_code=403)
    assertContains(response, f'href="{case}"', status_code=403)
    assertNotContains(response, 'method="post" action="/admin', status_code=403)


def test_a_text_in_a_form_from_before_the_new_sign_in_is_shown(case):
    client = let_in(Client(enforce_csrf_checks=True), make_staff(is_superuser=True))
    assertContains(send(client, case, deed="answer", text=TEXT), "Sopisiko torstai?", status_code=403)


def test_a_form_without_a_text_leads_to_the_way_in(client, case):
    response = send(client, case, deed="take")
    assert response.status_code == 302
    assert response["Location"] == reverse("signin:sign-in")


def test_neither_a_password_nor_a_file_is_shown(client, case):
    words = "kuusi harmaata saarta ja lampi"
    assert send(client, case, new_password1=words).status_code == 302
    assert client.post(case, {"text": words}).status_code == 302  # as a form that brings files: multipart
