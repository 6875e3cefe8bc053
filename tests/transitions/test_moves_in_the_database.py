"""The database refuses every move of states that the tables of moves do not allow, and no other."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from enquiries.models import Enquiry, EnquiryRecipient
from enquiries.states import CASE_MOVES, ENQUIRY_MOVES, CaseState
from outbox.models import OutboxMail
from outbox.states import MAIL_MOVES, MailState
from tests.factories import LeaderGroupFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """An enquiry with a recipient and a mail."""
    enquiry = Enquiry.objects.create(
        reference="TEST-CASE",
        submission_key="00000000-0000-0000-0000-000000000001",
        municipality=MunicipalityFactory(),
        language="fi",
        text="Kysymys",
        email="virkailija@kunta.example",
    )
    recipient = EnquiryRecipient.objects.create(enquiry=enquiry, group=LeaderGroupFactory())
    mail = OutboxMail.objects.create(
        kind="receipt", to="virkailija@kunta.example", language="fi", subject="Kuittaus",
        body="Kiitos", message_id="<1@portal.example>", give_up_at=timezone.now(),
    )  # fmt: skip
    return {Enquiry: enquiry, EnquiryRecipient: recipient, OutboxMail: mail}


def columns(model, state):
    """Return what the constraints ask of a row in a state, so that only the move itself can be refused."""
    now = timezone.now()
    if model is OutboxMail:
        return {"sent_at": now if state == MailState.SENT else None}
    closed = (
        {"closed_at": now, "outcome": "advice"} if state == CaseState.CLOSED else {"closed_at": None, "outcome": ""}
    )
    if model is EnquiryRecipient:
        return closed | {"answered_at": now}
    said = "" if state == CaseState.ERASED else "x"
    return closed | {
        "erased_at": now if state == CaseState.ERASED else None,
        **dict.fromkeys(["sender_name", "organisation", "email", "phone", "text"], said),
    }


def moves_made(row, states):
    """Try every pair of states with plain SQL updates; return the set of those that the database lets through."""
    model = type(row)
    made = set()
    for old in states:
        for new in states:
            if old == new:
                continue
            with transaction.atomic():
                _set_aside_the_guard(row, old)
                try:
                    with transaction.atomic():
                        model.objects.filter(pk=row.pk).update(state=new, **columns(model, new))
                except IntegrityError:
                    continue
                made.add((old, new))
    return made


def _set_aside_the_guard(row, state):
    """Bring the row to a state whatever it was: by a new row with the same content."""
    model = type(row)
    values = model.objects.filter(pk=row.pk).values().get()
    values |= {"state": state, **columns(model, state)}
    table, names = model._meta.db_table, [f'"{field.column}"' for field in model._meta.fields]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED" if connection.vendor == "postgresql" else "SELECT 1")
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])
        marks = ", ".join(["%s"] * len(names))
        fields = [model._meta.get_field(field.name) for field in model._meta.fields]
        prepared = [field.get_db_prep_value(values[field.attname], connection) for field in fields]
        cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", prepared)


def allowed(moves):
    return {(old, new) for old, targets in moves.items() for new in targets}


@pytest.mark.parametrize(
    ("model", "moves", "states"),
    [
        (Enquiry, ENQUIRY_MOVES, CaseState.values),
        (EnquiryRecipient, CASE_MOVES, CaseState.values),
        (OutboxMail, MAIL_MOVES, MailState.values),
    ],
)
def test_the_database_lets_through_what_the_table_allows_and_nothing_else(case, model, moves, states):
    assert moves_made(case[model], states) == allowed(moves)


def test_a_closed_recipient_has_an_outcome(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        EnquiryRecipient.objects.filter(pk=case[EnquiryRecipient].pk).update(state="closed", closed_at=timezone.now())


def test_an_erased_enquiry_holds_no_words(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=case[Enquiry].pk).update(state="erased", erased_at=timezone.now())
