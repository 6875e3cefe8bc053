"""The tables of states: every allowed move is made, every other one is refused, in code and in the database."""

import itertools

import pytest
from django.db import IntegrityError, transaction

from enquiries.models import Enquiry, EnquiryRecipient, OutboxMail
from enquiries.states import CASE_MOVES, ENQUIRY_MOVES, CaseState, overall
from outbox.states import MAIL_MOVES, MailState
from transitions.moves import IllegalMove, may_move, move

from .conftest import filled_in

R, H, L, D, F = CaseState.RECEIVED, CaseState.HELD, CaseState.RELEASED, CaseState.DELIVERED, CaseState.FAILED
S, A, C, E = CaseState.SEEN, CaseState.ANSWERED, CaseState.CLOSED, CaseState.ERASED
ALLOWED = {
    *((R, new) for new in (D, F, S, A, C, E)),
    *((H, new) for new in (L, E)),
    *((L, new) for new in (D, F, S, A, C, E)),
    *((F, new) for new in (R, L, S, A, C, E)),
    *((D, new) for new in (F, S, A, C, E)),
    *((S, new) for new in (A, C, E)),
    *((A, new) for new in (C, E)),
    *((C, new) for new in (S, A, E)),
}


@pytest.fixture
def enquiry(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    return Enquiry.objects.get()


@pytest.mark.parametrize(("old", "new"), list(itertools.product(CaseState, CaseState)))
def test_every_pair_of_states_is_allowed_or_refused_as_written_here(old, new):
    assert may_move(CASE_MOVES, old, new) == ((old, new) in ALLOWED)


def test_a_move_counts_what_the_database_says_not_what_was_read(enquiry):
    recipient = enquiry.recipients.get()
    EnquiryRecipient.objects.update(state=S)
    with pytest.raises(IllegalMove):
        move(recipient, D, CASE_MOVES)


def test_a_whole_case_follows_its_recipients_but_is_never_held_again_nor_comes_back_when_erased():
    for old, targets in ENQUIRY_MOVES.items():
        assert H not in targets
        assert (E in targets) == (old != E)
    assert ENQUIRY_MOVES[E] == set()


@pytest.mark.parametrize(
    ("table", "states"), [(CASE_MOVES, CaseState), (ENQUIRY_MOVES, CaseState), (MAIL_MOVES, MailState)]
)
def test_each_table_speaks_of_every_state(table, states):
    assert set(table) == set(states)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        *(([R], R), ([R, D], R), ([D, D], D), ([D, F], F), ([R, F], F), ([H, H], H), ([D], D)),
        *(([S, D], S), ([S, F], S), ([A, S, F], A), ([A, C], A), ([C, C], C), ([C, D], D), ([E, E], E), ([E, C], C)),
    ],
)
def test_the_whole_follows_from_its_recipients(states, expected):
    assert overall(states, waiting=R) == expected


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
