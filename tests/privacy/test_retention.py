"""Personal data goes when its time is over; what the numbers are made of stays."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.emails import to_staff
from enquiries import workflow
from enquiries.models import Enquiry
from enquiries.spam import digest
from groups.models import Contact
from outbox.compose import MailText
from outbox.models import OutboxMail
from outbox.services import record_sent
from privacy import retention
from tests.enquiries.sending import send
from tests.factories import ContactFactory, ProjectSourceFactory

pytestmark = pytest.mark.django_db
SENT_AT = datetime(2027, 2, 28, 13, tzinfo=UTC)


@pytest.fixture
def enquiry(town):
    with time_machine.travel(SENT_AT, tick=False):
        return send(town)


def state_on(enquiry, *day):
    """Apply the rules on a day and return the state of the enquiry after it."""
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        retention.apply_rules(timezone.now())
    enquiry.refresh_from_db()
    return enquiry.state


def answered(enquiry, *day):
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        workflow.answer(enquiry.recipients.get(), "Kyllä onnistuu.")


def test_an_answered_case_is_erased_twelve_months_after_the_last_event(enquiry):
    answered(enquiry, 2027, 5, 31)
    assert state_on(enquiry, 2028, 5, 31) == "answered"
    assert state_on(enquiry, 2028, 6, 1) == "erased"
    assert (enquiry.email, enquiry.text, enquiry.sender_name) == ("", "", "")
    assert not enquiry.mails.exists()
    assert not enquiry.messages.exists()


def test_what_the_numbers_are_made_of_stays(enquiry, town):
    answered(enquiry, 2027, 3, 10)
    with time_machine.travel(datetime(2027, 3, 11, tzinfo=UTC)):
        workflow.close(enquiry.recipients.get(), "partnership")
    state_on(enquiry, 2028, 6, 1)
    assert (enquiry.place, enquiry.outcome) == (town, "partnership")
    assert enquiry.recipients.get().answered_at.date().isoformat() == "2027-03-10"


def test_an_open_case_is_closed_as_unanswered_and_erased_after_two_years(enquiry):
    assert state_on(enquiry, 2029, 2, 28) == "received"
    assert state_on(enquiry, 2029, 3, 1) == "erased"
    assert enquiry.outcome == "no_answer"
    assert enquiry.recipients.get().outcome == "no_answer"


def test_the_lengths_are_settings(enquiry, settings):
    settings.KEEP_CASE_MONTHS = 1
    answered(enquiry, 2027, 3, 10)
    assert state_on(enquiry, 2027, 4, 11) == "erased"


def test_a_second_run_finds_nothing(enquiry):
    state_on(enquiry, 2029, 3, 1)
    events = enquiry.events.count()
    assert state_on(enquiry, 2029, 3, 1) == "erased"
    assert enquiry.events.count() == events


@pytest.fixture
def spam(town):
    with time_machine.travel(SENT_AT, tick=False):
        return send(town, held_because="links")


def report(*day, is_sent=True):
    """Report to the coordinator what is held; return whether a mail was written."""
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        written = digest.report_held(timezone.localdate())
        for mail in OutboxMail.objects.filter(kind="staff", state="queued") if is_sent else ():
            record_sent(mail, timezone.now())
    return written


def test_spam_is_erased_after_thirty_days(spam):
    assert report(2027, 3, 1)
    assert state_on(spam, 2027, 3, 30) == "held"
    assert state_on(spam, 2027, 3, 31) == "erased"


def test_spam_that_nobody_was_notified_of_stays(spam):
    assert state_on(spam, 2027, 4, 30) == "held"
    report(2027, 5, 1, is_sent=False)
    assert state_on(spam, 2027, 5, 1) == "held"
    report(2027, 5, 8)
    assert state_on(spam, 2027, 5, 8) == "erased"


def test_the_coordinator_is_notified_of_what_is_held_once_a_week(spam, settings):
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    assert [report(2027, 3, 1), report(2027, 3, 2), report(2027, 3, 7), report(2027, 3, 8)] == [
        True,
        False,
        False,
        True,
    ]
    mail = OutboxMail.objects.filter(kind="staff").first()
    assert mail.to == "koordinaattori@verkosto.example"
    assert "30.3.2027" in mail.body
    assert spam.email not in mail.body


def test_no_report_when_nothing_is_held(enquiry):
    assert not report(2027, 3, 1)


def test_traces_of_staff_go(enquiry, admin_user):
    long_ago = timezone.now() - timedelta(days=91)
    for written in (long_ago, timezone.now()):
        mail = to_staff("uusi@ryhma.example", MailText("Kutsu", "Linkki", "fi"))
        mail.created_at, mail.state, mail.sent_at = written, "sent", written
        mail.save()
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=long_ago)
    retention.apply_rules(timezone.now())
    assert OutboxMail.objects.filter(kind="staff").count() == 1
    assert not Session.objects.exists()


def test_old_versions_of_contacts_go_and_what_stands_stays(admin_user):
    long_ago = timezone.now() - timedelta(days=800)
    contact = ContactFactory(person="Aino Esimerkki")
    Contact.history.update(history_date=long_ago)
    kind = ContentType.objects.get_for_model(contact)
    entry = LogEntry.objects.create(user=admin_user, content_type=kind, object_repr="x", action_flag=CHANGE)
    LogEntry.objects.filter(pk=entry.pk).update(action_time=long_ago)
    retention.apply_rules(timezone.now())
    assert Contact.objects.get().person == "Aino Esimerkki"
    assert not Contact.history.exists()
    assert not LogEntry.objects.exists()


def test_files_that_nobody_confirmed_go(admin_user):
    from projects.models import PendingUpload

    waiting = PendingUpload.objects.create(
        source=ProjectSourceFactory(), file_name="x.csv", content=b"x", by=admin_user
    )
    retention.apply_rules(timezone.now() + timedelta(days=6))
    assert PendingUpload.objects.exists()
    retention.apply_rules(waiting.sent_at + timedelta(days=8))
    assert not PendingUpload.objects.exists()


def test_a_case_that_cannot_be_erased_does_not_hold_up_the_others(enquiry, town, monkeypatch, caplog):
    with time_machine.travel(SENT_AT, tick=False):
        other = send(town, email="toinen@kunta.example")
    for case in (enquiry, other):
        answered(case, 2027, 3, 10)
    erase = workflow.erase

    def break_for_first(case):
        if case.pk == enquiry.pk:
            raise ValueError(case.email)
        erase(case)

    monkeypatch.setattr(workflow, "erase", break_for_first)
    assert state_on(other, 2028, 6, 1) == "erased"
    assert enquiry.email not in caplog.text
    assert Enquiry.objects.get(pk=enquiry.pk).state == "answered"
