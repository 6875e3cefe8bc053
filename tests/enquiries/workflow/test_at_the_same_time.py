"""Two people who act on one case at the same time see each other's result: each action locks the enquiry first."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from enquiries import workflow
from enquiries.models import Enquiry, Message
from enquiries.states import CaseState

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one process write at a time and has no row to lock"
)


@pytest.fixture
def shared(transactional_db, shared):
    """An enquiry to two groups, visible to other connections."""
    return shared


def at_once(first, second):
    """Do two actions so that the second begins before the first is committed; return the Future of the second."""

    def run_second():
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        first()
        future = pool.submit(run_second)
        wait_until_blocked_or_done(future)
    return future


def wait_until_blocked_or_done(future: Future):
    for _attempt in range(500):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            is_blocked = cursor.fetchone()[0]
        if is_blocked or future.done():
            return
        threading.Event().wait(0.02)
    pytest.fail("the second action neither ended nor waited for a lock")


def test_the_enquiry_is_closed_when_two_groups_close_it_at_once(shared):
    first, second = shared.recipients.order_by("pk")
    at_once(lambda: workflow.close(first, "advice"), lambda: workflow.close(second, "no_need")).result()
    assert Enquiry.objects.get().state == CaseState.CLOSED


def test_of_two_answers_at_once_the_second_writer_sees_the_first(shared):
    recipient = shared.recipients.first()
    same_case = shared.recipients.get(pk=recipient.pk)
    second = at_once(
        lambda: workflow.answer(recipient, "Ensimmäinen", last_seen=0),
        lambda: workflow.answer(same_case, "Toinen", last_seen=0),
    )
    with pytest.raises(workflow.NewerAnswerExists):
        second.result()
    assert [message.text for message in Message.objects.all()] == ["Ensimmäinen"]


def test_a_case_that_is_closed_while_its_group_answers_ends_closed(shared):
    recipient = shared.recipients.first()
    same_case = shared.recipients.get(pk=recipient.pk)
    at_once(lambda: workflow.answer(recipient, "Vastaus"), lambda: workflow.close(same_case, "advice")).result()
    recipient.refresh_from_db()
    assert (recipient.state, recipient.outcome) == (CaseState.CLOSED, "advice")
    assert recipient.answered_at
