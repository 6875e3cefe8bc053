"""send_enquiry gives one enquiry for one key, also when two processes save it at the same moment."""

import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError

from enquiries import services
from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.place_choices import EnquiryPlace
from enquiries.services import Submission, send_enquiry
from outbox.models import OutboxMail


@pytest.fixture
def submission(town, group):
    return Submission(EnquiryPlace(municipality=town), (group,), "Nimi", "nimi@kunta.example", "Asia", "fi")


def test_the_second_with_a_key_gets_the_enquiry_of_the_first(submission):
    # send_enquiry does not look before it saves: the database refuses the second, as in a race.
    key = uuid.uuid4()
    assert send_enquiry(submission, key) == send_enquiry(submission, key)
    assert Enquiry.objects.count() == EnquiryRecipient.objects.count() == 1
    assert OutboxMail.objects.count() == 2


def test_a_reference_drawn_twice_is_drawn_again(submission, monkeypatch):
    drawn = iter(["AAAA-AAAA", "AAAA-AAAA", "BBBB-BBBB"])
    monkeypatch.setattr(services, "new_reference", lambda: next(drawn))
    references = [send_enquiry(replace(submission, text=text), uuid.uuid4()).reference for text in ("Asia", "Toinen")]
    assert references == ["AAAA-AAAA", "BBBB-BBBB"]


def test_nothing_is_saved_when_the_mails_cannot_be(submission, monkeypatch):
    def refuse(*args):
        raise IntegrityError("no mails")

    monkeypatch.setattr(services, "_queue_mails", refuse)
    with pytest.raises(IntegrityError):
        send_enquiry(submission, uuid.uuid4())
    assert not Enquiry.objects.exists()


def test_a_reference_can_be_read_aloud():
    for _number in range(200):
        reference = services.new_reference()
        assert len(reference) == 9
        assert not set(reference) & set("01AEILOUY")
