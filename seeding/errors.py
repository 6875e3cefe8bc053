"""Errors of data that comes from outside."""

from pathlib import Path


class SourceError(ValueError):
    """A source file can't be used as it is. The message names the file and, where there is one, the line."""

    def __init__(self, message: str, file: str | Path | None = None, line: int | None = None) -> None:
        """message: what is wrong, without a full stop; file: path or name; line: 1 is the first line of the file."""
        where = ", ".join(filter(None, [str(file) if file else "", f"line {line}" if line else ""]))
        super().__init__(f"{where}: {message}" if where else message)
        self.file, self.line = file, line
