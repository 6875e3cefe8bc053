"""What the tests of enquiries share: a place with its group, and a form as a person fills it in."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone, translation

from enquiries.models import Enquiry
from enquiries.tokens import new_form_token
from tests.factories import AreaMembershipFactory, InformationPageFactory, LeaderGroupFactory, MunicipalityFactory


def form_token(seconds_ago=60):
    """Return the token of a form that was handed out some seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds_ago), tick=False):
        return new_form_token()


def filled_in(about, **changes):
    """Return what a browser posts. about: the place ("municipality:kuhmoinen"). A change to None leaves a field out."""
    data = {
        "place": about,
        "text": "Voisiko ryhmä auttaa kyläilloissa?",
        "name": "Kunnan edustaja",
        "organisation": "Kunta",
        "email": "edustaja@kunta.example",
        "phone": "",
        "consent": "on",
        "homepage": "",
        "token": form_token(),
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


@pytest.fixture
def url(db):
    with translation.override("en"):
        return reverse("enquiry")


@pytest.fixture
def group(db):
    return LeaderGroupFactory(slug="vesuri", name_fi="Leader Vesuri", enquiry_email="ryhma@vesuri.example")


@pytest.fixture
def town(group):
    """A municipality that is wholly in the area of one group."""
    town = MunicipalityFactory(slug="kuhmoinen", name_fi="Kuhmoinen")
    AreaMembershipFactory(group=group, municipality=town)
    InformationPageFactory(version="2026-11-24")
    return town


@pytest.fixture
def split_town(db):
    """A municipality in the areas of two groups."""
    town = MunicipalityFactory(slug="kurikka", name_fi="Kurikka")
    for slug, part in (("liiveri", "Jalasjärvi"), ("suupohja", "muu Kurikka")):
        group = LeaderGroupFactory(slug=slug, name_fi=f"Leader {slug.title()}", enquiry_email=f"ryhma@{slug}.example")
        AreaMembershipFactory(group=group, municipality=town, coverage="part", part_fi=part)
    return town


@pytest.fixture
def enquiry(client, url, town):
    """One that has just been sent to one group."""
    client.post(url, filled_in("municipality:kuhmoinen"))
    return Enquiry.objects.get()


@pytest.fixture
def shared(client, url, split_town):
    """An enquiry that went to two groups."""
    client.post(url, filled_in("municipality:kurikka", to="all"))
    return Enquiry.objects.get()


@pytest.fixture
def staff(db):
    return User.objects.create(username="desk-user")
