"""A file imported from beginning to end: read, given its source, and taken into the database."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO, NamedTuple, TextIO

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from projects.models import ProjectSource

from .errors import ImportFileError
from .layouts.mapping import MappingContent
from .parsing.file_parser import Reading, read_file
from .parsing.parsed_row import ParsedRow
from .rejects import RejectedRow, are_rejected_rows, rejected_row_writer
from .report import ImportReport
from .runner import ImportOptions, SourceFile, import_rows


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to import.

    content: seekable. name: of the file, for messages and the history. source: None when the mapping file names it.
    mapping: content of a mapping file, where the headings are not known.
    """

    content: BinaryIO
    name: str
    source: ProjectSource | None = None
    mapping: MappingContent | None = None


class Imported(NamedTuple):
    """What an import did, and how its file was read."""

    report: ImportReport
    reading: Reading


def import_file(
    upload: Upload,
    options: ImportOptions,
    *,
    by: User | None = None,
    rejected: TextIO | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Imported:
    """Import a file. A file with rejected rows that were given back is always a part of its source.

    rejected: text file, opened with newline="", to write rejected rows to. on_progress: as of import_rows.
    Raises ImportFileError with nothing changed.
    """
    reading = read_file(upload.content, upload.name, upload.mapping)
    if are_rejected_rows(reading.headers):
        options = replace(options, partial=True)
    report = import_rows(
        reading.rows(),
        upload.source or find_source(reading.source),
        SourceFile(upload.name, _sha256(upload.content), reading.layout, reading.encoding, reading.headers),
        options,
        by=by,
        on_progress=on_progress,
        on_rejected=_writer_of_rejected(rejected, reading) if rejected else None,
    )
    return Imported(report, reading)


def find_source(code: str) -> ProjectSource:
    """Return the source of a code; raises ImportFileError naming those that there are."""
    source = ProjectSource.objects.filter(code=code).first()
    if source:
        return source
    existing = ", ".join(ProjectSource.objects.values_list("code", flat=True)) or "–"
    if code:
        raise ImportFileError(_("Unknown source: %(code)s. Known: %(known)s.") % {"code": code, "known": existing})
    raise ImportFileError(_("Say which source the file is from. Known: %(known)s.") % {"known": existing})


def _writer_of_rejected(file: TextIO, reading: Reading) -> Callable[[ParsedRow, list[str]], None]:
    write = rejected_row_writer(file, reading.headers)
    return lambda row, reasons: write(RejectedRow(row.where, row.raw, reasons))


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()
