"""The front page of the administration: open cases, facts that need checking; for coordinators, by group."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from enquiries import workflow
from enquiries.models import EnquiryRecipient
from tests.enquiries.admin.conftest import case_of, enquiry_to
from tests.factories import ContactFactory, ServiceOfferFactory

FRONT = reverse("admin:index")


def front(client):
    return client.get(FRONT, headers={"accept-language": "en"})


def test_shows_an_editor_the_open_cases(world, sign_in):
    late, answered = enquiry_to(world.a), enquiry_to(world.a, email="toinen@kunta.example")
    enquiry_to(world.b)
    EnquiryRecipient.objects.filter(enquiry=late).update(sent_on=timezone.localdate() - timedelta(days=40))
    workflow.answer(case_of(answered, world.a), "Kyllä.", world.editor_a)
    response = front(sign_in(world.editor_a))
    assertContains(response, "1 enquiry without an answer")
    assertContains(response, "1 is overdue")
    assertContains(response, late.reference)


def test_a_case_that_another_group_answers_is_not_open(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    EnquiryRecipient.objects.filter(enquiry=enquiry).update(sent_on=timezone.localdate() - timedelta(days=40))
    workflow.take_lead(case_of(enquiry, world.a), world.editor_a)
    workflow.answer(case_of(enquiry, world.a), "Kyllä.", world.editor_a)
    assertContains(front(sign_in(world.editor_b)), "Everything is answered.")
    assertNotContains(front(sign_in(world.network)), "overdue")


def test_shows_an_editor_the_facts_that_need_checking(world, sign_in):
    ServiceOfferFactory(group=world.a, source="https://aalto.example", checked_on="2026-01-01")
    ContactFactory(group=world.a, source="https://aalto.example")
    ServiceOfferFactory(group=world.b)
    response = front(sign_in(world.editor_a))
    assertContains(response, "not confirmed 1")
    assertContains(response, "never checked 1")
    assertNotContains(response, "without a source")
    assertContains(response, world.a.get_absolute_url())
    assertNotContains(response, "Leader Biisoni")


def test_shows_an_editor_how_soon_the_own_group_answers_and_no_other(world, sign_in):
    answered = enquiry_to(world.a)
    for _number in range(2):
        enquiry_to(world.b)
    workflow.answer(case_of(answered, world.a), "Kyllä.", world.editor_a)
    response = front(sign_in(world.editor_a))
    assertContains(response, "In a year 1 enquiry has come to you, 1 of them answered.")
    assertNotContains(response, "In a year 2 enquiries")


def test_links_of_the_front_page_lead_to_pages(world, sign_in):
    ServiceOfferFactory(group=world.a)
    enquiry_to(world.a)
    client = sign_in(world.editor_a)
    response = client.get(FRONT)
    for profile in response.context["profiles"]:
        for fact in profile.facts:
            assert client.get(fact.url).status_code == 200


def test_shows_a_coordinator_which_groups_are_overdue(world, sign_in):
    enquiry = enquiry_to(world.a, world.b)
    EnquiryRecipient.objects.filter(enquiry=enquiry).update(sent_on=timezone.localdate() - timedelta(days=40))
    response = front(sign_in(world.region_1_coordinator))
    assertContains(response, "Leader Aalto")
    assertNotContains(response, "Leader Biisoni")
    everything = front(sign_in(world.network))
    assertContains(everything, "Leader Biisoni")
    assertContains(everything, "No mail was given up.")


def test_shows_the_network_held_enquiries_and_mails(world, sign_in):
    enquiry_to(world.a, held_because="links")
    assertContains(front(sign_in(world.network)), "1 enquiry is held as suspected spam")
    assertNotContains(front(sign_in(world.editor_a)), "suspected spam")


def test_says_so_when_everything_is_answered(world, sign_in):
    assertContains(front(sign_in(world.editor_a)), "Everything is answered.")


def test_staff_without_a_membership_read_whom_to_ask(world, sign_in):
    enquiry = enquiry_to(world.a)
    response = front(sign_in(world.nobody))
    assertContains(response, "Ask the coordinator of the network")
    assertNotContains(response, enquiry.reference)


@pytest.mark.parametrize("who", ["editor_a", "region_1_coordinator", "network"])
def test_takes_few_statements(world, sign_in, who, django_assert_max_num_queries):
    for group in (world.a, world.b, world.c):
        ServiceOfferFactory.create_batch(3, group=group)
        enquiry_to(group)
    client = sign_in(getattr(world, who))
    client.get(FRONT)
    with django_assert_max_num_queries(20):
        client.get(FRONT)
