"""Automatic replies and forgeries join no case, and nothing of them is kept."""

import logging

import pytest

from enquiries.inbound.process import Outcome, process_message
from enquiries.models import Message
from outbox.models import OutboxMail

from .conftest import GROUP, SENDER, from_group, from_sender, reply_to, to_group, written


@pytest.fixture(autouse=True)
def _nothing_happens(enquiry):
    """Whatever comes in, the case stays as it was and no mail goes out."""
    before = OutboxMail.objects.count(), enquiry.events.count(), enquiry.state
    yield
    enquiry.refresh_from_db()
    assert not Message.objects.exists()
    assert (OutboxMail.objects.count(), enquiry.events.count(), enquiry.state) == before


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "auto-submitted: AUTO-GENERATED; owner-email=x",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Autorespond: lomalla",
        "List-Id: <lista.example>",
        "Return-Path: <>",
    ],
)
@pytest.mark.parametrize("reply", [from_group, from_sender])
def test_automatic_replies_are_known_by_their_headers(reply, header):
    assert process_message(reply("Olen lomalla.", headers=header + "\n")) is Outcome.AUTOMATIC


@pytest.mark.parametrize(
    "subject", ["Automaattinen vastaus: Yhteydenotto", "Automatic reply: x", "Automatiskt svar: x", "Out of Office: x"]
)
def test_automatic_replies_are_known_by_their_subject(subject):
    assert process_message(from_group("Lomalla.").replace(b"Vs: Yhteydenotto", subject.encode())) is Outcome.AUTOMATIC


def test_a_read_receipt_is_automatic():
    source = from_group().replace(
        b"text/plain; charset=utf-8", b"multipart/report; report-type=disposition-notification"
    )
    assert process_message(source) is Outcome.AUTOMATIC


def test_a_mail_of_the_portal_that_comes_round_goes_no_further(settings):
    assert process_message(from_group(author=settings.DEFAULT_FROM_EMAIL)) is Outcome.AUTOMATIC
    assert process_message(from_group(author="portaali@posti.example")) is Outcome.AUTOMATIC


@pytest.mark.parametrize("author", ["pahis@muu.example", "ryhma@vesuri.example.muu.example", "", "ei osoite", SENDER])
def test_who_is_neither_of_the_two_is_refused_with_a_valid_address(author):
    assert process_message(from_group(author=author)) is Outcome.LEFT


def test_two_authors_are_none():
    assert process_message(from_group(author=f"pahis@muu.example, {GROUP}")) is Outcome.LEFT


def test_the_sender_cannot_speak_for_the_group_nor_the_group_for_her():
    assert process_message(from_sender(author=GROUP)) is Outcome.LEFT
    assert process_message(from_group(author=SENDER)) is Outcome.LEFT


def test_the_right_author_without_a_signed_address_is_refused():
    assert process_message(written(GROUP, "portaali@posti.example")) is Outcome.LEFT


@pytest.mark.parametrize("forge", [lambda a: a.replace(".g", ".s"), lambda a: a.replace("+r.", "+r.9")])
def test_a_changed_address_is_refused(forge):
    assert process_message(written(GROUP, forge(reply_to(to_group())))) is Outcome.LEFT


@pytest.mark.parametrize(
    "source", [b"", b"\x00\xff\xfe", b"From: x\n\n", b"From: =?x?q?=\nTo: @@@,,<>\n\nhei", b"\n" * 1000]
)
def test_rubbish_is_refused(source):
    assert process_message(source) is Outcome.LEFT


def test_what_the_standard_library_fails_on_is_left(monkeypatch):
    monkeypatch.setattr("enquiries.inbound.headers.author", lambda message: 1 / 0)
    assert process_message(from_group()) is Outcome.LEFT


def test_a_mail_that_is_too_large_is_left(monkeypatch):
    monkeypatch.setattr("enquiries.inbound.process.MAX_BYTES", 100)
    assert process_message(from_group()) is Outcome.LEFT


def test_the_log_names_nobody(caplog):
    with caplog.at_level(logging.INFO):
        process_message(from_group("Salaisuus", author="Pahis Paha <pahis@muu.example>"))
    assert caplog.records
    for word in ("Salaisuus", "ahis", "muu.example", "vesuri", "m1"):
        assert word not in caplog.text
