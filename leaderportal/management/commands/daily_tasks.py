"""What is due each day: reminders to groups, questions to senders, retention."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from enquiries.sla import reminders
from enquiries.spam import digest
from privacy import retention


class Command(BaseCommand):
    help = (
        "Remind groups that owe an answer, ask senders about the outcome, report held enquiries to the "
        "coordinator, erase what is old. "
        "Run it every morning; a second run on the same day does nothing, a missed day is made good by the next run."
    )

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        tasks = (self.remind, self.ask_senders, self.report_held, self.erase)
        failed = [task.__name__ for task in tasks if not self.succeeds(task, now)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The others are done; run again when it is mended.")

    def succeeds(self, task: Callable[[datetime], None], now: datetime) -> bool:
        """Run a task; return False when it fails, so that the others are done all the same."""
        try:
            task(now)
        except Exception as error:
            # Its text may quote a row: only the type is written.
            self.stderr.write(f"{task.__name__}: {type(error).__name__}")
            return False
        return True

    def remind(self, now: datetime) -> None:
        groups, coordinator = reminders.remind_groups(timezone.localdate(now))
        self.stdout.write(f"{groups} groups reminded, {coordinator} reported to the coordinator")

    def ask_senders(self, now: datetime) -> None:
        self.stdout.write(f"{reminders.ask_senders(timezone.localdate(now))} senders asked")

    def report_held(self, now: datetime) -> None:
        if digest.report_held(timezone.localdate(now)):
            self.stdout.write("Held enquiries reported to the coordinator")

    def erase(self, now: datetime) -> None:
        for what, number in retention.apply_rules(now).items():
            if number:
                self.stdout.write(f"{number} {what}")
