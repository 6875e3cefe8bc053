"""The tables of states: every allowed move is made, every other one is refused, in code and in the database."""

import itertools

import pytest
from django.db import IntegrityError, transaction

from enquiries.models import Enquiry, EnquiryRecipient, OutboxMail
from enquiries.states import CASE_MOVES, MAIL_MOVES, CaseState, IllegalMove, MailState, move, overall

from .conftest import filled_in

R, H, L, D, F = CaseState.RECEIVED, CaseState.HELD, CaseState.RELEASED, CaseState.DELIVERED, CaseState.FAILED
ALLOWED = {(R, D), (R, F), (H, L), (L, D), (L, F), (F, R), (F, L)}


@pytest.fixture
def enquiry(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    return Enquiry.objects.get()


def test_every_pair_of_states_is_allowed_or_refused_as_written_here(enquiry):
    for old, new in itertools.product(CaseState, CaseState):
        Enquiry.objects.update(state=old)
        enquiry.refresh_from_db()
        if (old, new) in ALLOWED:
            move(enquiry, new)
        else:
            with pytest.raises(IllegalMove):
                move(enquiry, new)
        assert Enquiry.objects.get().state == (new if (old, new) in ALLOWED else old)


def test_a_move_counts_what_the_database_says_not_what_was_read(enquiry):
    Enquiry.objects.update(state=D)
    with pytest.raises(IllegalMove):
        move(enquiry, F)


@pytest.mark.parametrize(("table", "states"), [(CASE_MOVES, CaseState), (MAIL_MOVES, MailState)])
def test_each_table_speaks_of_every_state(table, states):
    assert set(table) == set(states)


@pytest.mark.parametrize(
    ("states", "expected"),
    [([R], R), ([R, D], R), ([D, D], D), ([D, F], F), ([R, F], F), ([H, H], H), ([D], D)],
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
