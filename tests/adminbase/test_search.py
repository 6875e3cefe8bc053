"""Search in the admin forgives the case of å, ä and ö on both databases, word by word, and takes many words."""

import pytest
from django.urls import reverse

from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(admin_client):
    """Return a function that searches municipalities and returns the codes that are listed."""
    MunicipalityFactory(code="001", name_fi="Äänekosken Ähtäri", name_sv="Norra ådalen")
    MunicipalityFactory(code="002", name_fi="Keuruu")

    def found(text):
        response = admin_client.get(reverse("admin:places_municipality_changelist"), {"q": text})
        return [place.code for place in response.context["cl"].result_list]

    return found


@pytest.mark.parametrize(
    "text",
    [
        "ähtäri",
        "ÄHTÄRI",
        "äänekosken ÄHTÄRI",
        "ähtäri norra",
        "ÅDALEN ähtäri",  # the name in the database has a small å, the other a capital Ä
        '"äänekosken ähtäri"',
        " ".join(["ähtäri"] * 50),
    ],
)
def test_any_case_finds_it(found, text):
    assert found(text) == ["001"]


@pytest.mark.parametrize("text", ["ähtäri Keuruu", "ähtävä"])
def test_every_word_must_be_there(found, text):
    assert found(text) == []
