"""What the commands that load shipped data share: arguments, one transaction, the report."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from .errors import SourceError
from .three_way_merge import LoadReport


class LoadCommand(BaseCommand):
    """A command that loads a folder of files. A subclass gives the folder (`data`) and the way (`load`)."""

    data: Path

    def load(self, folder: Path, force: bool) -> list[LoadReport]:
        """Load the files of `folder`; raise SourceError when they are wrong."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=self.data, help="where the files lie (default: the shipped)")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--force", action="store_true", help="also when more than a tenth of a table would go")

    @transaction.atomic
    def handle(self, folder: Path, dry_run: bool, force: bool, **options: Any) -> None:
        try:
            reports = self.load(folder, force)
        except SourceError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error
        transaction.set_rollback(dry_run)
        for report in reports:
            self.stdout.write(str(report))
            for difference in report.differences:
                self.stdout.write(self.style.WARNING(f"  kept as edited: {difference}"))
        self.stdout.write(self.style.SUCCESS("Dry run: nothing was changed." if dry_run else "Done."))
