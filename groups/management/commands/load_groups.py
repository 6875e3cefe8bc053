"""Load the Leader groups and the network's words: manage.py load_groups [--dry-run] [--force]."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from groups.importing import DATA, load_groups
from places.errors import SourceError
from places.management.commands.load_places import write_reports
from places.models import Municipality


class Command(BaseCommand):
    help = "Load the groups, their areas and profiles. What staff has edited stays and is listed."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=DATA, help="where the files lie (default: the shipped ones)")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--force", action="store_true", help="also when more than a tenth of a table would go")

    @transaction.atomic
    def handle(self, folder, dry_run, force, **options):
        if not Municipality.objects.exists():
            raise CommandError("No municipalities yet: run load_places first. Nothing was changed.")
        try:
            reports = load_groups(folder, force=force)
        except SourceError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error
        transaction.set_rollback(dry_run)
        write_reports(self, reports, dry_run)
