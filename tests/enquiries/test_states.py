"""The tables of states: every allowed move is made, every other one is refused, in code and in the database."""

import itertools

import pytest
from django.db import IntegrityError, transaction

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.states import CASE_MOVES, ENQUIRY_MOVES, CaseState, overall_state
from outbox.models import OutboxMail
from outbox.states import MAIL_MOVES, MailState
from transitions.moves import IllegalMove, may_move, move

from .conftest import filled_in

RECEIVED, HELD, RELEASED, DELIVERED, FAILED, SEEN, ANSWERED, CLOSED, ERASED = CaseState
ALLOWED = {
    RECEIVED: {DELIVERED, FAILED, SEEN, ANSWERED, CLOSED, ERASED},
    HELD: {RELEASED, ERASED},
    RELEASED: {DELIVERED, FAILED, SEEN, ANSWERED, CLOSED, ERASED},
    FAILED: {RECEIVED, RELEASED, SEEN, ANSWERED, CLOSED, ERASED},
    DELIVERED: {FAILED, SEEN, ANSWERED, CLOSED, ERASED},
    SEEN: {ANSWERED, CLOSED, ERASED},
    ANSWERED: {CLOSED, ERASED},
    CLOSED: {SEEN, ANSWERED, ERASED},
    ERASED: set(),
}


@pytest.fixture
def enquiry(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    return Enquiry.objects.get()


@pytest.mark.parametrize(("old", "new"), list(itertools.product(CaseState, CaseState)))
def test_every_pair_of_states_is_allowed_or_refused_as_written_here(old, new):
    assert may_move(CASE_MOVES, old, new) == (new in ALLOWED[old])


def test_a_move_counts_what_the_database_says_not_what_was_read(enquiry):
    recipient = enquiry.recipients.get()
    EnquiryRecipient.objects.update(state=SEEN)
    with pytest.raises(IllegalMove):
        move(recipient, DELIVERED, CASE_MOVES)


def test_a_whole_case_follows_its_recipients_but_is_never_held_again_nor_comes_back_when_erased():
    for old, targets in ENQUIRY_MOVES.items():
        assert HELD not in targets
        assert (ERASED in targets) == (old != ERASED)
    assert ENQUIRY_MOVES[ERASED] == set()


@pytest.mark.parametrize(
    ("table", "states"), [(CASE_MOVES, CaseState), (ENQUIRY_MOVES, CaseState), (MAIL_MOVES, MailState)]
)
def test_each_table_speaks_of_every_state(table, states):
    assert set(table) == set(states)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([RECEIVED], RECEIVED),
        ([RECEIVED, DELIVERED], RECEIVED),
        ([DELIVERED, DELIVERED], DELIVERED),
        ([DELIVERED, FAILED], FAILED),
        ([RECEIVED, FAILED], FAILED),
        ([HELD, HELD], HELD),
        ([DELIVERED], DELIVERED),
        ([SEEN, DELIVERED], SEEN),
        ([SEEN, FAILED], SEEN),
        ([ANSWERED, SEEN, FAILED], ANSWERED),
        ([ANSWERED, CLOSED], ANSWERED),
        ([CLOSED, CLOSED], CLOSED),
        ([CLOSED, DELIVERED], DELIVERED),
        ([ERASED, ERASED], ERASED),
        ([ERASED, CLOSED], CLOSED),
    ],
)
def test_the_whole_follows_from_its_recipients(states, expected):
    assert overall_state(states, pending=RECEIVED) == expected


@pytest.mark.parametrize("model", [Enquiry, EnquiryRecipient, OutboxMail])
def test_the_database_refuses_an_unknown_state(enquiry, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(state="odd")


def test_the_database_refuses_two_places_and_none(enquiry, town):
    for columns in ({"municipality": None}, {"region": town.region}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Enquiry.objects.update(**columns)


def test_the_database_refuses_the_same_recipient_twice(enquiry, group):
    with pytest.raises(IntegrityError), transaction.atomic():
        enquiry.recipients.create(group=group)
    enquiry.recipients.create(group=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        enquiry.recipients.create(group=None)
