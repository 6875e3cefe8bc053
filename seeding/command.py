"""What the commands that load shipped data share: arguments, one transaction, the report."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from .errors import SourceError


class LoadCommand(BaseCommand):
    """A command that loads a folder of files. A subclass says which (`data`) and how (`load`)."""

    data: Path

    def load(self, folder, force):
        """Load the files of `folder` and return a list of Report; raise SourceError when they are wrong."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=self.data, help="where the files lie (default: the shipped)")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--force", action="store_true", help="also when more than a tenth of a table would go")

    @transaction.atomic
    def handle(self, folder, dry_run, force, **options):
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
