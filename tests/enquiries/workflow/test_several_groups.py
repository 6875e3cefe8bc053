"""Several groups on one case: notes, assignment, one lead, another group added or handed over to."""

import pytest

from enquiries import workflow
from enquiries.models import Enquiry, EnquiryRecipient, Event, Message
from enquiries.states import CaseState
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in
from tests.enquiries.sender import event_names, mails, recipient_of
from tests.factories import LeaderGroupFactory
from transitions.moves import IllegalMove


@pytest.fixture
def other(db):
    return LeaderGroupFactory(name_fi="Leader Toinen", enquiry_email="ryhma@toinen.example")


def test_a_note_is_kept_and_mailed_to_nobody(enquiry, staff):
    before = OutboxMail.objects.count()
    note = workflow.add_note(recipient_of(enquiry), "Soitettu", staff)
    assert (note.author, note.user, recipient_of(enquiry).state) == ("note", staff, CaseState.RECEIVED)
    assert OutboxMail.objects.count() == before


def test_a_case_is_assigned_to_somebody_and_to_nobody(enquiry, staff):
    workflow.assign(recipient_of(enquiry), staff, staff)
    assert recipient_of(enquiry).assignee == staff
    workflow.assign(recipient_of(enquiry), None, staff)
    assert recipient_of(enquiry).assignee is None
    assert event_names(enquiry).count(Event.What.ASSIGNED) == 2


def test_one_takes_the_lead_from_the_other(shared, staff):
    first, second = shared.recipients.all()
    workflow.take_lead(first, staff)
    workflow.take_lead(second, staff)
    assert [recipient.is_lead for recipient in shared.recipients.order_by("pk")] == [False, True]


def test_one_answer_answers_the_whole_case_and_leaves_the_other_its_own_state(shared):
    first, second = shared.recipients.all()
    workflow.answer(first, "Me hoidamme")
    assert Enquiry.objects.get().state == CaseState.ANSWERED
    assert EnquiryRecipient.objects.get(pk=second.pk).state == CaseState.RECEIVED


def test_the_whole_is_closed_when_all_are_with_the_best_of_their_outcomes(shared):
    first, second = shared.recipients.all()
    workflow.close(first, "no_need")
    assert Enquiry.objects.get().state != CaseState.CLOSED
    workflow.close(second, "partnership")
    whole = Enquiry.objects.get()
    assert (whole.state, whole.outcome) == (CaseState.CLOSED, "partnership")
    assert whole.closed_at


def test_a_group_is_asked_to_join(enquiry, staff, other):
    added = workflow.add_group(recipient_of(enquiry), other, staff)
    assert (added.state, added.added_by.group.slug) == (CaseState.RECEIVED, "vesuri")
    assert enquiry.recipients.count() == 2
    assert [mail.to for mail in mails("to_group")] == ["ryhma@vesuri.example", "ryhma@toinen.example"]
    assert "Leader Vesuri" in mails("to_group")[1].body
    assert event_names(enquiry)[-1] == Event.What.GROUP_ADDED


def test_handing_over_closes_ones_own_part_and_passes_the_lead(enquiry, staff, other):
    workflow.take_lead(recipient_of(enquiry), staff)
    added = workflow.add_group(recipient_of(enquiry), other, staff, hands_over=True)
    own = enquiry.recipients.get(group__slug="vesuri")
    assert (own.state, own.outcome, own.is_lead) == (CaseState.CLOSED, "referred", False)
    assert EnquiryRecipient.objects.get(pk=added.pk).is_lead
    assert Enquiry.objects.get().state == CaseState.RECEIVED


def test_a_group_that_has_the_case_is_not_asked_twice(shared, staff):
    first, second = shared.recipients.all()
    assert workflow.add_group(first, second.group, staff) == second
    assert (shared.recipients.count(), len(mails("to_group"))) == (2, 2)


def test_a_group_that_had_closed_opens_it_again_when_it_is_handed_over_to(shared, staff):
    first, second = shared.recipients.all()
    workflow.close(second, "no_need", staff)
    workflow.add_group(first, second.group, staff, hands_over=True)
    assert EnquiryRecipient.objects.get(pk=second.pk).state == CaseState.SEEN
    assert len(mails("to_group")) == 3


def test_nobody_hands_over_to_the_own_group(enquiry, staff, group):
    with pytest.raises(IllegalMove):
        workflow.add_group(recipient_of(enquiry), group, staff, hands_over=True)
    assert recipient_of(enquiry).state == CaseState.RECEIVED


def test_what_is_held_is_not_handed_over(client, url, town, staff, other):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    with pytest.raises(IllegalMove):
        workflow.add_group(recipient_of(Enquiry.objects.get()), other, staff)
    assert not OutboxMail.objects.exists()


def test_a_group_without_an_address_is_reached_through_the_coordinator(enquiry, staff, settings):
    added = workflow.add_group(recipient_of(enquiry), LeaderGroupFactory(), staff)
    assert added.by_coordinator
    assert mails("to_group")[-1].to == settings.COORDINATOR_EMAIL


def test_nothing_is_added_to_what_is_erased(enquiry, staff, other):
    workflow.erase(enquiry)
    for action in (
        lambda recipient: workflow.add_note(recipient, "Huomio", staff),
        lambda recipient: workflow.assign(recipient, staff, staff),
        lambda recipient: workflow.take_lead(recipient, staff),
        lambda recipient: workflow.add_group(recipient, other, staff),
        lambda recipient: workflow.close(recipient, "advice", staff),
    ):
        with pytest.raises(IllegalMove):
            action(recipient_of(enquiry))
    assert not Message.objects.exists()
    assert not OutboxMail.objects.exists()
    assert event_names(enquiry)[-1] == Event.What.ERASED


def test_events_hold_no_word_of_what_was_written(enquiry, staff, other):
    workflow.add_note(recipient_of(enquiry), "Salainen huomio", staff)
    workflow.answer(recipient_of(enquiry), "Salainen vastaus", staff)
    workflow.add_group(recipient_of(enquiry), other, staff)
    assert "Salainen" not in str(list(enquiry.events.values()))
