"""Load regions, municipalities, postal codes and borders: manage.py load_places [--dry-run] [--force]."""

from pathlib import Path

from places.seed import DATA, load_places
from seeding.command import LoadCommand
from seeding.loader import LoadReport


class Command(LoadCommand):
    help = "Load regions, municipalities, postal codes and borders. A second run changes nothing."
    data = DATA

    def load(self, folder: Path, force: bool) -> list[LoadReport]:
        return load_places(folder, force=force)
