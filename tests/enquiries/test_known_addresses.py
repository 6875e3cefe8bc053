"""Form, receipt and its mail tell per group whether its address is known or the coordinator passes the message on."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from outbox.models import OutboxMail
from tests.factories import AreaMembershipFactory

from .conftest import filled_in

WHY = "We do not know the group's e-mail address yet. Your message goes to the coordinator"
MARK = "(through the coordinator)"


@pytest.fixture
def unknown(group):
    """The group of the town, when the portal does not know its address."""
    group.enquiry_email = ""
    group.save()
    return group


@pytest.fixture
def half_known(split_town):
    """A municipality of two groups, of which the portal knows the address of Leader Liiveri only."""
    suupohja = split_town.areas.get(group__slug="suupohja").group
    suupohja.enquiry_email = ""
    suupohja.save()
    return split_town


@pytest.mark.parametrize("query", ["?municipality=kuhmoinen", "?group=vesuri", "?group=vesuri&municipality=kuhmoinen"])
def test_the_form_says_so_of_one_group(client, url, town, unknown, query):
    assertContains(client.get(url + query), WHY)
    assertContains(client.get(url + query), "who passes it on to: Leader Vesuri.")
    assertNotContains(client.get(url + query), "We pass your enquiry on to")


@pytest.mark.parametrize("query", ["?municipality=kuhmoinen", "?group=vesuri", ""])
def test_nothing_is_said_of_a_coordinator_who_does_not_come_in_between(client, url, town, query):
    assertNotContains(client.get(url + query), "oordinator")


def test_each_choice_tells_its_own_way(client, url, half_known):
    response = client.get(f"{url}?municipality=kurikka")
    assertContains(response, f"Leader Suupohja {MARK}: muu Kurikka")
    assertContains(response, "Leader Liiveri: Jalasjärvi")
    assertContains(response, f"All of them: Leader Liiveri, Leader Suupohja {MARK}")
    assertContains(response, "“Through the coordinator”: we do not know", count=1)


def test_of_the_groups_of_a_region_those_without_an_address_are_marked(client, url, half_known):
    AreaMembershipFactory(group__name_fi="Leader Kolmas", municipality=half_known, group__enquiry_email="")
    response = client.get(f"{url}?region={half_known.region.slug}")
    assertContains(response, "<li>Leader Liiveri</li>", html=True)
    assertContains(response, f"<li>Leader Suupohja {MARK}</li>", html=True)
    assertContains(response, f"<li>Leader Kolmas {MARK}</li>", html=True)


def test_the_receipt_and_its_mail_mark_the_groups_in_question(client, url, half_known):
    page = client.post(url, filled_in("municipality:kurikka", to="all"), follow=True).content.decode()
    mail = OutboxMail.objects.get(kind="receipt").body
    assert page.count(MARK) == mail.count(MARK) == 1
    assert f"Suupohja</a> {MARK}" in page
    assert f"- Leader Suupohja {MARK}\n" in mail
    assert "- Leader Liiveri\n" in mail
