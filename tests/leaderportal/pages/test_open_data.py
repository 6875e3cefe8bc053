"""The page that explains the open data and the card to data users and web editors."""

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains

from tests.factories import AreaMembershipFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["fi", "sv", "en"])
def response(client, request):
    AreaMembershipFactory(municipality__code="005")
    with translation.override(request.param):
        return client.get(reverse("open-data"))


def test_every_address_on_it_answers(client, response):
    links = {address.removeprefix("http://testserver") for address in Page(response).addresses()}
    addresses = {address for address in links if address.startswith(("/api/", "/embed/"))}
    assert len(addresses) >= 20
    for address in addresses - {"/api/v1/areas/?region=06"}:  # a region that only the real data have
        assert client.get(address).status_code == 200


def test_the_markup_to_copy_shows_the_card(client, response):
    markup = Page(Page(response).text("pre"))
    address = markup.value("iframe", "src").removeprefix("http://testserver")
    assert client.get(address).status_code == 200
    assert address == f"/embed/municipality/005?lang={response.headers['Content-Language']}"


def test_the_footer_of_every_page_leads_to_it(client, response):
    with translation.override(response.headers["Content-Language"]):
        assertContains(client.get(reverse("front")), f'href="{reverse("open-data")}"')


def test_without_data_it_still_explains(client):
    assert client.get(reverse("open-data")).status_code == 200
