"""Who acts on a case at the same moment as somebody else sees what the other has done: each locks the enquiry first."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from enquiries import emails, mail_handler, workflow
from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.workflow import staff as staff_actions
from outbox.models import OutboxMail
from outbox.services import record_sent
from tests.enquiries.sending import send

PATIENCE_SECONDS = 1  # for the other thread to come where it must not come


@pytest.fixture(autouse=True)
def _processes_that_write_at_once(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one process write at a time; threads of a test would share a database in memory")


def at_once(*actions):
    """Run actions in threads of their own, each with a connection of its own."""

    def run(action):
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        for result in [pool.submit(run, action) for action in actions]:
            result.result(timeout=30)


def test_whoever_closes_a_case_that_is_being_answered_closes_an_answered_one(town, monkeypatch):
    case = send(town).recipients.get()
    is_answering, is_closing, seen_by_closing = threading.Event(), threading.Event(), []
    write_answer, close_recipient = emails.answer, staff_actions.close_recipient

    def slow_answer(message):
        is_answering.set()
        is_closing.wait(PATIENCE_SECONDS)
        return write_answer(message)

    def observed_close(recipient, outcome, who):
        seen_by_closing.append(recipient.state)
        is_closing.set()
        close_recipient(recipient, outcome, who)

    def close():
        is_answering.wait()
        workflow.close(EnquiryRecipient.objects.get(pk=case.pk), "advice")

    monkeypatch.setattr(emails, "answer", slow_answer)
    monkeypatch.setattr(staff_actions, "close_recipient", observed_close)
    at_once(lambda: workflow.answer(EnquiryRecipient.objects.get(pk=case.pk), "Vastaus"), close)
    assert seen_by_closing == ["answered"]
    enquiry = Enquiry.objects.get()
    assert (enquiry.state, enquiry.recipients.get().state, enquiry.outcome) == ("closed", "closed", "advice")
    assert enquiry.recipients.get().answered_at


def test_two_workers_that_deliver_the_last_two_mails_see_each_others_result(split_town, monkeypatch):
    send(split_town)
    first, second = OutboxMail.objects.filter(kind="to_group")
    arrivals, both_arrived, sync_state = [], threading.Event(), mail_handler.sync_state

    def slow_sync(enquiry):
        arrivals.append(enquiry)
        if len(arrivals) == 2:
            both_arrived.set()
        both_arrived.wait(PATIENCE_SECONDS)
        sync_state(enquiry)

    monkeypatch.setattr(mail_handler, "sync_state", slow_sync)
    at_once(lambda: record_sent(first, timezone.now()), lambda: record_sent(second, timezone.now()))
    assert Enquiry.objects.get().state == "delivered"
