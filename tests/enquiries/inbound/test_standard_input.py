"""A mail server may pipe a mail into receive_mail; the exit status tells it what to do next."""

import io
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from enquiries.management.commands import receive_mail
from enquiries.models import Message

from .conftest import from_group, reply_to, report, to_group


@pytest.fixture
def pipe(monkeypatch, enquiry):
    """Return pipe(bytes, more arguments), the exit status."""

    def run(source, *arguments):
        monkeypatch.setattr(receive_mail, "sys", SimpleNamespace(stdin=SimpleNamespace(buffer=io.BytesIO(source))))
        try:
            call_command("receive_mail", "--stdin", *arguments)
        except CommandError as error:
            return error.returncode
        return 0

    return run


def test_a_reply_and_a_bounce_are_taken(pipe):
    assert pipe(from_group()) == 0
    assert Message.objects.count() == 1
    assert pipe(report(to_group())) == 0
    assert to_group().state == "failed"


def test_the_delivery_address_counts(pipe):
    address = reply_to(to_group())
    assert pipe(from_group().replace(address.encode(), b"lista@muu.example"), "--to", address) == 0
    assert Message.objects.count() == 1


def test_what_does_not_join_goes_back_to_its_writer(pipe):
    assert pipe(from_group(author="pahis@muu.example")) == 77


def test_an_automatic_reply_is_swallowed(pipe):
    assert pipe(from_group(headers="Auto-Submitted: auto-replied\n")) == 0
    assert not Message.objects.exists()


def test_without_the_database_the_mail_server_tries_later(pipe, monkeypatch):
    def away(*_args):
        raise OperationalError("gone")

    monkeypatch.setattr(receive_mail, "process_message", away)
    assert pipe(from_group()) == 75
