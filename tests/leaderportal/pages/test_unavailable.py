"""When the database is gone, pages say so and how to reach the group, and lose nothing that was typed."""

import json
import os
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from groups import offline_contacts
from groups.models import Office
from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory
from tests.leaderportal.pages.world import LANGUAGES, address

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def town(db, settings, tmp_path):
    """A municipality whose group can be reached, written down while the database still answers."""
    settings.CONTACT_FILE = str(tmp_path / "contacts.json")
    group = LeaderGroupFactory(slug="vesuri", name_fi="Leader Vesuri")
    Office.objects.create(group=group, phone="+358 40 123 4567", email="toimisto@vesuri.example", source="x")
    town = MunicipalityFactory(slug="kuhmoinen", name_fi="Kuhmoinen")
    AreaMembershipFactory(group=group, municipality=town)
    offline_contacts.refresh()
    return town


@pytest.fixture(params=[OperationalError, InterfaceError])
def gone(request, town, monkeypatch):
    def fail(*_args, **_kwargs):
        raise request.param("connection to server at secret.example failed")

    with monkeypatch.context() as patch:  # the end of the test asks the database again
        for name in ("execute", "executemany"):
            patch.setattr(CursorWrapper, name, fail)
        yield


def has_group(response):
    assertContains(response, "Leader Vesuri", status_code=503)
    assertContains(response, 'href="tel:+358 40 123 4567"', status_code=503)
    assertContains(response, 'href="mailto:toimisto@vesuri.example"', status_code=503)


@in_every_language
def test_a_page_says_so_in_the_readers_language(client, gone, language):
    response = client.get(address("front", language=language))
    with translation.override(language):
        heading = translation.gettext("The portal is out of order for a moment")
    assertContains(response, f"<h1>{heading}</h1>", status_code=503)
    assertContains(response, f'<html lang="{language}">', status_code=503)
    assertNotContains(response, "secret.example", status_code=503)
    assert "Content-Security-Policy" in response.headers
    assert (response["Retry-After"], response["Cache-Control"]) == ("60", "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/fi/ryhmat/vesuri/",
        "/sv/kommuner/kuhmoinen/",
        "/group/vesuri",
        "/en/enquiry/?group=vesuri",
        "/en/enquiry/?municipality=kuhmoinen",
    ],
)
def test_a_page_about_a_group_or_municipality_says_how_to_reach_the_group(client, gone, path):
    has_group(client.get(path))


def test_the_permalink_of_a_municipality_says_it_too(client, town, gone):
    has_group(client.get(f"/municipality/{town.code}"))


@pytest.mark.parametrize("path", ["/fi/ryhmat/muu/", "/fi/palvelut/vesuri/", "/en/enquiry/?group=%00"])
def test_an_unknown_group_is_not_named(client, gone, path):
    response = client.get(path)
    assertNotContains(response, "Vesuri", status_code=503)


@pytest.mark.parametrize(
    "choice",
    [{"place": "municipality:kuhmoinen"}, {"place": "area:vesuri"}, {"place": "municipality:x", "to": "vesuri"}],
)
def test_a_typed_enquiry_comes_back_to_be_sent_again(client, gone, choice):
    typed = {**choice, "text": "Rivi </textarea> yksi\n\nrivi kaksi", "name": "Äiti & Co", "duties": ["a", "b"]}
    response = client.post("/en/enquiry/?service=x", {**typed, "token": "t0"})
    has_group(response)
    assertContains(response, "Rivi &lt;/textarea&gt; yksi\n\nrivi kaksi</textarea>", status_code=503)
    assertContains(response, '<form method="post" action="/en/enquiry/?service=x">', status_code=503)
    for name, value in (("name", "Äiti &amp; Co"), ("token", "t0"), ("duties", "a"), ("duties", "b")):
        assertContains(response, f'<input type="hidden" name="{name}" value="{value}">', status_code=503)


def test_what_is_sent_again_passes_the_check_of_forms(gone):
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    response = client.post("/en/enquiry/", {"text": "x", "csrfmiddlewaretoken": "a" * 32})
    assert response.status_code == 503
    token = response.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post("/en/enquiry/", {"text": "x", "csrfmiddlewaretoken": token}).status_code == 503


def test_no_password_is_written_into_a_page(client, gone):
    response = client.post("/en/enquiry/", {"password": "salainen"})
    assertNotContains(response, "salainen", status_code=503)


def test_open_data_says_so_as_json(client, gone):
    response = client.get("/api/v1/groups/", headers={"accept-language": "en"})
    assert response.status_code == 503
    assert "database" in response.json()["detail"]


def test_what_fails_outside_of_a_view_gets_the_same_page(town, monkeypatch):
    def fail(*_args):
        raise OperationalError("gone")

    monkeypatch.setattr("leaderportal.middleware.RejectNulBytesMiddleware.process_view", fail)
    has_group(Client(raise_request_exception=False).get("/fi/ryhmat/vesuri/"))


@pytest.mark.parametrize("content", [None, "", "{broken", "\xff"])
def test_without_a_readable_file_the_page_is_shown_all_the_same(client, gone, settings, content):
    path = Path(settings.CONTACT_FILE)
    path.unlink()
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    assertNotContains(client.get("/fi/ryhmat/vesuri/"), "Vesuri", status_code=503)


def test_the_file_is_written_again_after_an_hour_and_not_before(town, settings):
    path = Path(settings.CONTACT_FILE)
    Office.objects.update(phone="+358 50 1")
    offline_contacts.refresh()
    assert "+358 50 1" not in path.read_text()
    os.utime(path, (0, 0))
    offline_contacts.refresh()
    assert json.loads(path.read_text())["groups"]["vesuri"]["phone"] == "+358 50 1"
    assert [file.name for file in path.parent.iterdir()] == ["contacts.json"]


def test_a_folder_that_cannot_be_written_to_stops_nobody(town, settings, caplog):
    settings.CONTACT_FILE = "/proc/nothing/contacts.json"
    offline_contacts.refresh()
    assert "cannot be written" in caplog.text
