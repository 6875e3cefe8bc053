"""Groups that have not answered are reminded after 5 and 10 working days, the coordinator learns of it after 15."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from enquiries import workflow
from enquiries.models import EnquiryRecipient, Event
from enquiries.sla import reminders
from outbox.models import OutboxMail
from outbox.services import record_failed, record_sent
from tests.enquiries.sending import send

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
NOON = 12


def at(day, hour=NOON):
    return datetime(day.year, day.month, day.day, hour, tzinfo=HELSINKI)


def send_on(day, towns_group, hour=NOON, delivered=True):
    """Send an enquiry on a day; return its recipient."""
    with time_machine.travel(at(day, hour), tick=False):
        enquiry = send(towns_group)
        if delivered:
            for mail in enquiry.mails.all():
                record_sent(mail, timezone.now())
    return enquiry.recipients.get()


def run_reminders(day, hour=NOON):
    with time_machine.travel(at(day, hour), tick=False):
        return reminders.remind_groups(timezone.localdate())


def days_with_mail(recipient, first, last):
    """Run the reminders daily from one day to another; return {kind: days on which a mail was written}."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    written = {}
    for day in days:
        before = set(recipient.mails.values_list("pk", flat=True))
        run_reminders(day)
        for mail in recipient.mails.exclude(pk__in=before):
            written.setdefault(mail.kind, []).append(day)
    return written


@pytest.mark.parametrize(
    ("sent_on", "reminded_on", "reported_on"),
    [
        # A plain Monday: 5, 10 and 15 working days are one, two and three weeks.
        (date(2026, 11, 2), [date(2026, 11, 9), date(2026, 11, 16)], date(2026, 11, 23)),
        # Over the change to winter time (25 October) and All Saints' Day, a Saturday.
        (date(2026, 10, 21), [date(2026, 10, 28), date(2026, 11, 4)], date(2026, 11, 11)),
        # Over the change to summer time (28 March 2027), Good Friday (26) and Easter Monday (29).
        (date(2027, 3, 22), [date(2027, 3, 31), date(2027, 4, 7)], date(2027, 4, 14)),
        # Over Christmas Eve (Thursday), Christmas Day, New Year (Friday) and Epiphany (Wednesday).
        (date(2026, 12, 21), [date(2026, 12, 30), date(2027, 1, 8)], date(2027, 1, 15)),
        # Over Midsummer Eve, Friday 25 June 2027.
        (date(2027, 6, 22), [date(2027, 6, 30), date(2027, 7, 7)], date(2027, 7, 14)),
        # Over Independence Day on a Monday, and begun on a Sunday.
        (date(2027, 11, 28), [date(2027, 12, 7), date(2027, 12, 14)], date(2027, 12, 21)),
    ],
)
def test_working_days_are_counted(town, sent_on, reminded_on, reported_on):
    recipient = send_on(sent_on, town)
    written = days_with_mail(recipient, sent_on, reported_on + timedelta(days=40))
    assert written == {"reminder": reminded_on, "overdue": [reported_on]}


def test_days_are_those_of_finland(town):
    # 00:30 in Finland on Tuesday is still Monday in UTC.
    recipient = send_on(date(2026, 11, 3), town, hour=0)
    assert recipient.sent_on == date(2026, 11, 3)
    assert run_reminders(date(2026, 11, 9), hour=23) == (0, 0)
    assert run_reminders(date(2026, 11, 10), hour=0) == (1, 0)


def test_a_second_run_sends_nothing(town):
    recipient = send_on(date(2026, 11, 2), town)
    assert run_reminders(date(2026, 11, 9)) == (1, 0)
    assert run_reminders(date(2026, 11, 9)) == (0, 0)
    assert run_reminders(date(2026, 11, 10)) == (0, 0)
    assert recipient.enquiry.events.filter(what=Event.What.REMINDED, recipient=recipient).count() == 1


