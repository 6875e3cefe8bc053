"""Load regions, municipalities, postal codes and borders: manage.py load_places [--dry-run] [--force]."""

from places.seed import DATA, load_places
from seeding.command import LoadCommand


class Command(LoadCommand):
    help = "Load regions, municipalities, postal codes and borders. A second run changes nothing."
    data = DATA

    def load(self, folder, force):
        return load_places(folder, force=force)
