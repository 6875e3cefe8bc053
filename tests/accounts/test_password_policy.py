"""A password is long, not common, not a number, not one's own name."""

import pytest
from django.urls import reverse

from accounts import links
from tests.staff import make_staff


@pytest.fixture
def link(db):
    user = make_staff("maija.mallikas@ryhma.example", password=None, first_name="Maija", last_name="Mallikas")
    key = links.link_url(user, links.INVITATION).rstrip("/").rpartition("/")[2]
    return reverse("accounts:new-password", args=[key])


@pytest.mark.parametrize(
    "password",
    [
        "short-eleve",
        "123456789012345",
        "maija.mallikas",
        "mallikas-maija@ryhma.example",
        "1qaz2wsx3edc",
        "",
        " " * 3,
    ],
)
def test_a_weak_one_is_refused_and_the_link_still_works(client, link, password):
    response = client.post(link, {"new_password1": password, "new_password2": password})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert client.get(link).status_code == 200


def test_two_that_differ_are_refused(client, link):
    response = client.post(link, {"new_password1": "viisi-vihreaa-venetta", "new_password2": "viisi-vihreaa-vene"})
    assert response.context["form"].errors


def test_a_long_one_of_words_is_accepted(client, link):
    words = "viisi vihreää venettä"
    assert client.post(link, {"new_password1": words, "new_password2": words}).status_code == 302


def test_the_page_states_the_rules_and_the_user_name(client, link):
    text = client.get(link).content.decode()
    assert "12" in text
    assert "maija.mallikas@ryhma.example" in text