def test_of_two_runs_at_once_one_sends(town):
    recipient = send_on(date(2026, 11, 2), town)
    with time_machine.travel(at(date(2026, 11, 9)), tick=False):
        read_by_first, read_by_second = EnquiryRecipient.objects.get(), EnquiryRecipient.objects.get()
        step = reminders.ReminderStep.FIRST_TO_GROUP
        assert reminders._remind(read_by_first, step) is True
        assert reminders._remind(read_by_second, step) is False
    assert recipient.mails.filter(kind="reminder").count() == 1


def test_missed_days_send_only_the_latest_that_is_due(town):
    recipient = send_on(date(2026, 11, 2), town)
    assert run_reminders(date(2026, 11, 18)) == (1, 0)
    assert run_reminders(date(2026, 11, 19)) == (0, 0)
    assert run_reminders(date(2026, 12, 24)) == (0, 1)
    assert EnquiryRecipient.objects.get(pk=recipient.pk).reminders == reminders.ReminderStep.TO_COORDINATOR


def test_a_group_that_has_answered_or_closed_is_not_reminded(town, split_town):
    answered, closed = send_on(date(2026, 11, 2), town), send_on(date(2026, 11, 2), town)
    workflow.answer(answered, "Kyllä onnistuu.")
    workflow.close(closed, "advice")
    assert run_reminders(date(2027, 1, 29)) == (0, 0)


def test_a_group_that_has_only_looked_is_reminded(town):
    workflow.mark_seen(send_on(date(2026, 11, 2), town), None)
    assert run_reminders(date(2026, 11, 9)) == (1, 0)


def test_where_one_group_leads_the_others_are_not_reminded(split_town):
    with time_machine.travel(at(date(2026, 11, 2)), tick=False):
        enquiry = send(split_town)
        for mail in enquiry.mails.all():
            record_sent(mail, timezone.now())
    lead, other = enquiry.recipients.all()
    workflow.take_lead(lead, None)
    assert run_reminders(date(2026, 11, 9)) == (1, 0)
    assert not other.mails.filter(kind="reminder").exists()


def test_a_group_that_its_mail_has_not_reached_is_not_reminded_but_the_coordinator_learns_of_it(town, settings):
    settings.COORDINATOR_EMAIL = "koordinaattori@verkosto.example"
    queued, failed = (send_on(date(2026, 11, 2), town, delivered=False) for _number in range(2))
    record_failed(failed.mails.get(kind="to_group"), "550")
    assert run_reminders(date(2026, 11, 16)) == (0, 0)
    assert run_reminders(date(2026, 11, 23)) == (0, 2)
    overdue_mails = OutboxMail.objects.filter(kind="overdue", enquiry_mail__recipient__in=[queued, failed])
    assert set(overdue_mails.values_list("to", flat=True)) == {"koordinaattori@verkosto.example"}


def test_a_group_that_got_its_mail_late_has_five_days_from_then(town):
    recipient = send_on(date(2026, 11, 2), town, delivered=False)
    with time_machine.travel(at(date(2026, 11, 6)), tick=False):
        record_sent(recipient.mails.get(kind="to_group"), timezone.now())
    assert run_reminders(date(2026, 11, 12)) == (0, 0)
    assert run_reminders(date(2026, 11, 13)) == (1, 0)


def test_what_is_held_waits_for_a_person(town):
    with time_machine.travel(at(date(2026, 11, 2)), tick=False):
        send(town, held_because="links")
    assert run_reminders(date(2027, 1, 29)) == (0, 0)


def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(town, monkeypatch, caplog):
    broken, fine = send_on(date(2026, 11, 2), town), send_on(date(2026, 11, 2), town)
    write = reminders.emails.reminder

    def break_for_one(recipient):
        if recipient.pk == broken.pk:
            raise ValueError("Kyläiltojen salaisuus")
        return write(recipient)

    monkeypatch.setattr(reminders.emails, "reminder", break_for_one)
    assert run_reminders(date(2026, 11, 9)) == (1, 0)
    assert fine.mails.filter(kind="reminder").exists()
    assert f"{broken.pk}" in caplog.text
    assert "salaisuus" not in caplog.text
    monkeypatch.undo()
    assert run_reminders(date(2026, 11, 10)) == (1, 0)
