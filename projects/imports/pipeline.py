"""A file loaded from beginning to end: read, told whose it is, and taken into the database."""

import hashlib

from django.utils.translation import gettext as _

from projects.models import ProjectSource

from .errors import ImportFileError
from .parsing.file_parser import read_file
from .rejects import are_rejected_rows, write_rejected
from .runner import import_rows


def load_file(file, name, *, source=None, mapping=None, partial=False, rejected=None, **options):
    """Load a file and return (Report, Reading).

    file: binary, seekable. name: of the file, for messages and the history. source: ProjectSource, None when the
    mapping file names it. mapping: content of a mapping file. partial: the file holds only a part of its source; one
    with rejected rows always does. rejected: text file, opened with newline="", to write rejected rows to. options: as
    of importing.run.load. Raises ImportFileError with nothing changed.
    """
    reading = read_file(file, name, mapping)
    if rejected:
        write = write_rejected(rejected, reading.headers)
        options["on_rejected"] = lambda draft, reasons: write(draft.where, draft.raw, reasons)
    report = import_rows(
        reading.drafts(),
        source or _source(reading.source),
        layout=reading.layout,
        encoding=reading.encoding,
        headers=reading.headers,
        file_name=name,
        file_hash=_hash(file),
        partial=partial or are_rejected_rows(reading.headers),
        **options,
    )
    return report, reading


def _source(code):
    source = ProjectSource.objects.filter(code=code).first()
    if source:
        return source
    known = ", ".join(ProjectSource.objects.values_list("code", flat=True)) or "–"
    if code:
        raise ImportFileError(_("Unknown source: %(code)s. Known: %(known)s.") % {"code": code, "known": known})
    raise ImportFileError(_("Say which source the file is from. Known: %(known)s.") % {"known": known})


def _hash(file):
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
