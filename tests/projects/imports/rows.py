"""Parsed rows as a file would give them, and importing them without a file."""

from collections.abc import Iterable
from typing import Any

from projects.imports.parsing.parsed_row import ParsedRow
from projects.imports.report import ImportReport
from projects.imports.runner import ImportOptions, SourceFile, import_rows
from projects.models import Project, ProjectSource
from tests.factories import ProjectSourceFactory

OPTIONS = set(ImportOptions.__dataclass_fields__)


def parsed(**fields: Any) -> ParsedRow:
    """Return a row. title: in Finnish; granted, announced, paid: public funding at that stage."""
    title = fields.pop("title", "Kylätalon katto")
    money = {stage: {"public_eur": fields.pop(stage)} for stage in ("announced", "granted", "paid") if stage in fields}
    raw = {"Hankenumero": fields.get("number", ""), "Hankkeen nimi": title}
    return ParsedRow(**{"line": 2, "raw": raw, "titles": {"fi": title} if title else {}, "money": money, **fields})


def run_import(*rows: ParsedRow, source: ProjectSource | None = None, **options: Any) -> ImportReport:
    """Import rows of one source, each on a line of its own."""
    for line, row in enumerate(rows, start=2):
        row.line = line
    return run_import_of_stream(iter(rows), source=source, **options)


def run_import_of_stream(
    rows: Iterable[ParsedRow], source: ProjectSource | None = None, headers: tuple[str, ...] = (), **options: Any
) -> ImportReport:
    """Import rows that are made one by one. options: of ImportOptions, and arguments of import_rows."""
    file = SourceFile("hankkeet.csv", "0" * 64, layout="group_table", headers=[*headers] or ["Hankkeen nimi"])
    how = ImportOptions(**{name: options.pop(name) for name in OPTIONS & set(options)})
    return import_rows(rows, source or ProjectSourceFactory(), file, how, **options)


def counts(report: ImportReport) -> dict[str, int]:
    """Return {outcome: number of rows}, without zeros, outcomes as plain words."""
    return {str(outcome): count for outcome, count in report.counts.items() if count}


def only_project() -> Project:
    """Return the one project that there is."""
    return Project.objects.get()
