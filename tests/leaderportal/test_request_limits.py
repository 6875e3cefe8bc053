"""A request that holds too much is refused with the reason, in development as in production; a program gets JSON."""

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.asserts import assertContains, assertTemplateUsed

from tests.leaderportal.pages.world import LANGUAGES, address

pytestmark = pytest.mark.django_db

MANY = "&".join(["a="] * 1001)
READERS = [
    *("/fi/hankkeet/", "/sv/sok/", "/en/projects/atom.xml", "/fi/hankkeet/projects.csv"),
    *("/sv/projekt/projects.json", "/en/projects/projects.xlsx"),
]
PROGRAMS = ["/api/v1/projects/", "/api/v1/regions/"]


@pytest.fixture(autouse=True, params=[True, False], ids=["development", "production"])
def debug(request, settings):
    settings.DEBUG = request.param


def reason(language):
    with translation.override(language):
        message = "It has too many parameters: the portal reads at most %(count)s."
        return translation.gettext(message) % {"count": 1000}


@pytest.mark.parametrize("path", READERS)
def test_too_many_parameters_get_a_page_that_says_so(client, path):
    response = client.get(f"{path}?{MANY}")
    assertContains(response, reason(path[1:3]), status_code=400)
    assertContains(response, f'<html lang="{path[1:3]}">', status_code=400)
    assertTemplateUsed(response, "base.html")


@pytest.mark.parametrize("path", PROGRAMS)
def test_a_program_gets_the_reason_as_json(client, path):
    response = client.get(f"{path}?{MANY}")
    assert response.status_code == 400
    assert response.json() == {"detail": reason("en")}
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_too_many_fields_gets_a_page_that_says_so(language):
    form = {f"field{number}": "" for number in range(1001)}
    response = Client(enforce_csrf_checks=True).post(address("enquiry", language=language), form)
    assertContains(response, reason(language), status_code=400)
    assertTemplateUsed(response, "base.html")


def test_a_form_with_too_many_characters_gets_a_page_that_says_so(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    body = "text=" + "x" * 200
    response = Client(enforce_csrf_checks=True).post(
        address("enquiry"), body, content_type="application/x-www-form-urlencoded"
    )
    assertContains(response, "It holds more than the portal accepts at a time.", status_code=400)


def test_a_broken_form_gets_a_page(client):
    response = client.post(address("enquiry"), "text", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400
    assertTemplateUsed(response, "leaderportal/refused.html")


def test_a_thousand_parameters_are_read(client):
    assert client.get("/fi/hankkeet/?" + "&".join(["a="] * 1000)).status_code == 200
