"""Make the database ready to serve: migrate, and load the shipped data when it is new or has changed.

Run by `make run`; a second run takes a second, since it only compares a fingerprint.
"""

import hashlib

from django.core.management import call_command
from django.core.management.base import BaseCommand

import groups.importing
import places.importing
from places.models import LoadedRow
from places.search import is_outdated


class Command(BaseCommand):
    help = "Migrate the database and load the shipped data when it has changed."

    def handle(self, **options):
        call_command("migrate", verbosity=0, interactive=False)
        fingerprint = {"files": _hash_of_files()}
        known = LoadedRow.objects.filter(model="prepare", key="data").first()
        if known and known.values == fingerprint and not is_outdated():
            self.stdout.write("The database is ready.")
            return
        call_command("load_places", folder=places.importing.DATA, stdout=self.stdout)
        call_command("load_groups", folder=groups.importing.DATA, stdout=self.stdout)
        LoadedRow.objects.update_or_create(model="prepare", key="data", defaults={"values": fingerprint})


def _hash_of_files():
    """Return one hash over the shipped files of places and groups."""
    digest = hashlib.sha256()
    for folder in (places.importing.DATA, groups.importing.DATA):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
