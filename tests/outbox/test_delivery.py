"""The outbox: every mail is sent or visibly given up, whatever the mail server and the other workers do."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail as django_mail
from django.utils import timezone

from enquiries.models import Enquiry, Event
from outbox import delivery, transport
from outbox.delivery import Delivery
from outbox.models import OutboxMail
from outbox.services import try_again
from tests.enquiries.conftest import filled_in


@pytest.fixture
def enquiry(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    return Enquiry.objects.get()


@pytest.fixture
def server(monkeypatch):
    """Stand in for the mail server: `server.answers[address]` is raised, others are taken into `server.taken`."""

    class Server:
        def __init__(self):
            self.answers = {}
            self.taken = []

        def send(self, mail):
            if error := self.answers.get(mail.to):
                raise error
            self.taken.append(mail.message_id)

    server = Server()
    monkeypatch.setattr(transport, "send", server.send)
    return server


GROUP, SENDER = "ryhma@vesuri.example", "edustaja@kunta.example"


def to_group():
    return OutboxMail.objects.get(kind="to_group")


def test_a_sent_mail_is_marked_and_its_recipient_and_enquiry_are_delivered(enquiry):
    assert delivery.deliver_due() == {Delivery.SENT: 2}
    enquiry.refresh_from_db()
    assert enquiry.state == enquiry.recipients.get().state == "delivered"
    assert {mail.state for mail in OutboxMail.objects.all()} == {"sent"}
    assert all(mail.sent_at for mail in OutboxMail.objects.all())
    assert set(enquiry.events.values_list("what", flat=True)) == {"received", "delivered", "receipt_sent"}


def test_a_sent_mail_is_not_sent_again(enquiry):
    delivery.deliver_due()
    assert delivery.deliver_due() == {}
    assert len(django_mail.outbox) == 2


def test_the_mail_says_what_was_queued(enquiry):
    delivery.deliver_due()
    sent = {message.to[0]: message for message in django_mail.outbox}[GROUP]
    row = to_group()
    assert (sent.subject, sent.body) == (row.subject, row.body)
    assert sent.message()["Message-ID"] == row.message_id


def test_a_put_off_mail_is_tried_after_growing_gaps_with_the_same_message_id(enquiry, server):
    server.answers[GROUP] = transport.TemporaryFailure("451 greylisted")
    message_id, gaps = to_group().message_id, []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while to_group().state == "queued":
            delivery.deliver_due()
            mail = to_group()
            gaps.append((mail.next_try_at - timezone.now()).total_seconds() / 60)
            clock.move_to(max(mail.next_try_at, timezone.now() + timedelta(seconds=1)))
    assert gaps[:10] == [0.25, 1, 5, 15, 60, 180, 360, 720, 720, 720]
    assert to_group().message_id == message_id
    assert to_group().attempts > 9


def test_a_mail_put_off_for_72_hours_is_given_up_visibly(enquiry, server):
    server.answers[GROUP] = transport.TemporaryFailure("451 greylisted")
    with time_machine.travel(timezone.now() + timedelta(hours=72, seconds=-10)):
        assert delivery.deliver_due()[Delivery.FAILED] == 1
    enquiry.refresh_from_db()
    assert (to_group().state, to_group().last_error) == ("failed", "451 greylisted")
    assert enquiry.state == enquiry.recipients.get().state == "failed"
    assert enquiry.events.filter(what=Event.What.MAIL_FAILED).exists()


def test_a_mail_that_waited_is_sent_when_the_server_is_back(enquiry, server):
    server.answers[GROUP] = transport.TemporaryFailure("no route")
    delivery.deliver_due()
    assert delivery.deliver_due() == {}  # not before its time
    server.answers.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert delivery.deliver_due() == {Delivery.SENT: 1}


def test_a_permanent_failure_is_given_up_at_once_and_the_coordinator_told(enquiry, server, settings):
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    server.answers[GROUP] = transport.PermanentFailure("550 no such user")
    delivery.deliver_due()
    notice = OutboxMail.objects.get(kind="failure")
    assert notice.to == "koordinaattori@verkosto.example"
    assert "550 no such user" in notice.body
    assert enquiry.text not in notice.body
    assert notice.state == "sent"


def test_the_failure_to_tell_of_a_failure_makes_no_further_mail(enquiry, server, settings):
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    server.answers[GROUP] = server.answers[settings.COORDINATOR_EMAIL] = transport.PermanentFailure("550 no")
    delivery.deliver_due()
    delivery.deliver_due()
    assert OutboxMail.objects.count() == 3


def test_a_receipt_that_fails_leaves_the_enquiry_delivered(enquiry, server):
    server.answers[SENDER] = transport.PermanentFailure("550 no such user")
    delivery.deliver_due()
    enquiry.refresh_from_db()
    assert enquiry.state == "delivered"
    assert enquiry.events.filter(what=Event.What.MAIL_FAILED, recipient=None).exists()


def test_a_mail_that_breaks_the_code_holds_up_no_other(enquiry, server):
    server.answers[GROUP] = RuntimeError("poison")
    assert delivery.deliver_due() == {Delivery.SENT: 1, Delivery.DEFERRED: 1}
    assert to_group().last_error == "RuntimeError"


def test_a_taken_mail_is_not_taken_by_another_worker(enquiry):
    now = timezone.now()
    taken = {delivery.claim(now), delivery.claim(now)}
    assert len(taken) == 2
    assert delivery.claim(now) is None


def test_a_mail_whose_worker_died_is_taken_after_the_lease(enquiry):
    now = timezone.now()
    first = {delivery.claim(now).pk, delivery.claim(now).pk}
    later = now + delivery.LEASE
    assert {delivery.claim(later).pk, delivery.claim(later).pk} == first
    assert to_group().attempts == 2


def test_a_mail_is_its_workers_alone_until_the_lease_has_run_out(enquiry):
    now = timezone.now()
    claimed = [delivery.claim(now), delivery.claim(now)]
    assert all(claimed)
    assert delivery.claim(now + delivery.LEASE - timedelta(seconds=1)) is None


def test_many_taken_mails_hide_no_free_one(enquiry):
    now = timezone.now()
    row = to_group()
    fields = {"kind": "receipt", "to": SENDER, "subject": "x", "body": "x", "language": "fi"}
    times = {"give_up_at": row.give_up_at, "next_try_at": now - timedelta(days=1), "lease_until": now + delivery.LEASE}
    OutboxMail.objects.bulk_create(OutboxMail(message_id=f"<{n}@x>", **fields, **times) for n in range(30))
    assert delivery.claim(now) is not None


@pytest.fixture
def read_before(enquiry, monkeypatch):
    """Let the next claim() begin with rows that it has read before other workers changed them."""
    stale = list(OutboxMail.objects.order_by("next_try_at", "pk"))
    monkeypatch.setattr(OutboxMail.objects, "filter", _reads_once(OutboxMail.objects.filter, stale))
    return stale


def _reads_once(original, stale):
    """Return a filter() whose first result is a list read earlier."""
    calls = []

    class Stale:
        def order_by(self, *_names):
            return stale

    def filter_(*args, **kwargs):
        calls.append(1)
        return Stale() if len(calls) == 1 else original(*args, **kwargs)

    return filter_


def test_a_worker_finds_another_mail_when_one_is_snatched_away(read_before):
    """Both workers read the same rows; the UPDATE of the slower one for the first row hits nothing."""
    now = timezone.now()
    OutboxMail.objects.exclude(pk=read_before[1].pk).update(lease_until=now + delivery.LEASE, attempts=1)
    assert delivery.claim(now) == read_before[1]


def test_a_mail_that_another_worker_has_tried_and_deferred_meanwhile_is_not_tried_at_once(read_before):
    now = timezone.now()
    OutboxMail.objects.exclude(pk=read_before[1].pk).update(next_try_at=now + timedelta(hours=1), attempts=1)
    assert delivery.claim(now) == read_before[1]


def test_a_worker_that_overslept_changes_nothing(enquiry, server):
    now = timezone.now()
    slow = next(mail for mail in (delivery.claim(now), delivery.claim(now)) if mail.kind == "to_group")
    with time_machine.travel(now + delivery.LEASE + timedelta(seconds=1)):
        delivery.deliver_due()
        server.answers[GROUP] = transport.TemporaryFailure("late")
        delivery.deliver(slow)
        assert to_group().state == "sent"
        server.answers.clear()
        assert delivery.deliver(slow) is Delivery.SENT
    assert enquiry.events.filter(what="delivered").count() == 1


def test_a_worker_that_overslept_defers_nothing_that_another_has_claimed(enquiry, server):
    now = timezone.now()
    claimed = {mail.kind: mail for mail in (delivery.claim(now), delivery.claim(now))}
    later = now + delivery.LEASE
    again = {mail.kind: mail for mail in (delivery.claim(later), delivery.claim(later))}["to_group"]
    server.answers[GROUP] = transport.TemporaryFailure("late")
    assert delivery.deliver(claimed["to_group"]) is Delivery.DEFERRED
    row = to_group()
    assert (row.lease_until, row.attempts, row.last_error) == (again.lease_until, 2, "")
    assert row.next_try_at <= now


def test_an_enquiry_is_delivered_when_every_group_has_it(client, url, split_town, server):
    client.post(url, filled_in("municipality:kurikka", to="all"))
    server.answers["ryhma@liiveri.example"] = transport.TemporaryFailure("later")
    delivery.deliver_due()
    assert Enquiry.objects.get().state == "received"
    server.answers.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        delivery.deliver_due()
    assert Enquiry.objects.get().state == "delivered"


def test_trying_again_uses_the_address_that_was_mended(enquiry, server, group):
    server.answers[GROUP] = transport.PermanentFailure("550 no such user")
    delivery.deliver_due()
    message_id = to_group().message_id
    group.enquiry_email = "uusi@vesuri.example"
    group.save()
    try_again(to_group(), User.objects.create(username="desk"))
    assert (to_group().to, to_group().message_id, to_group().state) == ("uusi@vesuri.example", message_id, "queued")
    assert Enquiry.objects.get().state == "received"
    delivery.deliver_due()
    enquiry.refresh_from_db()
    assert enquiry.state == enquiry.recipients.get().state == "delivered"


def test_a_round_is_bounded(enquiry):
    assert delivery.deliver_due(limit=1) == {Delivery.SENT: 1}
    assert delivery.deliver_due(is_stopping=lambda: True) == {}


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}), transport.PermanentFailure),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"greylisted")}), transport.TemporaryFailure),
        (smtplib.SMTPDataError(554, b"refused"), transport.PermanentFailure),
        (smtplib.SMTPDataError(452, b"full"), transport.TemporaryFailure),
        # Our own settings are at fault: no mail may be lost because of them.
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), transport.TemporaryFailure),
        (smtplib.SMTPSenderRefused(550, b"not you", "portal"), transport.TemporaryFailure),
        (smtplib.SMTPServerDisconnected("gone"), transport.TemporaryFailure),
        (smtplib.SMTPNotSupportedError("no STARTTLS"), transport.TemporaryFailure),
        (ConnectionRefusedError(111, "refused"), transport.TemporaryFailure),
        (TimeoutError("slow"), transport.TemporaryFailure),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_what_the_mail_server_says_is_final_or_not(enquiry, monkeypatch, error, expected):
    def refuse(self, messages):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    with pytest.raises(expected):
        transport.send(to_group())


def test_a_mail_that_cannot_be_written_is_given_up(enquiry):
    OutboxMail.objects.filter(kind="to_group").update(subject="a\nBcc: b@c.example")
    assert delivery.deliver_due()[Delivery.FAILED] == 1
    assert "BadHeaderError" in to_group().last_error
