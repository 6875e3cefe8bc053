"""What somebody had written when their session or permission ended is shown to be copied; nothing is saved or sent."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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


def test_a_text_sent_after_the_session_ended_is_shown_with_a_link_back(client, case):
    response = send(client, case, action="answer", text=TEXT)
    assertContains(response, "Hei! Tulemme mielellämme &lt;script&gt;", status_code=403)
    assertContains(response, f'href="{case}"', status_code=403)
    assertNotContains(response, 'method="post" action="/admin', status_code=403)


def test_a_text_in_a_form_from_before_the_new_sign_in_is_shown(case):
    client = let_in(Client(enforce_csrf_checks=True), make_staff(is_superuser=True))
    assertContains(send(client, case, action="answer", text=TEXT), "Sopisiko torstai?", status_code=403)


def test_a_form_without_a_text_leads_to_signing_in(client, case):
    response = send(client, case, action="claim")
    assert response.status_code == 302
    assert response["Location"] == reverse("accounts:sign-in")


def test_neither_a_password_nor_a_file_of_a_stranger_is_read(client, case):
    words = "kuusi harmaata saarta ja lampi"
    assert send(client, case, new_password1=words).status_code == 302
    assert client.post(case, {"text": words}).status_code == 302  # as a form that brings files: multipart


def test_a_text_beside_a_picture_is_shown_to_who_has_had_a_form_and_the_picture_is_skipped(client, case):
    client.cookies["csrftoken"] = "x" * 32
    picture = SimpleUploadedFile("kuva.txt", b"kuusi harmaata saarta ja lampi")
    response = client.post(case, {"text": TEXT, "picture": picture})
    assertContains(response, "Sopisiko torstai?", status_code=403)
    assertNotContains(response, "harmaata", status_code=403)


@pytest.mark.parametrize("address", ["enquiries_enquiryrecipient_change", "groups_exampleactivity_change"])
def test_a_text_about_a_row_that_is_out_of_reach_is_shown(db, address):
    """The membership ended while they wrote, or the row is gone."""
    for client in (let_in(Client(), make_staff("ilman")), let_in(Client(), make_staff("kaikki", is_superuser=True))):
        response = send(client, reverse(f"admin:{address}", args=[1]), action="answer", text=TEXT)
        assertContains(response, "Sopisiko torstai?", status_code=403)


def test_a_form_without_a_text_is_redirected_as_ever(case):
    client = let_in(Client(), make_staff(is_superuser=True))
    assert client.post(case, {"action": "claim"}).url == reverse("admin:index")
