"""The sender of an open enquiry is asked after 2 and 4 weeks for the outcome, once each."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from enquiries import workflow
from enquiries.models import Enquiry, Event
from enquiries.services import release
from enquiries.sla import reminders
from outbox.services import record_bounced, record_failed, record_sent
from tests.enquiries.sending import send

pytestmark = pytest.mark.django_db


def at(day):
    return time_machine.travel(
        datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Helsinki")), tick=False
    )


@pytest.fixture
def enquiry(town):
    """Sent on 15 October 2026, before the change to winter time."""
    with at(date(2026, 10, 15)):
        enquiry = send(town)
        for mail in enquiry.mails.all():
            record_sent(mail, timezone.now())
    return enquiry


def count_asked(day):
    """Ask on a day and let the mails leave; return how many were asked."""
    with at(day):
        number = reminders.ask_senders(timezone.localdate())
        for enquiry in Enquiry.objects.all():
            for mail in enquiry.mails.filter(state="queued", kind="follow_up"):
                record_sent(mail, timezone.now())
    return number


def test_after_two_and_after_four_weeks(enquiry):
    days = [date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 29), date(2026, 11, 11), date(2026, 11, 12)]
    assert [count_asked(day) for day in days] == [0, 1, 0, 0, 1]
    assert count_asked(date(2027, 3, 1)) == 0
    assert enquiry.events.filter(what=Event.What.SENDER_ASKED).count() == 2
    assert set(enquiry.mails.filter(kind="follow_up").values_list("to", flat=True)) == {"edustaja@kunta.example"}


def test_missed_days_ask_once(enquiry):
    assert count_asked(date(2026, 12, 1)) == 1
    assert count_asked(date(2026, 12, 2)) == 0


def test_an_answered_case_is_asked_about_too(enquiry):
    workflow.answer(enquiry.recipients.get(), "Kyllä onnistuu.")
    for mail in enquiry.mails.filter(state="queued"):
        record_sent(mail, timezone.now())
    assert count_asked(date(2026, 10, 29)) == 1


@pytest.mark.parametrize("end", [lambda enquiry: workflow.close_all(enquiry, "no_need"), workflow.erase])
def test_not_about_what_is_closed_or_erased(enquiry, end):
    end(enquiry)
    assert count_asked(date(2026, 10, 29)) == 0


def test_not_where_the_last_mail_has_failed_or_is_still_queued(town):
    with at(date(2026, 10, 15)):
        failed, queued = send(town), send(town, email="toinen@kunta.example")
    record_failed(failed.mails.get(kind="receipt"), "550")
    assert count_asked(date(2026, 10, 29)) == 0
    record_sent(queued.mails.get(kind="receipt"), timezone.now())
    assert count_asked(date(2026, 10, 30)) == 1


def test_not_where_the_last_mail_bounced(enquiry):
    record_bounced(enquiry.mails.get(kind="receipt"), "550", timezone.now())
    assert count_asked(date(2026, 10, 29)) == 0


def test_what_was_held_is_counted_from_its_release(town, admin_user):
    with at(date(2026, 10, 15)):
        enquiry = send(town, held_because="links")
    assert count_asked(date(2026, 10, 29)) == 0
    with at(date(2026, 11, 2)):
        release(enquiry, admin_user)
        for mail in enquiry.mails.all():
            record_sent(mail, timezone.now())
    assert [count_asked(date(2026, 11, 15)), count_asked(date(2026, 11, 16))] == [0, 1]


def test_of_two_runs_at_once_one_asks(enquiry):
    with at(date(2026, 10, 29)):
        read_by_first, read_by_second = Enquiry.objects.get(), Enquiry.objects.get()
        assert reminders._ask(read_by_first, None) is True
        assert reminders._ask(read_by_second, None) is False
