"""What the passing of days brings: reminders, questions to senders, erasing what is old."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from enquiries.sla import reminders
from enquiries.spam import digest
from privacy import retention


class Command(BaseCommand):
    help = (
        "Remind groups that owe an answer, ask senders what came of it, tell of held enquiries, erase what is old. "
        "Run it every morning; a second run on the same day does nothing, a missed day is made good by the next run."
    )

    def handle(self, **options):
        now = timezone.now()
        today = timezone.localdate(now)
        failed = [
            task.__name__
            for task in (self.remind, self.ask, self.report_held, self.tidy)
            if not self.does(task, now if task == self.tidy else today)
        ]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The others are done; run again when it is mended.")

    def does(self, task, when):
        try:
            task(when)
        except Exception as error:  # a fault of one task must not keep the others from their day
            # Its text may quote a row: only the type is told.
            self.stderr.write(f"{task.__name__}: {type(error).__name__}")
            return False
        return True

    def remind(self, today):
        groups, coordinator = reminders.remind_groups(today)
        self.stdout.write(f"{groups} groups reminded, {coordinator} told to the coordinator")

    def ask(self, today):
        self.stdout.write(f"{reminders.ask_senders(today)} senders asked")

    def report_held(self, today):
        if digest.report_held(today):
            self.stdout.write("Told the coordinator what is held")

    def tidy(self, now):
        for what, number in retention.apply_rules(now).items():
            if number:
                self.stdout.write(f"{number} {what}")
