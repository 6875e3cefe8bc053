"""Rejected rows given back in the form of their file, with the reason beside each: to be mended and sent again."""

import csv

from projects.exports.escaping import guard_formula
from projects.models import ImportRow

from .source_files.rows import Where

LINE, REASON = "rejected_line", "rejected_because"  # headings; a file that has them is known to be a part of its source
BOM = "\ufeff"  # without it a spreadsheet takes UTF-8 for cp1252


def write_rejected(file, headers):
    """Return a function that takes (Where, {header: cell}, reasons) and writes a row.

    file: text, opened with newline=""; headers: of the file that was loaded, in its order.
    """
    headers = [header for header in headers if header not in (LINE, REASON)]
    writer = csv.writer(file, delimiter=";")
    file.write(BOM)
    writer.writerow([*(guard_formula(header) for header in headers), LINE, REASON])

    def write(where, raw, reasons):
        if raw:  # nothing is kept of a row about a person
            cells = [guard_formula(raw.get(header, "")) for header in headers]
            writer.writerow([*cells, guard_formula(str(where)), guard_formula(" ".join(reasons))])

    return write


def rejected_rows(run):
    """Yield (Where, {header: cell}, reasons) of each rejected row of an ImportRun."""
    rows = run.rows.filter(outcome=ImportRow.Outcome.REJECTED).order_by("pk")
    columns = rows.values_list("line", "sheet", "raw", "notes").iterator(chunk_size=1000)
    yield from ((Where(line, sheet), raw, notes) for line, sheet, raw, notes in columns)


def are_rejected_rows(headers):
    """Tell whether a file with these headings holds rejected rows that were given back."""
    return REASON in headers
