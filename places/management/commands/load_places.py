"""Load regions, municipalities, postal codes and borders: manage.py load_places [--dry-run] [--force]."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from places.errors import SourceError
from places.importing import DATA, load_places


class Command(BaseCommand):
    help = "Load regions, municipalities, postal codes and borders. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=DATA, help="where the files lie (default: the shipped ones)")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--force", action="store_true", help="also when more than a tenth of a table would go")

    @transaction.atomic
    def handle(self, folder, dry_run, force, **options):
        try:
            reports = load_places(folder, force=force)
        except SourceError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error
        transaction.set_rollback(dry_run)
        write_reports(self, reports, dry_run)


def write_reports(command, reports, dry_run):
    """Print one line per table and one per difference to a command's standard output."""
    for report in reports:
        command.stdout.write(str(report))
        for difference in report.differences:
            command.stdout.write(command.style.WARNING(f"  kept as edited: {difference}"))
    command.stdout.write(command.style.SUCCESS("Dry run: nothing was changed." if dry_run else "Done."))
