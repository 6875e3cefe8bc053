"""Send the mails that wait in the outbox."""

from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from groups import offline_contacts
from outbox.delivery import Delivery, deliver_due
from outbox.worker import Loop
from ratelimit import limits


class Command(BaseCommand):
    help = "Send the mails that wait in the outbox: once, or with --loop until SIGTERM. Several may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--once", action="store_true", help="one round (this is what happens without --loop, too)")
        mode.add_argument("--loop", action="store_true", help="go on until SIGTERM or SIGINT")
        parser.add_argument("--interval", type=float, default=10, help="seconds between two rounds (10)")
        parser.add_argument("--limit", type=int, default=1000, help="most mails in a round (1000)")

    def handle(self, *, loop: bool, interval: float, limit: int, **options: object) -> None:
        worker = Loop(self.stderr)
        if loop:
            worker.run(lambda: self.deliver(limit, worker.is_stopping), interval)
        else:
            self.deliver(limit, worker.is_stopping)

    def deliver(self, limit: int, is_stopping: Callable[[], bool]) -> None:
        counts = deliver_due(limit, is_stopping)
        limits.purge(timezone.now())
        offline_contacts.refresh()  # pages tell from it how to reach a group when the database is gone
        if counts:
            deferred = counts[Delivery.DEFERRED] + counts[Delivery.SERVER_AWAY]
            self.stdout.write(f"{counts[Delivery.SENT]} sent, {deferred} put off, {counts[Delivery.FAILED]} given up")
