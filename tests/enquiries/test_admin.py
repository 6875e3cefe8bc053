"""Staff sees enquiries and mails, acts on them, and changes nothing that a sender wrote."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from enquiries.models import Enquiry, OutboxMail

from .conftest import filled_in

ENQUIRIES = reverse("admin:enquiries_enquiry_changelist")
MAILS = reverse("admin:enquiries_outboxmail_changelist")


@pytest.fixture
def enquiry(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    return Enquiry.objects.get()


@pytest.fixture
def viewer(client, db):
    """A client whose user may look at enquiries and no more."""
    user = User.objects.create(username="viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_enquiry", "view_outboxmail"]))
    client.force_login(user)
    return client


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


def test_who_may_only_look_sees_no_action(viewer, enquiry):
    assertNotContains(viewer.get(ENQUIRIES), 'value="release"')
    act(viewer, ENQUIRIES, "release", enquiry)
    assert Enquiry.objects.get().state == "held"


def test_nobody_adds_enquiries_by_hand(admin_client, db):
    assert admin_client.get(reverse("admin:enquiries_enquiry_add")).status_code == 403
