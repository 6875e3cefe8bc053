"""What the sender does on a case: reply, remind, close, confirm."""

from datetime import date

import pytest
import time_machine

from enquiries import workflow
from enquiries.models import Enquiry, Event, Message
from enquiries.states import CaseState
from tests.enquiries.conftest import filled_in
from tests.enquiries.sender import deliver, event_names, mails, recipient_of
from transitions.moves import IllegalMove


def test_a_reply_goes_to_all_that_are_open(shared):
    first, _second = shared.recipients.all()
    workflow.close(first, "referred")
    workflow.reply(shared, "Lisäys")
    assert [mail.to for mail in mails("reply")] == ["ryhma@suupohja.example"]


def test_a_reply_goes_to_the_lead_alone_while_it_is_open(shared, staff):
    first, second = shared.recipients.all()
    workflow.take_lead(second, staff)
    workflow.reply(shared, "Lisäys")
    assert [mail.enquiry_mail.recipient for mail in mails("reply")] == [second]
    workflow.close(second, "referred")
    workflow.reply(shared, "Toinen lisäys")
    assert mails("reply")[-1].enquiry_mail.recipient == first


def test_a_reply_to_a_case_that_all_have_closed_opens_it_for_all(shared):
    workflow.close_all(shared, "advice")
    workflow.reply(shared, "Vielä yksi asia")
    assert {recipient.state for recipient in shared.recipients.all()} == {CaseState.SEEN}
    assert Enquiry.objects.get().state == CaseState.SEEN
    assert event_names(shared).count(Event.What.REOPENED) == 2


def test_a_reply_to_one_group_goes_to_it_alone(shared):
    first, _second = shared.recipients.all()
    message = workflow.reply(shared, "Teille", recipient=first)
    assert message.recipient == first
    assert [mail.enquiry_mail.recipient for mail in mails("reply")] == [first]


def test_the_same_form_or_mail_is_one_reply(enquiry):
    made = [workflow.reply(enquiry, "Lisäys", origin="form:1") for _time in range(2)]
    assert made[0] == made[1]
    assert Message.objects.count() == len(mails("reply")) == 1


@pytest.mark.parametrize("how", ["held", "erased"])
def test_what_is_held_or_erased_takes_no_reply(client, url, town, how):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x" if how == "held" else ""))
    enquiry = Enquiry.objects.get()
    if how == "erased":
        workflow.erase(enquiry)
    with pytest.raises(IllegalMove):
        workflow.reply(enquiry, "Lisäys")
    assert not Message.objects.exists()


def test_the_reminder_reaches_only_groups_that_have_not_answered(shared):
    deliver(shared)
    first, second = shared.recipients.all()
    workflow.answer(first, "Vastaus")
    assert workflow.remind(shared) == 1
    assert [mail.enquiry_mail.recipient for mail in mails("reminder")] == [second]


def test_a_group_that_another_answers_for_is_not_reminded(shared, staff):
    deliver(shared)
    lead, _other = shared.recipients.all()
    workflow.take_lead(lead, staff)
    assert workflow.remind(shared) == 1
    assert [mail.enquiry_mail.recipient for mail in mails("reminder")] == [lead]


@pytest.mark.parametrize(
    ("reminded", "again"),
    [
        ("2026-11-24 23:30+02:00", date(2026, 12, 1)),
        ("2026-12-18 10:00+02:00", date(2026, 12, 29)),  # Christmas Eve and Christmas Day
        ("2026-12-05 10:00+02:00", date(2026, 12, 14)),  # a Saturday counts as the Monday after
        ("2027-03-25 10:00+02:00", date(2027, 4, 5)),  # Easter, and the change to summer time
    ],
)
def test_five_working_days_lie_between_two_reminders(enquiry, reminded, again):
    deliver(enquiry)
    with time_machine.travel(reminded, tick=False):
        workflow.remind(enquiry)
        with pytest.raises(workflow.ReminderTooEarly) as too_early:
            workflow.remind(enquiry)
    assert too_early.value.day == again
    assert len(mails("reminder")) == 1


def test_a_reminder_that_reaches_nobody_is_not_counted(enquiry):
    workflow.answer(recipient_of(enquiry), "Vastaus")
    assert workflow.remind(enquiry) == 0
    assert Enquiry.objects.get().reminded_at is None
    assert Event.What.SENDER_REMINDED not in event_names(enquiry)


def test_nobody_is_reminded_of_what_is_held(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    assert workflow.remind(Enquiry.objects.get()) == 0
    assert not mails("reminder")


def test_the_sender_closes_what_is_open_and_leaves_what_groups_have_closed(shared):
    first, _second = shared.recipients.all()
    workflow.close(first, "partnership")
    workflow.close_all(shared, "no_need")
    assert sorted(shared.recipients.values_list("outcome", flat=True)) == ["no_need", "partnership"]
    whole = Enquiry.objects.get()
    assert (whole.state, whole.outcome) == (CaseState.CLOSED, "partnership")


def test_closing_twice_is_closing_once(enquiry):
    for _time in range(2):
        workflow.close_all(enquiry, "advice")
    assert event_names(enquiry).count(Event.What.CLOSED) == 1


def test_closing_what_is_held_leaves_it_to_a_person(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", homepage="x"))
    workflow.close_all(Enquiry.objects.get(), "no_need")
    assert Enquiry.objects.get().state == CaseState.HELD


def test_a_group_cannot_close_twice(enquiry, staff):
    workflow.close(recipient_of(enquiry), "advice", staff)
    with pytest.raises(IllegalMove):
        workflow.close(recipient_of(enquiry), "partnership", staff)
    assert recipient_of(enquiry).outcome == "advice"


def test_an_address_is_confirmed_once(enquiry):
    workflow.confirm_address(enquiry)
    first = Enquiry.objects.get().confirmed_at
    workflow.confirm_address(Enquiry.objects.get())
    assert Enquiry.objects.get().confirmed_at == first == enquiry.confirmed_at
    assert event_names(enquiry).count(Event.What.CONFIRMED) == 1
