"""Mail leaves over verified TLS or not at all: it is never downgraded silently."""

import pytest

from outbox import delivery
from outbox.delivery import Delivery
from outbox.models import OutboxMail
from tests.enquiries.conftest import filled_in

from .mail_server import CERTIFICATE, running, tls


@pytest.fixture
def mail(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    OutboxMail.objects.filter(kind="receipt").delete()
    return OutboxMail.objects.get()


@pytest.fixture
def trusted(monkeypatch):
    """Let this machine trust the certificate of the test server."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def start(settings, kind, **options):
    """Run a server that speaks TLS from the start ("ssl") or by STARTTLS ("tls")."""
    side = {"ssl_context": tls()} if kind == "ssl" else {"tls_context": tls(), "require_starttls": True}
    return running(settings, **side, **options)


def deliver(settings, kind):
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = kind == "ssl", kind == "tls"
    return delivery.deliver_due(limit=1)


both = pytest.mark.parametrize("kind", ["ssl", "tls"])


@both
def test_a_server_with_a_valid_certificate_gets_the_mail(mail, settings, trusted, kind):
    with start(settings, kind, host="localhost") as server:
        assert deliver(settings, kind) == {Delivery.SENT: 1}
    assert server.copies == [mail.message_id]


@both
def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(mail, settings, kind):
    with start(settings, kind, host="localhost") as server:
        assert deliver(settings, kind) == {Delivery.SERVER_AWAY: 1}
    mail.refresh_from_db()
    assert "CERTIFICATE_VERIFY_FAILED" in mail.last_error
    assert not server.copies


@both
def test_a_server_with_the_certificate_of_another_name_gets_nothing(mail, settings, trusted, kind):
    with start(settings, kind, host="127.0.0.1") as server:
        assert deliver(settings, kind) == {Delivery.SERVER_AWAY: 1}
    assert not server.copies


@both
def test_a_server_without_tls_gets_nothing(mail, settings, monkeypatch, kind):
    monkeypatch.setattr("outbox.transport.TIMEOUT_SECONDS", 1)
    with running(settings) as server:
        assert deliver(settings, kind) == {Delivery.SERVER_AWAY: 1}
    assert not server.copies
