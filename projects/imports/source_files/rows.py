"""A row of a file, whatever the kind of file."""

from typing import NamedTuple

from django.utils.translation import gettext as _

CELL_LIMIT = 131_072  # characters; the csv module's own limit, far above any summary
LINE_LIMIT = 1_000_000  # characters of a line of text
COLUMN_LIMIT = 200
SAMPLE = 60  # rows in which the header is looked for


class Where(NamedTuple):
    """Where a row stands. line: the first is 1. sheet: its name where several sheets of a file are read, else ""."""

    line: int
    sheet: str = ""

    def __str__(self):
        return f"{self.sheet}: {self.line}" if self.sheet else str(self.line)

    def words(self):
        """Return "line 5" or "sheet 2017, line 5" in the reader's language."""
        if self.sheet:
            return _("sheet %(sheet)s, line %(line)d") % self._asdict()
        return _("line %(line)d") % {"line": self.line}


class Row(NamedTuple):
    """A row. line: where it begins, the first is 1. cells: str, int or float. problem: why it cannot be read, or "".

    formulas: indexes of cells that a formula fills; one whose value the file does not hold is the formula's text.
    """

    line: int
    cells: list
    problem: str = ""
    formulas: frozenset = frozenset()

    @property
    def is_blank(self):
        """Whether no cell holds anything."""
        return not self.problem and not any(cell.strip() if isinstance(cell, str) else True for cell in self.cells)
