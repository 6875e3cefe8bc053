"""Reading the CSV and JSON files that the product ships: strict, and every complaint names file and line."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from .errors import SourceError


class SeedRow(dict[str, str]):
    """One line of a CSV file: values by column name, and its place in the file for error messages."""

    def __init__(self, values: Mapping[str, str] | Iterable[tuple[str, str]], file: str, line: int) -> None:
        super().__init__(values)
        self.file, self.line = file, line

    def error(self, message: str) -> SourceError:
        """Return a SourceError that names this line."""
        return SourceError(message, self.file, self.line)

    def required(self, column: str) -> str:
        """Return the value of a column that must not be empty."""
        if not self[column]:
            raise self.error(f"{column} is empty")
        return self[column]

    def code(self, column: str, length: int) -> str:
        """Return an official code: digits of exactly this length, leading zeros kept."""
        value = self[column]
        if len(value) != length or not (value.isascii() and value.isdigit()):
            raise self.error(f"{column} must be {length} digits, not {value!r}")
        return value

    def whole_number(self, column: str) -> int | None:
        """Return an int above 0, None when the cell is empty: what nobody knows is empty, never 0."""
        value = self[column]
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and int(value)):
            raise self.error(f"{column} must be a whole number above 0, or empty when unknown, not {value!r}")
        return int(value)

    def degrees(self, column: str, lowest: float, highest: float) -> float | None:
        """Return a float between two numbers of degrees, None when the cell is empty."""
        if not self[column]:
            return None
        try:
            value = float(self[column])
        except ValueError:
            raise self.error(f"{column} must be a number, not {self[column]!r}") from None
        if not lowest <= value <= highest:
            raise self.error(f"{column} must lie between {lowest} and {highest}, not {self[column]!r}")
        return value

    def day(self, column: str) -> date | None:
        """Return a date from yyyy-mm-dd, None when the cell is empty."""
        if not self[column]:
            return None
        try:
            day = date.fromisoformat(self[column])
        except ValueError:
            day = None
        if day is None or str(day) != self[column]:  # fromisoformat also accepts 20250131 and 2025-W05-5
            raise self.error(f"{column} must be a day like 2025-01-31, not {self[column]!r}")
        return day

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """Return a value that is one of the allowed ones."""
        if self[column] not in allowed:
            raise self.error(f"{column} must be one of {', '.join(sorted(allowed))}, not {self[column]!r}")
        return self[column]


def read_csv(path: Path, columns: Sequence[str], key: Sequence[str] | None = None) -> list[SeedRow]:
    """Read a CSV file (UTF-8, comma, header row).

    columns: names that the header must have, others are ignored; key: columns that together must not repeat.
    Raises SourceError when the file is missing, not UTF-8, empty, lacks a column, has a line of another length,
    or repeats a key.
    """
    rows: list[SeedRow] = []
    lines: dict[tuple[str, ...], int] = {}
    text = read_text(path)
    if not text.strip():
        raise SourceError("is empty", path.name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader)
        missing = [name for name in columns if header.count(name) != 1]
        if missing:
            raise SourceError(f"the header lacks {', '.join(missing)}, or has it twice", path.name, 1)
        for cells in reader:
            if not cells:
                continue
            row = SeedRow(zip(header, (cell.strip() for cell in cells), strict=False), path.name, reader.line_num)
            if len(cells) != len(header):
                raise row.error(f"{len(cells)} cells where the header has {len(header)}")
            if key:
                value = tuple(row[name] for name in key)
                if value in lines:
                    raise row.error(f"{' + '.join(value)} stands already in line {lines[value]}")
                lines[value] = row.line
            rows.append(row)
    except csv.Error as error:
        raise SourceError(f"not CSV: {error}", path.name, reader.line_num) from error
    if not rows:
        raise SourceError("no rows", path.name)
    return rows


def read_json(path: Path) -> Any:
    """Read a JSON file. Raises SourceError naming the line when it is missing, not UTF-8, not JSON or not storable."""
    text = read_text(path)
    try:
        content = json.loads(text)
        json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg}", path.name, error.lineno) from error
    except UnicodeEncodeError as error:
        raise SourceError("holds half a character (a lone surrogate)", path.name) from error
    if "\\u0000" in text:
        raise SourceError("holds NUL", path.name, text[: text.index("\\u0000")].count("\n") + 1)
    return content


@contextmanager
def expected_structure(path: Path) -> Iterator[None]:
    """Turn errors met while the content of a JSON file is read into a SourceError that names the file."""
    try:
        yield
    except KeyError as error:
        raise SourceError(f"not in the agreed form: {error} is missing", path.name) from error
    except (TypeError, AttributeError) as error:
        raise SourceError(f"not in the agreed form: {error}", path.name) from error


def read_text(path: Path) -> str:
    """Read a UTF-8 file, with or without a byte order mark. Raises SourceError when it can't be read."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", path.name) from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(f"not UTF-8 (byte {error.start} of the file)", path.name, line) from error
    if "\0" in text:
        raise SourceError("holds NUL", path.name, text[: text.index("\0")].count("\n") + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")
