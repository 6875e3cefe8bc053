"""Erasing a case leaves nothing of what was written or by whom, and what statistics need."""

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.utils import timezone

from enquiries import workflow
from enquiries.models import Enquiry, Event, Message
from enquiries.states import CaseState
from outbox import delivery
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in
from tests.enquiries.sender import event_names, recipient_of
from transitions.moves import IllegalMove

PLANTED = ["Peitsamo", "Villakoira", "salainen.osoite@kunta.example", "050 7654321", "lumilyhty", "kynttilä", "korva"]


def everything():
    """Return all that the database holds, as one text."""
    with connection.cursor() as cursor:
        dump = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            dump.append(str(cursor.fetchall()))
    return "\n".join(dump)


@pytest.fixture
def planted(client, url, town, staff):
    name, organisation, email, phone, text, answer, note = PLANTED
    form = filled_in(
        "municipality:kuhmoinen", name=name, organisation=organisation, email=email, phone=phone, text=f"Tehdään {text}"
    )
    client.post(url, form)
    enquiry = Enquiry.objects.get()
    workflow.reply(enquiry, f"Ja {text} toinen", origin="form:1")
    workflow.answer(recipient_of(enquiry), answer, staff)
    workflow.add_note(recipient_of(enquiry), note, staff)
    workflow.remind(enquiry)
    return enquiry


def test_every_planted_word_is_in_the_database_before_and_none_after(planted):
    assert all(word in everything() for word in PLANTED)
    workflow.erase(planted)
    left = everything()
    assert [word for word in PLANTED if word in left] == []


def test_what_statistics_need_stays(planted, town):
    workflow.erase(planted)
    whole = Enquiry.objects.get()
    assert (whole.state, whole.municipality, whole.reference) == (CaseState.ERASED, town, planted.reference)
    assert whole.erased_at
    assert recipient_of(whole).answered_at
    assert Event.What.ANSWERED in event_names(whole)


def test_a_mail_that_waits_is_not_sent_any_more(planted):
    workflow.erase(planted)
    delivery.deliver_due()
    assert django_mail.outbox == []
    assert not OutboxMail.objects.exists()


def test_a_mail_that_a_worker_has_claimed_at_that_moment_is_not_sent_and_no_error(planted):
    claimed = delivery.claim(timezone.now())
    workflow.erase(planted)
    delivery.deliver(claimed)
    assert django_mail.outbox == []
    assert not OutboxMail.objects.exists()


def test_a_case_is_erased_once_and_for_ever(planted):
    workflow.erase(planted)
    with pytest.raises(IllegalMove):
        workflow.erase(planted)
    assert event_names(planted).count(Event.What.ERASED) == 1


@pytest.mark.parametrize("state", ["held", "closed", "failed"])
def test_it_can_be_erased_at_any_time(client, url, town, state):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x" if state == "held" else ""))
    enquiry = Enquiry.objects.get()
    if state == "closed":
        workflow.close_all(enquiry, "advice")
    elif state == "failed":
        enquiry.recipients.update(state="failed")
    workflow.erase(enquiry)
    assert recipient_of(enquiry).state == Enquiry.objects.get().state == CaseState.ERASED


def test_the_same_can_be_asked_anew_afterwards(client, url, planted):
    data = filled_in("municipality:kuhmoinen")
    client.post(url, data)
    workflow.erase(Enquiry.objects.latest("pk"))
    client.post(url, filled_in("municipality:kuhmoinen"))
    assert Enquiry.objects.exclude(text="").count() == 2
    assert not Message.objects.exclude(enquiry=planted).exists()
