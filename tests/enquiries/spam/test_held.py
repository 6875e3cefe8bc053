"""What looks like spam waits for a person: saved, no mail, and the sender sees what every sender sees."""

import pytest
from django.contrib.auth.models import User
from pytest_django.asserts import assertContains

from enquiries.models import Enquiry, Event
from enquiries.services import release
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in, form_token
from tests.page import Page
from transitions.moves import IllegalMove

SUSPICIOUS = {
    "trap": {"homepage": "https://spam.example"},
    "too_fast": {},  # the token is made while the test runs
    "links": {"text": "http://a.example http://b.example www.c.example https://d.example"},
}


@pytest.mark.parametrize("reason", SUSPICIOUS)
def test_it_is_held_without_mail_and_with_the_same_receipt(client, url, town, reason):
    changes = dict(SUSPICIOUS[reason])
    if reason == "too_fast":
        changes["token"] = form_token(seconds_ago=1)
    response = client.post(url, filled_in("municipality:kuhmoinen", **changes), follow=True)
    enquiry = Enquiry.objects.get()
    assertContains(response, enquiry.reference)
    assert (enquiry.state, enquiry.held_because) == ("held", reason)
    assert [recipient.state for recipient in enquiry.recipients.all()] == ["held"]
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("why", ["changed after sending", "open for too long"])
def test_sending_a_returned_form_at_once_is_not_too_fast(client, url, town, why):
    token = form_token(60 if why == "changed after sending" else 25 * 3600)
    client.post(url, filled_in("municipality:kuhmoinen", token=token))
    data = filled_in("municipality:kuhmoinen", text="Toinen asia", token=token)
    fresh = client.post(url, data).context["form"]["token"].value()
    client.post(url, {**data, "token": fresh})
    assert Enquiry.objects.get(text="Toinen asia").held_because == ""


def test_a_program_that_sends_at_once_what_came_back_is_held(client, url, town):
    data = filled_in("municipality:kuhmoinen", token="forged")
    fresh = client.post(url, data).context["form"]["token"].value()
    client.post(url, {**data, "token": fresh})
    assert Enquiry.objects.get().held_because == "too_fast"


def test_a_released_enquiry_gets_its_mails(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    enquiry = Enquiry.objects.get()
    release(enquiry, User.objects.create(username="desk"))
    assert sorted(OutboxMail.objects.values_list("kind", flat=True)) == ["receipt", "to_group"]
    assert [recipient.state for recipient in enquiry.recipients.all()] == ["released"]
    assert [(event.what, str(event.who)) for event in enquiry.events.all()] == [
        (Event.What.HELD, "None"),
        (Event.What.RELEASED, "desk"),
    ]


def test_an_enquiry_is_released_once(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    release(Enquiry.objects.get(), None)
    with pytest.raises(IllegalMove):
        release(Enquiry.objects.get(), None)
    assert OutboxMail.objects.count() == 2


def test_people_neither_see_nor_reach_the_honeypot(client, url, town):
    field = Page(client.get(url)).only('div.visually-hidden[aria-hidden="true"] [name=homepage]')
    assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")
