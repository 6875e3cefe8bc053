"""Shared by the tests of enquiries in the administration: two groups, a user of each role, enquiries to the groups."""

import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse

from enquiries import services
from enquiries.place_choices import EnquiryPlace
from enquiries.tokens import new_form_token
from tests.factories import (
    AreaMembershipFactory,
    LeaderGroupFactory,
    MembershipFactory,
    MunicipalityFactory,
    RegionFactory,
    StaffFactory,
)

CASES = reverse("admin:enquiries_enquiryrecipient_changelist")


def member(username, *memberships, **user):
    """Return a member of staff. memberships: LeaderGroups, Regions, or "network"."""
    staff = StaffFactory(username=username, first_name=username.title(), last_name="Virtanen", **user)
    for works_for in memberships:
        if works_for == "network":
            MembershipFactory(user=staff)
        elif works_for._meta.model_name == "region":
            MembershipFactory(user=staff, role="region_coordinator", region=works_for)
        else:
            MembershipFactory(user=staff, role="editor", group=works_for)
    return staff


def make_world():
    """Return groups a and b, each in a region of its own, c in none; and their staff by role."""
    region_1, region_2 = RegionFactory(code="01", name_fi="Maakunta Yksi"), RegionFactory(code="02")
    towns = [MunicipalityFactory(region=region, slug=f"kunta-{region.code}") for region in (region_1, region_2)]
    a, b, c = (
        LeaderGroupFactory(slug=slug, name_fi=f"Leader {slug.title()}", enquiry_email=f"posti@{slug}.example")
        for slug in ("aalto", "biisoni", "cembalo")
    )
    AreaMembershipFactory(group=a, municipality=towns[0])
    AreaMembershipFactory(group=b, municipality=towns[1])
    return SimpleNamespace(
        a=a, b=b, c=c, region_1=region_1, region_2=region_2, town=towns[0],
        editor_a=member("editor_a", a), editor_b=member("editor_b", b), editor_a_c=member("editor_a_c", a, c),
        region_1_coordinator=member("region_1", region_1), region_2_coordinator=member("region_2", region_2),
        network=member("network", "network"), superuser=member("superuser", is_superuser=True),
        nobody=member("nobody"), gone=member("gone", a, is_active=False),
    )  # fmt: skip


@pytest.fixture
def world(db):
    return make_world()


def enquiry_to(*groups, **changes):
    """Send an enquiry about the area of the first group to all of them; return the Enquiry."""
    values = {
        "sender_name": "Kunnan Edustaja",
        "organisation": "Kunta",
        "email": "edustaja@kunta.example",
        "text": "Voisiko ryhmä auttaa kyläilloissa?",
        "language": "fi",
    }
    submission = services.Submission(place=EnquiryPlace(area_of=groups[0]), groups=groups, **(values | changes))
    return services.send_enquiry(submission, uuid.uuid4())


def case_of(enquiry, group):
    """Return the EnquiryRecipient of a group."""
    return enquiry.recipients.get(group=group)


def page_of(case):
    """Return the address of a case's page."""
    return reverse("admin:enquiries_enquiryrecipient_change", args=[case.pk])


def answer_data(text, last_seen=0, **more):
    """Return what the form of an answer posts."""
    return {"action": "answer", "text": text, "last_seen": last_seen, "token": new_form_token(), **more}


@pytest.fixture
def sign_in(client):
    """Return a function that signs a user in and returns the client."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
