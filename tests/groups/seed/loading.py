"""Loading groups without what is drawn and indexed afterwards, which takes most of the time."""

from django.db import transaction

from groups import seed
from groups.seed.directory import load_directory
from groups.seed.network import load_network
from groups.seed.profiles import load_profiles
from seeding.loader import Loader

LATER_STEPS = ["redraw_group_layer", "rebuild_group_names", "index_groups", "index_network"]


@transaction.atomic
def load_tables(folder=seed.DATA, force=False):
    """Do what load_groups does to the tables; return the Reports by table, as "groups.LeaderGroup"."""
    loader = Loader(force)
    load_network(loader, folder)
    load_directory(loader, folder)
    load_profiles(loader, folder)
    loader.finish()
    return {table.label: table.report for table in loader.tables.values()}


def differences(reports):
    """Return all sentences on what differs between staff's edits and the source."""
    return [difference for report in reports.values() for difference in report.differences]
