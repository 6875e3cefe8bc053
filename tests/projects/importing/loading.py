"""Drafts as a file would give them, and loading them without a file."""

from projects.imports.parsing.parsed_row import ParsedRow
from projects.imports.runner import import_rows
from projects.models import Project
from tests.factories import ProjectSourceFactory


def draft(**told):
    """Return the Draft of a row. title: in Finnish; granted, announced, paid: public funding at that stage."""
    title = told.pop("title", "Kylätalon katto")
    money = {stage: {"public_eur": told.pop(stage)} for stage in ("announced", "granted", "paid") if stage in told}
    raw = {"Hankenumero": told.get("number", ""), "Hankkeen nimi": title}
    return ParsedRow(**{"line": 2, "raw": raw, "titles": {"fi": title} if title else {}, "money": money, **told})


def load_drafts(*drafts, source=None, **options):
    """Load drafts of one source, each on a line of its own, and return the Report."""
    for line, one in enumerate(drafts, start=2):
        one.line = line
    return load_stream(iter(drafts), source=source, **options)


def load_stream(drafts, source=None, **options):
    """Load drafts that are made one by one."""
    given = {"layout": "group_table", "file_name": "hankkeet.csv", "file_hash": "0" * 64, "headers": ["Hankkeen nimi"]}
    return import_rows(drafts, source or ProjectSourceFactory(), **{**given, **options})


def counts(report):
    """Return {outcome: number of rows}, without zeros, outcomes as plain words."""
    return {str(outcome): count for outcome, count in report.counts.items() if count}


def only_project():
    """Return the one project that there is."""
    return Project.objects.get()
