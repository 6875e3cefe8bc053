"""Load the Leader groups and the network's words: manage.py load_groups [--dry-run] [--force]."""

from django.core.management.base import CommandError

from groups.seed import DATA, load_groups
from places.models import Municipality
from seeding.command import LoadCommand


class Command(LoadCommand):
    help = "Load the groups, their areas and profiles. What staff has edited stays and is listed."
    data = DATA

    def load(self, folder, force):
        if not Municipality.objects.exists():
            raise CommandError("No municipalities yet: run load_places first. Nothing was changed.")
        return load_groups(folder, force=force)
