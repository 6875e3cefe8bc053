"""Load the shipped projects and what they are sorted by: manage.py load_projects [--dry-run] [--force]."""

from pathlib import Path

from django.core.management.base import CommandError

from groups.models import LeaderGroup
from projects.imports.seed.collected import DATA
from projects.imports.seed.load import load_projects
from seeding.command import LoadCommand
from seeding.loader import LoadReport


class Command(LoadCommand):
    help = "Load the themes, programmes and real projects. What staff has edited stays and is listed."
    data = DATA

    def load(self, folder: Path, force: bool) -> list[LoadReport]:
        if not LeaderGroup.objects.exists():
            raise CommandError("No groups yet: run load_groups first. Nothing was changed.")
        return load_projects(folder, force=force)
