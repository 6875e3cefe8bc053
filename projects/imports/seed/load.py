"""Loading all that projects/data has: themes, programmes, the source, then the real projects through the importer."""

import hashlib
from pathlib import Path
from typing import Any

from django.db import transaction

from groups.models import ProgrammingPeriod, Service
from projects.imports.errors import ImportFileError
from projects.imports.runner import ImportOptions, SourceFile, import_rows
from projects.models import ImportRow, Programme, Project, ProjectSource, Theme
from projects.search.index import reindex
from seeding.errors import SourceError
from seeding.files import read_csv
from seeding.loader import Loader, LoadReport

from .collected import DATA, FACTS, NOTES, SOURCE, SUMMARIES, read_collected

_NAMES = ["name_fi", "name_sv", "name_en"]
_LICENCES = ["licence_fi", "licence_sv", "licence_en"]
Outcome = ImportRow.Outcome


@transaction.atomic
def load_projects(folder: Path = DATA, force: bool = False) -> list[LoadReport]:
    """Load themes, programmes, the source and the projects, and reindex all projects; return a report of each.

    folder: with the files that projects/data has. Needs the groups (load_groups first). Raises SourceError, with
    nothing changed, when a file is wrong or more than a tenth would go and `force` is not set.
    """
    loader = Loader(force)
    loader.load(Theme, read_themes(folder / "themes.csv"), key=["code"])
    loader.load(Programme, read_programmes(folder / "programmes.csv"), key=["code"])
    loader.load(ProjectSource, read_sources(folder / "sources.csv"), key=["code"])
    projects = _load_collected(folder, force)
    reports = loader.finish()
    # All of it: names of groups, places and themes, by which projects are found, may have changed as well.
    reindex()
    return [*reports, projects]


def read_themes(path: Path) -> list[dict[str, Any]]:
    """Read themes.csv into dicts for Theme, in its order; services that staff has deleted are left out."""
    services = dict(Service.objects.values_list("code", "pk"))
    return [
        {
            "code": row.required("code"),
            **{name: row.required(name) for name in _NAMES},
            "order": order,
            "services": [services[code] for code in row["services"].split() if code in services],
        }
        for order, row in enumerate(read_csv(path, ["code", *_NAMES, "services"], key=["code"]))
    ]


def read_programmes(path: Path) -> list[dict[str, Any]]:
    """Read programmes.csv into dicts for Programme; those of a period that staff has deleted are left out."""
    periods = set(ProgrammingPeriod.objects.values_list("code", flat=True))
    return [
        {
            "code": row.required("code"),
            "period_id": row.required("period"),
            **{name: row.required(name) for name in _NAMES},
        }
        for row in read_csv(path, ["code", "period", *_NAMES], key=["code"])
        if row["period"] in periods
    ]


def read_sources(path: Path) -> list[dict[str, Any]]:
    """Read sources.csv into dicts for ProjectSource."""
    columns = [*_NAMES, *_LICENCES]
    return [
        {
            "code": row.required("code"),
            "collected_on": row.day("collected_on"),
            **{name: row.required(name) for name in columns},
        }
        for row in read_csv(path, ["code", "collected_on", *columns], key=["code"])
    ]


def _load_collected(folder: Path, force: bool) -> LoadReport:
    rows = read_collected(folder)
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in (FACTS, NOTES, SUMMARIES)))
    source = ProjectSource.objects.filter(code=SOURCE).first()
    if source is None:  # deleted by staff, and with it what it would hold
        return LoadReport(str(Project._meta.verbose_name_plural))
    try:
        file = SourceFile(FACTS, digest.hexdigest(), layout=SOURCE, encoding="utf-8")
        done = import_rows(rows, source, file, ImportOptions(force=force))
    except ImportFileError as error:
        raise SourceError(f"{str(error).rstrip('.')}; use --force if that is meant", FACTS) from error
    for rejected in done.examples[Outcome.REJECTED][:1]:
        line = rejected.where.line if rejected.where else None
        raise SourceError(f"{rejected.title}: {' '.join(rejected.notes)}".rstrip("."), FACTS, line)
    conflicts = ImportRow.objects.filter(run=done.run, outcome=Outcome.CONFLICT)
    return LoadReport(
        str(Project._meta.verbose_name_plural),
        added=done.counts[Outcome.NEW],
        changed=done.counts[Outcome.CHANGED],
        removed=done.counts[Outcome.GONE],
        total=done.rows,
        differences=[f"{row.raw['title']}: {' '.join(row.notes)}" for row in conflicts],
    )
