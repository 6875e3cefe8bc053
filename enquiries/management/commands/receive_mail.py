"""Process the mail that came to the portal's mailbox: bounces, and replies that join their cases."""

import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError

from enquiries.inbound.mailbox import MailboxError
from enquiries.inbound.poll import process_mailbox
from enquiries.inbound.process import MAX_BYTES, Outcome, process_message
from outbox.worker import Loop

# Of sysexits.h: what a mail server understands of a program that it pipes mail to.
EX_NOPERM, EX_TEMPFAIL = 77, 75


class Command(BaseCommand):
    help = "Process the mail in the mailbox at IMAP_URL, once or with --loop until SIGTERM; or one from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--loop", action="store_true", help="go on until SIGTERM or SIGINT")
        mode.add_argument(
            "--stdin", action="store_true", help="process one mail from standard input, for a mail server's pipe"
        )
        parser.add_argument("--to", default="", help="with --stdin: the address that the mail server delivers it to")
        parser.add_argument("--interval", type=float, default=60, help="seconds between two polls (60)")

    def handle(self, *, loop: bool, stdin: bool, to: str, interval: float, **options: object) -> None:
        if not settings.INCOMING_ADDRESS:
            raise CommandError("Set INCOMING_ADDRESS: without it the portal signs no address to write to.")
        if stdin:
            self.process_standard_input(to)
            return
        if not settings.IMAP_URL:
            raise CommandError("Set IMAP_URL to the mailbox, or use --stdin.")
        worker = Loop(self.stderr)
        if loop:
            worker.run(lambda: self.try_poll(worker.is_stopping), interval)
            return
        try:
            self.poll(worker.is_stopping)
        except MailboxError as error:
            raise CommandError(f"Mailbox: {error}") from error

    def poll(self, is_stopping: Callable[[], bool]) -> None:
        counts = process_mailbox(settings.IMAP_URL, is_stopping)
        if counts:
            self.stdout.write(", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome]))

    def try_poll(self, is_stopping: Callable[[], bool]) -> None:
        try:
            self.poll(is_stopping)
        except MailboxError as error:
            self.stderr.write(f"Mailbox: {error}; trying again")

    def process_standard_input(self, to: str) -> None:
        """Process one mail; by the exit status the mail server knows whether to try later or to return the mail."""
        try:
            outcome = process_message(sys.stdin.buffer.read(MAX_BYTES + 1), to)
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(f"Database: {type(error).__name__}", returncode=EX_TEMPFAIL) from error
        if outcome is Outcome.LEFT:
            # The mail server tells the writer; it tells nobody about a mail that a machine wrote.
            raise CommandError("This mail did not reach anybody. Write on the portal instead.", returncode=EX_NOPERM)
