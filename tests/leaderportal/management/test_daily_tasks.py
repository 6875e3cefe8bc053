"""The command of the day does all its tasks, twice without harm, and one that fails leaves the others done."""

from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from enquiries.models import Event
from enquiries.sla import reminders
from outbox.models import OutboxMail
from outbox.services import record_sent
from tests.enquiries.sending import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry(town):
    with time_machine.travel("2026-11-02T10:00:00+00:00", tick=False):
        enquiry = send(town)
        for mail in enquiry.mails.all():
            record_sent(mail, timezone.now())
    return enquiry


def run(day):
    out, err = StringIO(), StringIO()
    with time_machine.travel(f"{day}T04:00:00+00:00", tick=False):
        call_command("daily_tasks", stdout=out, stderr=err)
    return out.getvalue()


def test_a_day_with_everything(enquiry):
    assert "1 groups reminded, 0 reported" in run("2026-11-16")
    assert "0 groups reminded" in run("2026-11-16")
    assert set(OutboxMail.objects.filter(state="queued").values_list("kind", flat=True)) == {"reminder", "follow_up"}


def test_a_month_with_some_days_missed(enquiry):
    for day in ("2026-11-03", "2026-11-17", "2026-11-18", "2026-12-30", "2026-12-31", "2030-01-01"):
        run(day)
    whats = list(enquiry.events.values_list("what", flat=True))
    assert whats.count(Event.What.REMINDED) == 1
    assert whats.count(Event.What.OVERDUE) == 1
    assert whats[-1] == Event.What.ERASED


def test_one_task_that_fails_leaves_the_others_done(enquiry, monkeypatch):
    def fail(_today):
        raise ValueError("edustaja@kunta.example")

    monkeypatch.setattr(reminders, "remind_groups", fail)
    with pytest.raises(CommandError, match=r"^Failed: remind\. ") as failure:
        run("2026-11-16")
    assert "edustaja" not in str(failure.value)
    assert OutboxMail.objects.filter(kind="follow_up").exists()
