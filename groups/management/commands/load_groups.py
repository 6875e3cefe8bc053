"""Load the Leader groups and the network's texts: manage.py load_groups [--dry-run] [--force]."""

from pathlib import Path

from django.core.management.base import CommandError

from groups.seed import DATA, load_groups
from places.models import Municipality
from seeding.command import LoadCommand
from seeding.loader import LoadReport


class Command(LoadCommand):
    help = "Load the groups, their areas and profiles. What staff has edited stays as it is and is listed."
    data = DATA

    def load(self, folder: Path, force: bool) -> list[LoadReport]:
        if not Municipality.objects.exists():
            raise CommandError("No municipalities yet: run load_places first. Nothing was changed.")
        return load_groups(folder, force=force)
