"""Rejected rows given back in the form of their file, with the reason beside each: to be mended and sent again."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from projects.exports.escaping import guard_formula
from projects.models import ImportRow, ImportRun

from .source_files.rows import Where

LINE, REASON = "rejected_line", "rejected_because"  # headings; a file that has them is known to be a part of its source
BOM = "\ufeff"  # without it a spreadsheet takes UTF-8 for cp1252


class Writable(Protocol):
    """A file to write text to."""

    def write(self, text: str, /) -> object: ...


class RejectedRow(NamedTuple):
    """A row that was not loaded: where it stood, its cells by heading, and the reasons."""

    where: Where
    raw: Mapping[str, str]
    reasons: list[str]


def rejected_row_writer(file: Writable, headers: Iterable[str]) -> Callable[[RejectedRow], None]:
    """Write the headings, and return a function that writes a rejected row.

    file: a text file opened with newline="". headers: of the file that was loaded, in its order.
    """
    names = [header for header in headers if header not in (LINE, REASON)]
    writer = csv.writer(file, delimiter=";")
    file.write(BOM)
    writer.writerow([*(guard_formula(name) for name in names), LINE, REASON])

    def write(row: RejectedRow) -> None:
        if row.raw:  # nothing is kept of a row about a person
            cells = [guard_formula(row.raw.get(name, "")) for name in names]
            writer.writerow([*cells, guard_formula(str(row.where)), guard_formula(" ".join(row.reasons))])

    return write


def rejected_rows(run: ImportRun) -> Iterator[RejectedRow]:
    """Yield each rejected row of an import."""
    rows = run.rows.filter(outcome=ImportRow.Outcome.REJECTED).order_by("pk")
    columns = rows.values_list("line", "sheet", "raw", "notes").iterator(chunk_size=1000)
    yield from (RejectedRow(Where(line or 0, sheet), raw, notes) for line, sheet, raw, notes in columns)


def are_rejected_rows(headers: Iterable[str]) -> bool:
    """Return whether a file with these headings holds rejected rows that were given back."""
    return REASON in headers
