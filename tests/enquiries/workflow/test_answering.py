"""A group sees and answers a case: once, knowing what others have answered meanwhile."""

import pytest

from enquiries import workflow
from enquiries.models import Enquiry, Event, Message
from enquiries.states import CaseState
from outbox.services import record_sent
from tests.enquiries.conftest import filled_in
from tests.enquiries.sender import event_names, mails, recipient_of
from transitions.moves import IllegalMove


def test_opening_it_is_noted_once(enquiry, staff):
    for _time in range(2):
        workflow.mark_seen(recipient_of(enquiry), staff)
    recipient = recipient_of(enquiry)
    assert recipient.state == CaseState.SEEN
    assert recipient.seen_at
    assert Enquiry.objects.get().state == CaseState.SEEN
    assert [(e.what, e.who) for e in enquiry.events.filter(what="seen")] == [("seen", staff)]


@pytest.mark.parametrize("state", ["answered", "closed", "erased"])
def test_opening_it_later_takes_nothing_back(enquiry, staff, state):
    if state == "answered":
        workflow.answer(recipient_of(enquiry), "Vastaus", staff)
    elif state == "closed":
        workflow.close(recipient_of(enquiry), "advice", staff)
    else:
        workflow.erase(enquiry)
    workflow.mark_seen(recipient_of(enquiry), staff)
    assert recipient_of(enquiry).state == state


def test_an_answer_reaches_the_sender_and_counts_as_seen(enquiry, staff):
    message = workflow.answer(recipient_of(enquiry), "Tervetuloa!", staff)
    recipient = recipient_of(enquiry)
    assert (recipient.state, message.author, message.user) == (CaseState.ANSWERED, "group", staff)
    assert recipient.answered_at == recipient.seen_at == message.created_at
    assert Enquiry.objects.get().state == CaseState.ANSWERED
    (mail,) = mails("answer")
    assert (mail.to, mail.enquiry_mail.message) == ("edustaja@kunta.example", message)
    assert event_names(enquiry)[-1] == Event.What.ANSWERED


def test_the_first_answer_keeps_its_time(enquiry):
    first = workflow.answer(recipient_of(enquiry), "Ensimmäinen")
    workflow.answer(recipient_of(enquiry), "Toinen")
    assert recipient_of(enquiry).answered_at == first.created_at
    assert len(mails("answer")) == 2


def test_an_answer_may_come_before_and_after_the_groups_mail_has_left(enquiry):
    workflow.answer(recipient_of(enquiry), "Nopea vastaus")
    (mail,) = mails("to_group")
    record_sent(mail, mail.created_at)
    assert recipient_of(enquiry).state == CaseState.ANSWERED


def test_the_second_of_two_sees_the_firsts_answer_and_changes_nothing(enquiry, staff):
    first = workflow.answer(recipient_of(enquiry), "Ensin ehtinyt", staff, last_seen=0)
    with pytest.raises(workflow.NewerAnswerExists) as meanwhile:
        workflow.answer(recipient_of(enquiry), "Myöhemmin", staff, last_seen=0)
    assert meanwhile.value.messages == [first]
    assert Message.objects.count() == len(mails("answer")) == 1
    workflow.answer(recipient_of(enquiry), "Silti vielä", staff, last_seen=first.pk)
    assert Message.objects.count() == 2


def test_what_the_sender_wrote_meanwhile_holds_up_no_answer(enquiry, staff):
    workflow.reply(enquiry, "Lisäys")
    workflow.answer(recipient_of(enquiry), "Vastaus", staff, last_seen=0)
    assert recipient_of(enquiry).state == CaseState.ANSWERED


def test_the_same_form_or_mail_is_one_answer(enquiry, staff):
    made = [workflow.answer(recipient_of(enquiry), "Vastaus", staff, last_seen=0, origin="<1@x.example>") for _ in "ab"]
    assert made[0] == made[1]
    assert Message.objects.count() == len(mails("answer")) == 1
    assert event_names(enquiry).count(Event.What.ANSWERED) == 1


def test_an_answer_opens_a_closed_case(enquiry, staff):
    workflow.close(recipient_of(enquiry), "no_answer", staff)
    workflow.answer(recipient_of(enquiry), "Sittenkin", staff)
    recipient = recipient_of(enquiry)
    assert (recipient.state, recipient.closed_at, recipient.outcome) == (CaseState.ANSWERED, None, "")
    whole = Enquiry.objects.get()
    assert (whole.state, whole.closed_at, whole.outcome) == (CaseState.ANSWERED, None, "")


@pytest.mark.parametrize("how", ["held", "erased"])
def test_what_is_held_or_erased_is_not_answered(client, url, town, how):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x" if how == "held" else ""))
    enquiry = Enquiry.objects.get()
    if how == "erased":
        workflow.erase(enquiry)
    with pytest.raises(IllegalMove):
        workflow.answer(recipient_of(enquiry), "Vastaus")
    assert not Message.objects.exists()
    assert not mails("answer")


def test_when_the_mail_cannot_be_written_nothing_is_answered(enquiry, monkeypatch):
    def broken(message):
        raise RuntimeError("no mail")

    monkeypatch.setattr("enquiries.emails.answer", broken)
    with pytest.raises(RuntimeError):
        workflow.answer(recipient_of(enquiry), "Vastaus")
    assert not Message.objects.exists()
    assert recipient_of(enquiry).state == CaseState.RECEIVED
    assert Event.What.ANSWERED not in event_names(enquiry)
