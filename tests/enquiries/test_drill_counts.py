"""What `make drill` counts: each thing that may go wrong breaks the one bound that names it."""

import importlib
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from enquiries.models import Enquiry
from enquiries.tokens import new_form_token
from outbox.models import OutboxMail

DRILL = Path(__file__).resolve().parent.parent.parent / "bin" / "drill"


@pytest.fixture
def drill(monkeypatch):
    """The modules of the drill, which stand beside each other and not in a package."""
    monkeypatch.syspath_prepend(str(DRILL))
    return {name: importlib.import_module(name) for name in ("counts", "senders")}


@pytest.fixture
def senders(client, town, drill, settings):
    """Three people whose enquiries were acknowledged and whose mails have left."""
    settings.ENQUIRIES_PER_HOUR = settings.ENQUIRIES_PER_DAY = 10
    everybody = [
        drill["senders"].written(number, reverse("enquiry"), "municipality:kuhmoinen", new_form_token(60))
        for number in range(3)
    ]
    for sender in everybody:
        answer = client.post(sender.path, sender.fields)
        sender.answers.append(answer.status_code)
        sender.receipts.append(answer["Location"])
    OutboxMail.objects.update(state="sent", sent_at=timezone.now())
    return everybody


def broken(figures):
    return [figure.what for figure in figures if figure.is_broken]


def taken():
    return list(OutboxMail.objects.values_list("message_id", flat=True))


def test_when_all_is_well_no_bound_is_broken(senders, drill):
    figures = drill["counts"].of_senders(senders) + drill["counts"].of_mails(taken(), 0, timezone.now().timestamp())
    assert broken(figures) == []
    assert {figure.what: figure.value for figure in figures}["mails queued"] == 6


def test_an_acknowledged_enquiry_without_a_row_is_seen(senders, drill):
    Enquiry.objects.order_by("pk").first().delete()
    assert broken(drill["counts"].of_senders(senders)) == ["acknowledged without a row"]


def test_an_enquiry_saved_twice_is_seen(senders, drill):
    first, second, _third = Enquiry.objects.order_by("pk")
    Enquiry.objects.filter(pk=second.pk).update(email=first.email)
    assert broken(drill["counts"].of_senders(senders)) == ["doubled rows"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (500, ["answers neither a receipt nor 503", "not acknowledged in the end"]),
        (503, ["not acknowledged in the end"]),
        (0, ["not acknowledged in the end"]),
    ],
)
def test_who_was_never_acknowledged_is_seen(senders, drill, status, expected):
    senders[0].answers, senders[0].receipts = [status], []
    assert broken(drill["counts"].of_senders(senders)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda ids: ids[1:], "mails missing at the mail server"),
        (lambda ids: [*ids, "<other@portal.example>"], "mails under a Message-ID that no row has"),
        (lambda ids: [*ids, ids[0], ids[0]], "second copies, same Message-ID"),
    ],
)
def test_a_mail_that_is_missing_strange_or_copied_too_often_is_seen(senders, drill, change, expected):
    figures = drill["counts"].of_mails(change(taken()), 1, timezone.now().timestamp())
    assert broken(figures) == [expected]


def test_a_mail_that_was_never_queued_or_given_up_is_seen(senders, drill):
    OutboxMail.objects.order_by("pk").first().delete()
    OutboxMail.objects.filter(pk=OutboxMail.objects.first().pk).update(state="failed", sent_at=None)
    figures = drill["counts"].of_mails(taken(), 0, timezone.now().timestamp())
    assert broken(figures) == ["receipts and mails to groups never queued", "mails not marked as sent"]


def test_a_mail_that_left_a_minute_after_the_last_fault_is_seen(senders, drill):
    figures = drill["counts"].of_mails(taken(), 0, timezone.now().timestamp() - 61)
    assert broken(figures) == ["seconds from the last fault to the last mail"]


def test_clicks_that_led_to_different_receipts_are_seen(senders, drill):
    clicker = senders[0]
    clicker.receipts = clicker.receipts * 2
    assert broken(drill["counts"].of_clicks([clicker], times=2)) == []
    clicker.receipts[0] = senders[1].receipts[0]
    assert broken(drill["counts"].of_clicks([clicker], times=2)) == ["answers other than its receipt"]
