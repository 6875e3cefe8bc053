"""receive_mail empties the mailbox over TLS, and what nobody could take stays there for a person."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from enquiries.inbound import poll
from enquiries.models import Message
from tests.outbox.mail_server import CERTIFICATE

from .conftest import from_group, from_sender, report, to_group, written
from .imap_server import serving


@pytest.fixture(autouse=True)
def _trusted(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def receive(settings, box, scheme="imap+ssl", host="localhost"):
    settings.IMAP_URL = f"{scheme}://portaali:sala%20sana@{host}:{box.port}/INBOX"
    out = StringIO()
    call_command("receive_mail", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("scheme", ["imap+ssl", "imap+tls"])
def test_what_is_taken_is_deleted_and_what_is_not_is_flagged(enquiry, settings, scheme):
    stranger = written("pahis@muu.example", "portaali@posti.example")
    with serving(from_group(), report(to_group()), stranger, is_tls_from_start=scheme == "imap+ssl") as box:
        assert receive(settings, box, scheme) == "1 joined, 1 bounce, 1 left\n"
        assert (list(box.mails.values()), list(box.flags.values())) == ([stranger], [{"\\Flagged"}])
        assert box.logins == ['portaali "sala sana"']
        assert receive(settings, box, scheme) == ""  # what was left is not read again
    assert Message.objects.count() == 1


def test_a_mail_that_was_taken_but_not_deleted_joins_once(enquiry, settings):
    with serving(from_group(), from_group()) as box:
        assert receive(settings, box) == "1 joined, 1 known already\n"
    assert Message.objects.count() == 1


def test_a_poisonous_mail_holds_up_no_other(enquiry, settings, monkeypatch):
    monkeypatch.setattr("enquiries.inbound.process.text_of", _fails_on(b"poison"))
    with serving(from_group("poison"), from_sender(number=2)) as box:
        assert receive(settings, box) == "1 joined, 1 left\n"


def _fails_on(word):
    def text_of(message):
        if word in message.as_bytes():
            raise RecursionError
        return "Kiitos."

    return text_of


def test_a_mail_that_is_too_large_is_not_even_fetched(enquiry, settings, monkeypatch):
    monkeypatch.setattr(poll, "MAX_BYTES", 10)
    monkeypatch.setattr("enquiries.inbound.mailbox.Mailbox.read", None)
    with serving(from_group()) as box:
        assert receive(settings, box) == "1 left\n"


def test_without_the_database_the_mail_waits(enquiry, settings, monkeypatch):
    def away(*_args):
        raise OperationalError("gone")

    with serving(from_group()) as box:
        with monkeypatch.context() as patch:
            patch.setattr(poll, "process_message", away)
            with pytest.raises(OperationalError):
                receive(settings, box)
        assert list(box.flags.values()) == [set()]
        assert receive(settings, box) == "1 joined\n"


@pytest.mark.parametrize("scheme", ["imap+ssl", "imap+tls"])
def test_a_mailbox_with_a_bad_certificate_never_hears_the_password(enquiry, settings, scheme):
    with serving(from_group(), is_tls_from_start=scheme == "imap+ssl") as box:
        with pytest.raises(CommandError, match="CERTIFICATE_VERIFY_FAILED"):
            receive(settings, box, scheme, host="127.0.0.1")
        assert not box.logins


def test_a_mailbox_without_tls_never_hears_the_password(enquiry, settings):
    with serving(from_group(), has_tls=False) as box:
        with pytest.raises(CommandError, match="TLS not supported"):
            receive(settings, box, "imap+tls")
        assert not box.logins


@pytest.mark.parametrize(
    ("values", "missing"), [({"INCOMING_ADDRESS": ""}, "INCOMING_ADDRESS"), ({"IMAP_URL": ""}, "IMAP_URL")]
)
def test_the_command_says_which_setting_it_misses(settings, values, missing):
    settings.INCOMING_ADDRESS, settings.IMAP_URL = "portaali@posti.example", "imap+ssl://x@localhost/"
    for name, value in values.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match=missing):
        call_command("receive_mail")
