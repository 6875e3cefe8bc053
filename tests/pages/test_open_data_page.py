"""The page that tells data users and web editors how to use the open data and the card."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains

from tests.factories import AreaMembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["fi", "sv", "en"])
def shown(client, request):
    AreaMembershipFactory(municipality__code="005")
    with translation.override(request.param):
        return client.get(reverse("open-data"))


def test_every_address_on_it_answers(client, shown):
    addresses = set(re.findall(r'href="(?:http://testserver)?(/(?:api|embed)/[^"]*)"', shown.content.decode()))
    assert len(addresses) >= 20
    for address in addresses - {"/api/v1/areas/?region=06"}:  # a region that only the real data have
        assert client.get(unescape(address)).status_code == 200


def test_the_markup_to_copy_shows_the_card(client, shown):
    text = unescape(re.search("<pre.*?</pre>", shown.content.decode(), re.DOTALL)[0])
    address = re.search(r'<iframe src="http://testserver([^"]+)"', text)[1]
    assert client.get(address).status_code == 200
    assert address == f"/embed/municipality/005?lang={shown.headers['Content-Language']}"


def test_the_footer_of_every_page_leads_to_it(client, shown):
    with translation.override(shown.headers["Content-Language"]):
        assertContains(client.get(reverse("front")), f'href="{reverse("open-data")}"')


def test_without_data_it_still_explains(client):
    assert client.get(reverse("open-data")).status_code == 200
