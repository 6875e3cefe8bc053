"""Take the mail that came to the portal's mailbox: bounces, and replies that join their cases."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from enquiries.inbound.mailbox import MailboxError
from enquiries.inbound.poll import empty
from enquiries.inbound.process import MOST_BYTES, Outcome, process_message
from outbox.worker import Loop

# Of sysexits.h: what a mail server understands of a program that it pipes mail to.
EX_NOPERM, EX_TEMPFAIL = 77, 75


class Command(BaseCommand):
    help = (
        "Take the mail in the mailbox at IMAP_URL, once or with --loop until SIGTERM; or one mail from standard input."
    )

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--loop", action="store_true", help="go on until SIGTERM or SIGINT")
        how.add_argument(
            "--stdin", action="store_true", help="take one mail from standard input, for a mail server's pipe"
        )
        parser.add_argument("--to", default="", help="with --stdin: the address that the mail server delivers it to")
        parser.add_argument("--interval", type=float, default=60, help="seconds between two rounds (60)")

    def handle(self, loop, stdin, to, interval, **options):
        if not settings.INCOMING_ADDRESS:
            raise CommandError("Set INCOMING_ADDRESS: without it the portal signs no address to write to.")
        if stdin:
            self.take_one(to)
            return
        if not settings.IMAP_URL:
            raise CommandError("Set IMAP_URL to the mailbox, or use --stdin.")
        worker = Loop(self.stderr)
        if loop:
            worker.run(lambda: self.round_that_survives(worker.is_stopping), interval)
            return
        try:
            self.round(worker.is_stopping)
        except MailboxError as error:
            raise CommandError(f"Mailbox: {error}") from error

    def round(self, is_stopping):
        counts = empty(settings.IMAP_URL, is_stopping)
        if any(counts.values()):
            self.stdout.write(", ".join(f"{count} {taken.value}" for taken, count in counts.items() if count))

    def round_that_survives(self, is_stopping):
        try:
            self.round(is_stopping)
        except MailboxError as error:
            self.stderr.write(f"Mailbox: {error}; trying again")

    def take_one(self, to):
        """Take the mail on standard input; the exit status tells the mail server to try later or to return the mail."""
        try:
            taken = process_message(sys.stdin.buffer.read(MOST_BYTES + 1), to)
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"Database: {type(error).__name__}", returncode=EX_TEMPFAIL) from error
        if taken is Outcome.LEFT:
            # The mail server tells the writer; it tells nobody about a mail that a machine wrote.
            raise CommandError("This mail did not reach anybody. Write on the portal instead.", returncode=EX_NOPERM)
