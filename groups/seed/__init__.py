"""The files of groups/data as rows for the tables. Sources, licences and dates: docs/sources.md."""

from pathlib import Path

from django.db import transaction

from groups.coverage import redraw_group_layer
from groups.finder import rebuild_group_names
from groups.search_entries import index_groups, index_network
from seeding.loader import Loader, LoadReport

from .directory import load_directory
from .network import load_network
from .profiles import load_profiles

DATA = Path(__file__).parent.parent / "data"


@transaction.atomic
def load_groups(folder: Path = DATA, force: bool = False) -> list[LoadReport]:
    """Load the network's texts, the groups, their areas and profiles; return a report for each table.

    folder: with the files that groups/data has. Needs the municipalities (load_places first). Raises SourceError,
    with nothing changed, when a file is wrong or more than a tenth of a table would go and `force` is not set.
    """
    loader = Loader(force)
    load_network(loader, folder)
    load_directory(loader, folder)
    load_profiles(loader, folder)
    reports = loader.finish()
    redraw_group_layer()
    rebuild_group_names()
    index_groups()
    index_network()
    return reports
