"""Erase the person with an e-mail address from the whole database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from privacy.subject_access import CannotErase, erase


class Command(BaseCommand):
    help = (
        "Erase the person with an e-mail address: enquiries, account, contacts, versions. Without --yes it only counts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--yes", action="store_true", help="do it; there is no way back")

    @transaction.atomic
    def handle(self, address: str, yes: bool, **options: Any) -> None:
        address = address.strip()
        if "@" not in address:
            raise CommandError("Give a whole e-mail address. Nothing was changed.")
        try:
            counts = erase(address)
        except CannotErase as error:
            raise CommandError("This is the only superuser: make another first. Nothing was changed.") from error
        transaction.set_rollback(not yes)
        for what, number in counts.items():
            self.stdout.write(f"{what}: {number}")
        self.stdout.write("Erased." if yes else "Nothing was changed: this is what --yes would erase.")
