"""What the sender sees on the status page, and that looking changes nothing."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

from enquiries import workflow
from enquiries.models import Enquiry, Event
from tests.enquiries.conftest import filled_in
from tests.enquiries.sender import page_of, recipient_of
from tests.factories import AreaMembershipFactory, LeaderGroupFactory


def test_the_page_shows_the_reference_the_group_and_the_text(client, enquiry):
    response = client.get(page_of(enquiry))
    for part in (enquiry.reference, "Kuhmoinen", "Leader Vesuri", "Voisiko ryhmä auttaa kyläilloissa?"):
        assertContains(response, part)


def test_the_promised_day_counts_working_days_without_holidays(client, enquiry):
    enquiry.recipients.update(sent_on=date(2026, 12, 21))
    # Christmas Eve, Christmas Day, New Year's Day and Epiphany are no working days.
    with time_machine.travel("2026-12-22 12:00+02:00"):
        assertContains(client.get(page_of(enquiry)), "An answer is promised by 8 Jan 2027")


def test_a_promise_that_has_passed_is_admitted(client, enquiry):
    with time_machine.travel("2027-03-01 12:00+02:00"):
        assertContains(client.get(page_of(enquiry)), "We are sorry")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("received", "on its way"),
        ("delivered", "has been delivered"),
        ("failed", "could not be delivered"),
        ("seen", "has been read"),
    ],
)
def test_each_state_has_words_for_the_sender(client, enquiry, state, words):
    enquiry.recipients.update(state=state)
    assertContains(client.get(page_of(enquiry)), words)


def test_an_answer_is_shown_and_the_promise_gone(client, enquiry):
    workflow.answer(recipient_of(enquiry), "Tervetuloa kyläiltaan!\nSovitaan päivä.")
    response = client.get(page_of(enquiry))
    assertContains(response, "Tervetuloa kyläiltaan!<br>Sovitaan päivä.")
    assertContains(response, "You have been answered.")
    assertNotContains(response, "is promised by")


def test_internal_notes_and_the_names_of_staff_are_never_shown(client, enquiry, staff):
    workflow.add_note(recipient_of(enquiry), "Sisäinen huomio", staff)
    workflow.answer(recipient_of(enquiry), "Vastaus", staff)
    response = client.get(page_of(enquiry))
    assertNotContains(response, "Sisäinen huomio")
    assertNotContains(response, staff.username)


def test_the_group_that_takes_the_lead_is_named(client, enquiry, staff):
    workflow.take_lead(recipient_of(enquiry), staff)
    assertContains(client.get(page_of(enquiry)), "Leader Vesuri takes the lead")


def test_the_others_are_said_to_be_answered_for_and_promise_nothing(client, shared, staff):
    lead, _other = shared.recipients.all()
    workflow.take_lead(lead, staff)
    response = client.get(page_of(shared))
    assertContains(
        response, f"{lead} takes the lead and answers for all.", count=2
    )  # above, and where the other stands
    assertContains(response, "is promised by", count=1)
    workflow.answer(lead, "Tervetuloa!", staff)
    response = client.get(page_of(shared))
    assertNotContains(response, "is promised by")
    assertNotContains(response, "on its way")
    assertNotContains(response, "Remind those")


def test_a_lead_that_refers_the_case_answers_for_nobody_any_more(client, shared, staff):
    lead, _other = shared.recipients.all()
    workflow.take_lead(lead, staff)
    workflow.close(lead, "referred", staff)
    response = client.get(page_of(shared))
    assertNotContains(response, "answers for all")
    assertContains(response, "is promised by", count=1)


def test_a_reply_is_not_offered_to_the_group_that_referred_her_away(client, enquiry, staff):
    other = LeaderGroupFactory(name_fi="Leader Toinen", enquiry_email="ryhma@toinen.example")
    added = workflow.add_group(recipient_of(enquiry), other, staff, hands_over=True)
    workflow.close(added, "advice", staff)
    goes_to = client.get(page_of(enquiry)).context["reply_recipients"]
    assert list(map(str, goes_to)) == ["Leader Toinen"]


def test_what_is_held_as_spam_looks_as_received(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    response = client.get(page_of(Enquiry.objects.get()))
    assertContains(response, "on its way")
    assertContains(response, "An answer is promised by")
    assertNotContains(response, "spam")


def test_markup_in_the_conversation_is_text(client, enquiry):
    workflow.answer(recipient_of(enquiry), "<script>alert(1)</script>")
    assertNotContains(client.get(page_of(enquiry)), "<script>alert")


def test_looking_changes_nothing(client, enquiry):
    before = Enquiry.objects.values().get(), Event.objects.count()
    client.get(page_of(enquiry))
    client.get(page_of(enquiry), {"done": "closed", "action": "close", "outcome": "advice"})
    client.get(page_of(enquiry, "enquiry-erase"))
    client.head(page_of(enquiry))
    assert (Enquiry.objects.values().get(), Event.objects.count()) == before


@pytest.mark.parametrize("name", ["enquiry-status", "enquiry-erase"])
def test_a_wrong_key_is_a_missing_page_like_any_other(client, enquiry, name):
    for key in (enquiry.status_key[:-1] + "~", enquiry.reference, "x", "ä" * 500):
        for answer in (
            client.get(reverse(name, args=[key])),
            client.post(reverse(name, args=[key]), {"action": "close"}),
        ):
            assert answer.status_code == 404
            assertTemplateUsed(answer, "leaderportal/404.html")


@pytest.mark.parametrize("name", ["enquiry-status", "enquiry-erase"])
def test_the_page_is_for_nobody_else(client, enquiry, name):
    response = client.get(page_of(enquiry, name))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    # What a browser sends on with a link or a picture: the host, never the key.
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assertContains(response, '<meta name="robots" content="noindex">')
    assertNotContains(response, 'src="http')


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_language_switch_keeps_the_key(client, enquiry, language):
    with translation.override(language):
        there = reverse("enquiry-status", args=[enquiry.status_key])
    assertContains(client.get(page_of(enquiry)), f'href="{there}"')
    assertContains(client.get(there), f'<html lang="{language}">')


def test_it_takes_at_most_ten_statements(client, url, town, django_assert_max_num_queries):
    for _number in range(6):
        AreaMembershipFactory(municipality__region=town.region)
    client.post(url, filled_in(f"region:{town.region.slug}"))
    enquiry = Enquiry.objects.get()
    for recipient in enquiry.recipients.all():
        workflow.answer(recipient, "Vastaus")
        workflow.reply(enquiry, "Kiitos", recipient=recipient)
    with django_assert_max_num_queries(10):
        client.get(page_of(enquiry))


def test_after_erasing_only_the_day_is_shown(client, enquiry):
    workflow.erase(enquiry)
    response = client.get(page_of(enquiry))
    assertContains(response, "This enquiry was erased on")
    assertContains(response, date_format(timezone.localdate(), "SHORT_DATE_FORMAT"))
    assertNotContains(response, "<form")
    assertNotContains(response, "Kuhmoinen")


def test_the_private_address_is_not_printed(client, enquiry):
    assertNotContains(client.get(page_of(enquiry)), "Printed on")
