"""What the sender does on the status page: each action once, by POST, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquiries import workflow
from enquiries.models import Enquiry, Event, Message
from enquiries.states import CaseState
from outbox.models import OutboxMail
from outbox.services import record_failed
from tests.enquiries.conftest import filled_in, form_token
from tests.enquiries.sender import deliver, event_names, mails, page_of, post_action, recipient_of


def test_the_sender_confirms_the_address(client, enquiry):
    response = client.get(page_of(enquiry))
    assertContains(response, "Yes, the address is mine")
    response = post_action(client, enquiry, "confirm")
    assertRedirects(response, page_of(enquiry) + "?done=confirmed")
    enquiry.refresh_from_db()
    assert enquiry.confirmed_at
    assertNotContains(client.get(page_of(enquiry)), "Yes, the address is mine")


@pytest.mark.parametrize("action", ["reply", "remind", "close"])
def test_every_action_confirms_the_address(client, enquiry, action):
    post_action(client, enquiry, action, text="Kiitos", outcome="advice")
    assert Enquiry.objects.get().confirmed_at
    assert Event.What.CONFIRMED in event_names(enquiry)


def test_a_reply_reaches_the_group_and_is_shown(client, enquiry):
    response = post_action(client, enquiry, "reply", text="Sopiiko tiistai?")
    assertRedirects(response, page_of(enquiry) + "?done=sent")
    assertContains(client.get(page_of(enquiry)), "Sopiiko tiistai?")
    (mail,) = mails("reply")
    assert mail.to == "ryhma@vesuri.example"
    assert "> Sopiiko tiistai?" in mail.body


def test_a_reply_to_a_closed_case_opens_it(client, enquiry):
    workflow.close_all(enquiry, "advice")
    assertContains(client.get(page_of(enquiry)), "Your reply opens the enquiry again.")
    post_action(client, enquiry, "reply", text="Vielä yksi asia")
    assert recipient_of(enquiry).state == CaseState.SEEN


def test_a_double_click_is_one_reply(client, enquiry):
    token = form_token()
    for _click in range(2):
        assert post_action(client, enquiry, "reply", text="Sama", token=token).status_code == 302
    assert Message.objects.count() == len(mails("reply")) == 1


def test_a_changed_reply_in_the_same_form_is_asked_about_and_then_sent(client, enquiry):
    token = form_token()
    post_action(client, enquiry, "reply", text="Ensimmäinen", token=token)
    response = post_action(client, enquiry, "reply", text="Toinen", token=token)
    assertContains(response, "already sent a reply with this form")
    assertContains(response, "Toinen</textarea>")
    post_action(client, enquiry, "reply", text="Toinen", token=response.context["reply_form"]["token"].value())
    assert list(Message.objects.values_list("text", flat=True)) == ["Ensimmäinen", "Toinen"]


def test_the_same_token_in_another_case_is_another_reply(client, url, enquiry):
    client.post(url, filled_in("municipality:kuhmoinen", text="Toinen asia"))
    token = form_token()
    for case in Enquiry.objects.all():
        post_action(client, case, "reply", text="Sama", token=token)
    assert Message.objects.count() == 2


def test_the_sender_reminds_once_in_five_working_days(client, enquiry):
    deliver(enquiry)
    with time_machine.travel("2026-12-01 12:00+02:00"):
        assertRedirects(post_action(client, enquiry, "remind"), page_of(enquiry) + "?done=reminded")
        response = client.get(page_of(enquiry))
        assertNotContains(response, "Remind those who have not answered")
        assertContains(response, "You can do it again on 8 Dec 2026")
    with time_machine.travel("2026-12-07 12:00+02:00"):
        assertContains(post_action(client, enquiry, "remind"), "You can do it again on 8 Dec 2026")
    assert len(mails("reminder")) == 1
    with time_machine.travel("2026-12-08 12:00+02:00"):
        post_action(client, enquiry, "remind")
    assert len(mails("reminder")) == 2


@pytest.mark.parametrize("state", ["received", "failed"])
def test_a_group_that_the_message_has_not_reached_is_not_reminded(client, enquiry, state):
    if state == "failed":
        record_failed(enquiry.mails.get(kind="to_group"), "550")
        assertContains(client.get(page_of(enquiry)), "The coordinator of the Leader network has been told.")
    assertNotContains(client.get(page_of(enquiry)), "Remind those")
    assertContains(client.get(post_action(client, enquiry, "remind").url), "There is nobody to remind")
    assert not mails("reminder")


def test_a_group_that_has_answered_is_not_reminded(client, enquiry):
    workflow.answer(recipient_of(enquiry), "Vastaus")
    assertNotContains(client.get(page_of(enquiry)), "Remind those")
    assertContains(client.get(post_action(client, enquiry, "remind").url), "There is nobody to remind")
    assert not mails("reminder")


@pytest.mark.parametrize("outcome", ["partnership", "advice", "no_need", "no_answer"])
def test_the_sender_closes_the_enquiry_with_an_outcome(client, enquiry, outcome):
    response = post_action(client, enquiry, "close", outcome=outcome)
    assertRedirects(response, page_of(enquiry) + "?done=closed")
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.outcome) == ("closed", outcome)
    assertContains(client.get(page_of(enquiry)), "The matter is closed.")


@pytest.mark.parametrize("outcome", ["", "referred", "x"])
def test_another_outcome_is_refused(client, enquiry, outcome):
    assertContains(post_action(client, enquiry, "close", outcome=outcome), 'href="#id_outcome_0"')
    assert Enquiry.objects.get().state != CaseState.CLOSED


def test_erasing_asks_first(client, enquiry):
    assertContains(client.get(page_of(enquiry, "enquiry-erase")), "This cannot be undone.")
    assert Enquiry.objects.get().email
    assertRedirects(client.post(page_of(enquiry, "enquiry-erase")), page_of(enquiry))
    erased = Enquiry.objects.get()
    assert (erased.state, erased.email, erased.text) == ("erased", "", "")
    assert not OutboxMail.objects.exists()


def test_erasing_twice_leads_to_the_page_that_says_when(client, enquiry):
    for _time in range(2):
        assertRedirects(client.post(page_of(enquiry, "enquiry-erase")), page_of(enquiry))
    assertRedirects(client.get(page_of(enquiry, "enquiry-erase")), page_of(enquiry))
    assert event_names(enquiry).count(Event.What.ERASED) == 1


def test_nothing_is_added_to_what_is_erased(client, enquiry):
    workflow.erase(enquiry)
    for action in ("reply", "remind", "close", "confirm"):
        post_action(client, enquiry, action, text="Vielä", outcome="advice")
    assert not Message.objects.exists()
    assert not OutboxMail.objects.exists()
    assert event_names(enquiry)[-1] == Event.What.ERASED


@pytest.mark.parametrize("action", ["", "erase", "answer", "x" * 500])
def test_an_unknown_action_changes_nothing(client, enquiry, action):
    before = event_names(enquiry)
    assertContains(post_action(client, enquiry, action), "did not understand")
    assert event_names(enquiry) == before


@pytest.mark.parametrize("action", ["reply", "remind", "close", "confirm"])
def test_another_site_cannot_act_for_the_sender(enquiry, action):
    before = event_names(enquiry)
    response = post_action(Client(enforce_csrf_checks=True), enquiry, action, text="Kiitos", outcome="advice")
    assert response.status_code == 403
    assertContains(response, "Kiitos</textarea>", status_code=403)
    assert Client(enforce_csrf_checks=True).post(page_of(enquiry, "enquiry-erase")).status_code == 403
    assert event_names(enquiry) == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write what you would like to say"),
        ("\u200b\x00 ", "Write what"),
        ("x" * 100_000, "too long"),
        ("Hei\ufffd\ufffd", "could not be read"),
    ],
)
def test_a_reply_that_cannot_be_taken_is_refused_and_changes_nothing(client, enquiry, text, why):
    response = post_action(client, enquiry, "reply", text=text)
    assertContains(response, why)
    assertContains(response, 'href="#id_text"')
    assert not Message.objects.exists()
    assert Enquiry.objects.get().confirmed_at is None


def test_a_long_reply_comes_back_to_be_shortened(client, enquiry):
    assertContains(post_action(client, enquiry, "reply", text="y" * 6000), "y" * 6000)


def test_control_characters_and_false_headers_are_only_text(client, enquiry):
    post_action(client, enquiry, "reply", text="Moi\x00\u202e\r\nBcc: uhri@kunta.example")
    assert Message.objects.get().text == "Moi\nBcc: uhri@kunta.example"
    (mail,) = mails("reply")
    assert "\n" not in mail.subject
    assert "> Bcc: uhri@kunta.example" in mail.body


@pytest.mark.parametrize(
    ("token", "why"), [("", "was not complete"), ("forged", "was not complete"), ("old", "open for too long")]
)
def test_a_form_that_the_portal_did_not_hand_out_today_is_asked_again(client, enquiry, token, why):
    token = form_token(25 * 3600) if token == "old" else token
    response = post_action(client, enquiry, "reply", text="Pitkä viesti", token=token)
    assertContains(response, why)
    assertContains(response, "Pitkä viesti</textarea>")
    assert not Message.objects.exists()


def test_too_many_replies_wait_and_the_text_is_kept(client, enquiry, monkeypatch):
    monkeypatch.setattr("enquiries.views.status.REPLIES_PER_HOUR", 2)
    for number in range(2):
        assert post_action(client, enquiry, "reply", text=f"Viesti {number}").status_code == 302
    response = post_action(client, enquiry, "reply", text="Viesti 3")
    assertContains(response, "Viesti 3</textarea>", status_code=429)
    assert Message.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert post_action(client, enquiry, "reply", text="Viesti 3").status_code == 302


def test_what_is_held_takes_no_reply_and_does_not_say_why(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    enquiry = Enquiry.objects.get()
    response = post_action(client, enquiry, "reply", text="Moi")
    assertContains(response, "not possible")
    assertContains(response, "Moi</textarea>")
    assertNotContains(response, "spam")
    assert not OutboxMail.objects.exists()
