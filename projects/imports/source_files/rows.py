"""A row of a file, whatever the kind of file."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

CELL_LIMIT = 131_072  # characters; the csv module's own limit, far above any summary
LINE_LIMIT = 1_000_000  # characters of a line of text
COLUMN_LIMIT = 200
SAMPLE = 60  # rows in which the header is looked for

Cell = str | int | float


class Where(NamedTuple):
    """Where a row stands. line: the first is 1. sheet: its name where several sheets of a file are read, else ""."""

    line: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}: {self.line}" if self.sheet else str(self.line)

    def describe(self) -> str:
        """Return "line 5" or "sheet 2017, line 5" in the reader's language."""
        if self.sheet:
            return _("sheet %(sheet)s, line %(line)d") % self._asdict()
        return _("line %(line)d") % {"line": self.line}


class SourceRow(NamedTuple):
    """A row of a file as it is. line: where it begins, the first is 1. problem: why it cannot be read, or "".

    formulas: indexes of cells that a formula fills; one whose value the file does not hold is the formula's text.
    """

    line: int
    cells: list[Cell]
    problem: str = ""
    formulas: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not self.problem and not any(cell.strip() if isinstance(cell, str) else True for cell in self.cells)


class Table(Protocol):
    """A file as tables of rows: a text file read with each separator in turn, or the sheets of a spreadsheet.

    A table is named by its separator or by its sheet. encoding: for people. is_mixed: some lines are in another
    encoding. hidden: names of sheets that nobody sees.
    """

    encoding: str
    is_mixed: bool
    hidden: list[str]

    def samples(self) -> Iterator[tuple[str, list[SourceRow]]]:
        """Yield (name of the table, its first rows) for each table."""

    def rows(self, name: str, after: int, width: int) -> Iterator[SourceRow]:
        """Yield each row of a table below line `after`, with at most `width` cells; reads the file again."""
