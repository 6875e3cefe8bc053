"""Without a mailbox of the portal's own, what the sender answers to a mail reaches somebody who reads it."""

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from enquiries import workflow
from enquiries.models import EnquiryRecipient
from enquiries.sla import deadlines, reminders
from outbox import delivery
from tests.enquiries.sending import send

from .sender import mails as of_kind

GROUP, COORDINATOR = "ryhma@vesuri.example", "koordinaattori@verkosto.example"


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.INCOMING_ADDRESS = ""
    settings.DEFAULT_FROM_EMAIL = "nobody-reads@portaali.example"
    settings.COORDINATOR_EMAIL = COORDINATOR


def answers_to(kind):
    """Return where a mail program sends the answer to the newest mail of a kind."""
    delivery.deliver_due()
    mail = of_kind(kind)[-1]
    (sent,) = [message for message in django_mail.outbox if message.extra_headers["Message-ID"] == mail.message_id]
    return sent.reply_to


def ask_what_came_of_it(enquiry):
    delivery.deliver_due()
    EnquiryRecipient.objects.update(sent_on=timezone.localdate() - 2 * deadlines.FOLLOW_UPS_AFTER[0])
    assert reminders.ask_senders(timezone.localdate()) == 1


def test_an_answer_to_the_receipt_reaches_the_only_group(enquiry):
    assert answers_to("receipt") == [GROUP]


def test_an_answer_to_an_answer_reaches_the_group_that_wrote_it(shared):
    _first, second = shared.recipients.order_by("pk")
    workflow.answer(second, "Tervetuloa!")
    assert answers_to("answer") == [second.group.enquiry_email]


def test_a_group_without_an_address_is_answered_through_the_coordinator(group, town):
    group.enquiry_email = ""
    group.save()
    enquiry = send(town)
    workflow.answer(enquiry.recipients.get(), "Tervetuloa!")
    assert answers_to("receipt") == answers_to("answer") == [COORDINATOR]


def test_where_several_groups_are_asked_the_coordinator_gets_it(shared):
    assert answers_to("receipt") == [COORDINATOR]
    ask_what_came_of_it(shared)
    assert answers_to("follow_up") == [COORDINATOR]


@pytest.mark.parametrize("end", ["lead", "handed over"])
def test_who_leads_or_is_left_gets_the_answer_to_the_question_what_came_of_it(shared, staff, end):
    first, second = shared.recipients.order_by("pk")
    if end == "lead":
        workflow.take_lead(second, staff)
    else:
        workflow.add_group(first, second.group, staff, hands_over=True)
    ask_what_came_of_it(shared)
    assert answers_to("follow_up") == [second.group.enquiry_email]


def test_with_the_mailbox_each_answer_joins_its_case(enquiry, settings):
    settings.INCOMING_ADDRESS = "portaali@posti.example"
    workflow.answer(enquiry.recipients.get(), "Tervetuloa!")
    for kind in ("receipt", "answer"):
        (address,) = answers_to(kind)
        assert address.startswith("portaali+r.")
