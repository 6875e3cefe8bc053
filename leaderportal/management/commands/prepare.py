"""Make the database ready to serve: migrate, and load the shipped data when it, or how it is read, has changed.

Run by `make run`; a second run takes a second, since it only compares fingerprints.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

import groups.offline_contacts
import groups.seed
import places.seed
import projects.imports.seed.collected
import projects.search.index
import search
import search.entries
import seeding
import text
from seeding.models import LoadedRow

# Any module of these apps may decide what stands in a table or an index; to hash them all forgets none.
CODE = [Path(app.__path__[0]) for app in (text, search, seeding, places, groups, projects)]


class Command(BaseCommand):
    help = "Migrate the database and load the shipped data when it, or the code that reads it, has changed."

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        folders = {
            "load_places": places.seed.DATA,
            "load_groups": groups.seed.DATA,
            "load_projects": projects.imports.seed.collected.DATA,
        }
        fingerprint = {"files": _hash_of(folders.values(), "*"), "code": _hash_of(CODE, "*.py")}
        loaded = LoadedRow.objects.filter(model="prepare", key="data").first()
        if loaded and loaded.values == fingerprint and not _is_an_index_outdated():
            groups.offline_contacts.refresh()
            self.stdout.write("The database is ready.")
            return
        for command, folder in folders.items():
            call_command(command, folder=folder, stdout=self.stdout)
        groups.offline_contacts.refresh(force=True)
        LoadedRow.objects.update_or_create(model="prepare", key="data", defaults={"values": fingerprint})


def _is_an_index_outdated() -> bool:
    return search.entries.is_outdated() or projects.search.index.is_outdated()


def _hash_of(folders: Iterable[Path], pattern: str) -> str:
    """Return one hash over the names and contents of the files of some folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob(pattern)):
            if file.is_file():
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
