"""Drafts as a file would give them, and loading them without a file."""

import pytest

from projects.importing.draft import Draft
from projects.importing.run import load
from projects.models import Project
from tests.factories import ProjectSourceFactory


def draft(**told):
    """Return the Draft of a row with a title in Finnish; `title`, `public` and `granted` are short for the usual."""
    title = told.pop("title", "Kylätalon katto")
    money = {stage: {"public_eur": told.pop(stage)} for stage in ("announced", "granted", "paid") if stage in told}
    number = told.get("number", "")
    raw = {"Hankenumero": number, "Hankkeen nimi": title}
    return Draft(**{"line": 2, "raw": raw, "titles": {"fi": title} if title else {}, "money": money, **told})


def load_drafts(*drafts, source=None, **options):
    """Load drafts of one source, each on a line of its own, and return the Report."""
    for line, one in enumerate(drafts, start=2):
        one.line = line
    given = {
        "layout": "group_table",
        "file_name": "hankkeet.csv",
        "file_hash": "0" * 64,
        "headers": list(drafts[0].raw),
    }
    return load(iter(drafts), source or ProjectSourceFactory(), **{**given, **options})


def only_project():
    """Return the one project that there is."""
    return Project.objects.get()


__all__ = ["draft", "load_drafts", "only_project", "pytest"]
