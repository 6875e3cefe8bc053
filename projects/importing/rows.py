"""A row of a file, whatever the kind of file."""

from typing import NamedTuple

CELL_LIMIT = 131_072  # characters; the csv module's own limit, far above any summary
LINE_LIMIT = 1_000_000  # characters of a line of text
COLUMN_LIMIT = 200
SAMPLE = 60  # rows in which the header is looked for


class Row(NamedTuple):
    """A row. line: where it begins, the first is 1. cells: str, int or float. problem: why it cannot be read, or ""."""

    line: int
    cells: list
    problem: str = ""

    @property
    def is_blank(self):
        """Whether no cell holds anything."""
        return not self.problem and not any(cell.strip() if isinstance(cell, str) else True for cell in self.cells)
