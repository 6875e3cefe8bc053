"""Send the mails that wait in the outbox."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from enquiries import ratelimit
from enquiries.outbox import deliver_due


class Command(BaseCommand):
    help = "Send the mails that wait in the outbox: once, or with --loop until SIGTERM. Several may run at once."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="one round (this is what happens without --loop, too)")
        how.add_argument("--loop", action="store_true", help="go on until SIGTERM or SIGINT")
        parser.add_argument("--interval", type=float, default=10, help="seconds between two rounds (10)")
        parser.add_argument("--limit", type=int, default=1000, help="most mails in a round (1000)")

    def handle(self, loop, interval, limit, **options):
        self.stop = threading.Event()
        if not loop:
            self.round(limit)
            return
        previous = {name: signal.signal(name, self.ask_to_stop) for name in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self.stop.is_set():
                self.round_that_survives(limit)
                self.stop.wait(max(interval, 0.1))
        finally:
            for name, handler in previous.items():
                signal.signal(name, handler)

    def ask_to_stop(self, *_signal):
        """End after the mail that is being sent: it is neither lost nor sent twice."""
        self.stop.set()

    def round(self, limit):
        sent, put_off, given_up = deliver_due(limit, self.stop.is_set)
        ratelimit.forget(timezone.now())
        if sent or put_off or given_up:
            self.stdout.write(f"{sent} sent, {put_off} put off, {given_up} given up")

    def round_that_survives(self, limit):
        try:
            close_old_connections()
            self.round(limit)
        except DatabaseError as error:  # the database restarts: the mails wait in it
            self.stderr.write(f"Database: {type(error).__name__}; trying again")
