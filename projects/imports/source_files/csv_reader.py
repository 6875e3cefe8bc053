"""A text file as rows of cells: commas, semicolons or tabs, read line by line in bounded memory."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _

from projects.imports.errors import ImportFileError

from .encoding import find_encoding
from .rows import CELL_LIMIT, LINE_LIMIT, SAMPLE, SourceRow

SEPARATORS = ";,\t"


class TextTable:
    """A CSV file. file: seekable, binary; stays open."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.hidden: list[str] = []
        self._encoding = find_encoding(file)
        self.encoding = self._encoding.name
        self.is_mixed = self._encoding.is_mixed

    def samples(self) -> Iterator[tuple[str, list[SourceRow]]]:
        """Yield (separator, first rows) for each separator; the reader chooses."""
        for separator in SEPARATORS:
            yield separator, list(islice(self._rows(separator), SAMPLE))

    def rows(self, separator: str, after: int, width: int) -> Iterator[SourceRow]:
        """Yield each row below line `after`; a row with more than `width` filled cells has a problem."""
        for row in self._rows(separator):
            if row.line <= after:
                continue
            if len(row.cells) > width and any(str(cell).strip() for cell in row.cells[width:]):
                problem = row.problem or _("The row has more cells than the header.")
                yield SourceRow(row.line, row.cells[:width], problem)
            else:
                yield row

    def _rows(self, separator: str) -> Iterator[SourceRow]:
        self.file.seek(0)
        # The wrapper must not close a file that is not ours.
        text = io.TextIOWrapper(
            self.file, encoding=self._encoding.codec, errors=self._encoding.errors, newline="", write_through=False
        )
        try:
            yield from _parsed(_Lines(text), separator)
        except UnicodeError as error:
            raise ImportFileError(_("The file's letters cannot be read: %(error)s.") % {"error": error}) from error
        finally:
            text.detach()


class _Lines:
    """The lines of a text; one longer than LINE_LIMIT is cut and its number kept."""

    def __init__(self, text: TextIO) -> None:
        self.text, self.count = text, 0
        self.cut: set[int] = set()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LINE_LIMIT)
        if not line:
            raise StopIteration
        self.count += 1
        if len(line) == LINE_LIMIT and line[-1] not in "\r\n":
            self.cut.add(self.count)
            rest = line
            while rest and rest[-1] not in "\r\n":
                rest = self.text.readline(LINE_LIMIT)
            line += "\n"
        return line


def _parsed(lines: _Lines, separator: str) -> Iterator[SourceRow]:
    # strict: an unclosed quotation mark is an error of its row, not a cell that swallows the rest of the file.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = lines.count + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield SourceRow(line, [], _reason(error))
            continue
        if lines.cut and not lines.cut.isdisjoint(range(line, lines.count + 1)):
            yield SourceRow(line, [*cells], _("The line is longer than %(limit)s characters.") % {"limit": LINE_LIMIT})
        elif cells:
            yield SourceRow(line, [*cells])


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text:
        return _("A cell is longer than %(limit)s characters; a quotation mark may be missing.") % {"limit": CELL_LIMIT}
    if "unexpected end" in text:
        return _("The file ends within a cell: it was cut short, or a quotation mark is missing.")
    return _("The quotation marks of the line are not in order.")
