"""Sending the form: saved once, acknowledged, and mails queued for everybody concerned."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquiries.models import Enquiry, Event
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in, form_token
from tests.factories import DutyFactory, ServiceFactory
from tests.page import Page


def test_an_enquiry_is_saved_with_what_was_typed(client, url, town):
    duty, service = DutyFactory(slug="kotoutuminen"), ServiceFactory(slug="osallistaminen")
    data = filled_in("municipality:kuhmoinen", duties=duty.slug, services=service.slug, phone="+358 40 123 4567")
    client.post(url, data)
    enquiry = Enquiry.objects.get()
    assert enquiry.place == town
    assert (enquiry.sender_name, enquiry.organisation) == ("Kunnan edustaja", "Kunta")
    assert (enquiry.email, enquiry.phone) == ("edustaja@kunta.example", "+358 40 123 4567")
    assert (enquiry.text, enquiry.language) == ("Voisiko ryhmä auttaa kyläilloissa?", "en")
    assert (list(enquiry.duties.all()), list(enquiry.services.all())) == ([duty], [service])
    assert enquiry.consent_version == date(2026, 11, 24)
    assert [event.what for event in enquiry.events.all()] == [Event.What.RECEIVED]


def test_one_mail_to_the_group_and_one_receipt_are_queued(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    mails = {mail.kind: mail for mail in OutboxMail.objects.all()}
    assert {kind: mail.to for kind, mail in mails.items()} == {
        "to_group": "ryhma@vesuri.example",
        "receipt": "edustaja@kunta.example",
    }
    assert mails["to_group"].reply_to == "edustaja@kunta.example"
    assert {mail.state for mail in mails.values()} == {"queued"}


def test_the_sender_is_led_to_a_receipt(client, url, town):
    response = client.post(url, filled_in("municipality:kuhmoinen"), follow=True)
    enquiry = Enquiry.objects.get()
    assertContains(response, enquiry.reference)
    assertContains(response, "Leader Vesuri")


def test_the_signed_address_of_a_receipt_goes_nowhere_else(client, url, town):
    response = client.post(url, filled_in("municipality:kuhmoinen"), follow=True)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_receipt_shows_nothing_that_was_typed(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    response = client.post(url, data, follow=True)
    for name in ("text", "name", "email"):
        assertNotContains(response, data[name])


def test_the_receipt_names_the_topics_that_were_chosen(client, url, town):
    duties, service = DutyFactory.create_batch(2), ServiceFactory()
    chosen = {"duties": [duty.slug for duty in duties], "services": service.slug}
    response = client.post(url, filled_in("municipality:kuhmoinen", **chosen), follow=True)
    page = Page(response)
    facts = dict(zip(page.texts("dl.facts dt"), page.texts("dl.facts dd"), strict=True))
    assert facts["It concerns"] == f"{duties[0].name}, {duties[1].name}"
    assert facts["Services"] == service.name


def test_a_receipt_without_topics_has_no_empty_line_for_them(client, url, town):
    response = client.post(url, filled_in("municipality:kuhmoinen"), follow=True)
    assertNotContains(response, "It concerns")
    assertNotContains(response, "<dt>Services</dt>")


@pytest.mark.parametrize("token", ["ABCD-EFGH", "ABCD-EFGH:forged", "x", "%00", "ä:ö"])
def test_a_forged_receipt_address_is_not_found(client, url, token):
    assert client.get(f"{url}received/{token}/").status_code == 404


def test_the_same_form_sent_twice_is_one_enquiry_with_one_receipt(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    first, second = client.post(url, data), client.post(url, data)
    assert first.url == second.url
    assert Enquiry.objects.count() == 1
    assert OutboxMail.objects.count() == 2


def test_a_form_sent_again_after_it_has_run_out_still_leads_to_its_receipt(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    first = client.post(url, data)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assertRedirects(client.post(url, data), first.url)
    assert Enquiry.objects.count() == 1


def test_another_text_in_a_form_that_was_sent_is_kept_and_sent_by_the_next_click(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    client.post(url, data)
    response = client.post(url, {**data, "text": "Toinen asia"})
    assertContains(response, "Toinen asia")
    assertContains(response, Enquiry.objects.get().reference)
    assert Enquiry.objects.count() == 1
    client.post(url, {**data, "text": "Toinen asia", "token": form_token()})
    assert Enquiry.objects.count() == 2


def test_the_fresh_token_of_a_changed_form_is_in_the_page(client, url, town):
    data = filled_in("municipality:kuhmoinen")
    client.post(url, data)
    response = client.post(url, {**data, "text": "Toinen asia"})
    assertNotContains(response, data["token"])
    assertContains(response, 'name="token"')


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, url, method):
    assert getattr(client, method)(url).status_code == 405
