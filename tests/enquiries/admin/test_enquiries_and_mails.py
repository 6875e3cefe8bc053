"""Staff sees enquiries and mails, acts on them, and changes nothing that a sender wrote."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from enquiries.models import Enquiry
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in

ENQUIRIES = reverse("admin:enquiries_enquiry_changelist")
MAILS = reverse("admin:outbox_outboxmail_changelist")


@pytest.fixture
def enquiry(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    return Enquiry.objects.get()


def act(client, page, action, row):
    return client.post(page, {"action": action, "_selected_action": [row.pk]}, follow=True)


def test_the_list_shows_reference_place_and_groups(admin_client, enquiry):
    response = admin_client.get(ENQUIRIES)
    for text in (enquiry.reference, "Kuhmoinen", "Leader Vesuri"):
        assertContains(response, text)


def test_the_list_is_searched_by_reference(admin_client, enquiry):
    assertContains(admin_client.get(ENQUIRIES, {"q": enquiry.reference}), "Kuhmoinen")
    assertNotContains(admin_client.get(ENQUIRIES, {"q": "nothing"}), "Leader Vesuri")


def test_an_enquiry_is_shown_and_cannot_be_changed(admin_client, enquiry):
    page = reverse("admin:enquiries_enquiry_change", args=[enquiry.pk])
    assertContains(admin_client.get(page), enquiry.text)
    admin_client.post(page, {"text": "changed", "email": "other@kunta.example", "_save": "1"})
    before, enquiry = enquiry, Enquiry.objects.get()
    assert (enquiry.text, enquiry.email, enquiry.state) == (before.text, before.email, "held")


def test_the_list_takes_the_same_statements_for_many(admin_client, url, enquiry, client, django_assert_max_num_queries):
    for _number in range(3):
        client.post(url, filled_in("municipality:kuhmoinen"))
    with django_assert_max_num_queries(16):
        admin_client.get(ENQUIRIES)


def test_a_held_enquiry_is_released(admin_client, enquiry):
    act(admin_client, ENQUIRIES, "release", enquiry)
    assert Enquiry.objects.get().state == "released"
    assert OutboxMail.objects.count() == 2
    assert str(enquiry.events.get(what="released").who) == "admin"


def test_releasing_twice_says_so_and_does_nothing(admin_client, enquiry):
    act(admin_client, ENQUIRIES, "release", enquiry)
    assert act(admin_client, ENQUIRIES, "release", enquiry).status_code == 200
    assert OutboxMail.objects.count() == 2


def test_a_mail_that_was_given_up_is_tried_again(admin_client, client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    OutboxMail.objects.filter(kind="receipt").update(state="failed", last_error="550 no such user", attempts=9)
    mail = OutboxMail.objects.get(kind="receipt")
    assertContains(admin_client.get(MAILS), "550 no such user")
    act(admin_client, MAILS, "try_again", mail)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("queued", 0)
    assert Enquiry.objects.get().events.filter(what="tried_again", who__username="admin").exists()


def test_spam_is_erased_and_nothing_else_is(admin_client, client, url, enquiry):
    client.post(url, filled_in("municipality:kuhmoinen", email="toinen@kunta.example"))
    wanted = Enquiry.objects.exclude(pk=enquiry.pk).get()
    for row in (enquiry, wanted):
        act(admin_client, ENQUIRIES, "erase_spam", row)
    enquiry.refresh_from_db()
    wanted.refresh_from_db()
    assert (enquiry.state, enquiry.text) == ("erased", "")
    assert wanted.state == "received"


def test_nobody_deletes_enquiries_or_mails(admin_client, client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    for row in (Enquiry.objects.get(), OutboxMail.objects.first()):
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])
        assert admin_client.post(address, {"post": "yes"}).status_code == 403


def test_the_list_of_mails_tells_how_old_the_oldest_unsent_one_is(admin_client, client, url, town):
    assertContains(admin_client.get(MAILS, headers={"accept-language": "en"}), "No mail is waiting.")
    client.post(url, filled_in("municipality:kuhmoinen"))
    assertContains(admin_client.get(MAILS, headers={"accept-language": "en"}), "The oldest unsent mail is")


def test_nobody_adds_enquiries_by_hand(admin_client, db):
    assert admin_client.get(reverse("admin:enquiries_enquiry_add")).status_code == 403
