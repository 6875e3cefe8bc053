"""Reading the CSV and JSON files that the product ships: strict, and every complaint names file and line."""

import csv
import json
from datetime import date

from .errors import SourceError


class Row(dict):
    """One line of a CSV file: values by column name, and where it stands for error messages."""

    def __init__(self, values, file, line):
        super().__init__(values)
        self.file, self.line = file, line

    def error(self, message):
        """Return a SourceError that names this line."""
        return SourceError(message, self.file, self.line)

    def required(self, column):
        """Return the value of a column that must not be empty."""
        if not self[column]:
            raise self.error(f"{column} is empty")
        return self[column]

    def code(self, column, length):
        """Return an official code: digits of exactly this length, leading zeros kept."""
        value = self[column]
        if len(value) != length or not (value.isascii() and value.isdigit()):
            raise self.error(f"{column} must be {length} digits, not {value!r}")
        return value

    def whole_number(self, column):
        """Return an int, None when the cell is empty."""
        return self._number(column, int)

    def number(self, column):
        """Return a float, None when the cell is empty."""
        return self._number(column, float)

    def _number(self, column, kind):
        if not self[column]:
            return None
        try:
            return kind(self[column])
        except ValueError:
            raise self.error(f"{column} must be a number, not {self[column]!r}") from None

    def day(self, column):
        """Return a date from yyyy-mm-dd, None when the cell is empty."""
        if not self[column]:
            return None
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise self.error(f"{column} must be a day like 2025-01-31, not {self[column]!r}") from None

    def choice(self, column, allowed):
        """Return a value that is one of the allowed ones."""
        if self[column] not in allowed:
            raise self.error(f"{column} must be one of {', '.join(sorted(allowed))}, not {self[column]!r}")
        return self[column]


def read_csv(path, columns, key=None):
    """Read a CSV file (UTF-8, comma, header row) into a list of Row.

    columns: names that the header must have, others are ignored; key: columns that together must not repeat.
    Raises SourceError when the file is missing, not UTF-8, empty, lacks a column, has a line of another length,
    or repeats a key.
    """
    rows, seen = [], {}
    text = read_text(path)
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    missing = [name for name in columns if name not in header]
    if missing:
        raise SourceError(f"the header lacks {', '.join(missing)}", path.name, 1)
    for cells in reader:
        if not cells:
            continue
        row = Row(zip(header, (cell.strip() for cell in cells), strict=False), path.name, reader.line_num)
        if len(cells) != len(header):
            raise row.error(f"{len(cells)} cells where the header has {len(header)}")
        if key:
            value = tuple(row[name] for name in key)
            if value in seen:
                raise row.error(f"{' + '.join(value)} stands already in line {seen[value]}")
            seen[value] = row.line
        rows.append(row)
    if not rows:
        raise SourceError("no rows", path.name)
    return rows


def read_json(path):
    """Read a JSON file. Raises SourceError naming the line when it is missing, not UTF-8 or not JSON."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg}", path.name, error.lineno) from error


def read_text(path):
    """Read a UTF-8 file, with or without a byte order mark. Raises SourceError when it can't be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", path.name) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 (byte {error.start})", path.name) from error
    if "\0" in text:
        raise SourceError("holds NUL bytes", path.name)
    return text
