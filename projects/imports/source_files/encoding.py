"""Bytes of a text file → its encoding, without guessing: a byte order mark, strict UTF-8, else cp1252.

Where some lines are UTF-8 and others are not, the file is read as most of its lines are, and the damage in the others
is left to be seen, never mended.
"""

import codecs
import re
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from projects.imports.errors import ImportFileError

_CHUNK_BYTES = 1 << 20  # bytes read at a time
_BEGINNING = 65536  # bytes that show what kind of file it is
MAX_CONTROLS = 64  # control characters that a damaged text may hold; they are reported by line

_MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|script|title|meta|div|svg)\b", re.I
)
_BINARY = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"\x7fELF": "ELF", b"{\\rtf": "RTF",
}  # fmt: skip
_CONTROL = bytes([*range(9), 11, 12, *range(14, 27), *range(28, 32), 127])


class Encoding(NamedTuple):
    """name: for people. codec, errors: to open the file with; is_mixed: some lines are in another encoding."""

    name: str
    codec: str
    errors: str = "strict"
    is_mixed: bool = False


def _latin_1(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that cp1252 leaves undefined as latin-1 does; rows that hold one say so."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("cp1252-undefined", _latin_1)


def refuse_what_is_no_table(beginning: bytes) -> None:
    """Raise ImportFileError when the first 64 kB of a file are not those of a text table."""
    bare = beginning.removeprefix(codecs.BOM_UTF8)
    if not bare.strip():
        raise ImportFileError(_("The file is empty."))
    if _HTML.match(bare):
        raise ImportFileError(
            _("This is a web page, not a table. Perhaps an error page was saved as the file: download it again.")
        )
    kind = next((name for mark, name in _BINARY.items() if bare.startswith(mark)), "")
    if kind:
        raise ImportFileError(_("This is a %(kind)s file, not a table in CSV, XLSX, ODS or XLS.") % {"kind": kind})
    is_utf_16 = beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    controls = len(bare) - len(bare.translate(None, _CONTROL))
    if controls > MAX_CONTROLS and controls * 20 > len(bare) and not is_utf_16:
        raise ImportFileError(_("This is not a text file. Save the table as CSV or XLSX."))


def find_encoding(file: BinaryIO) -> Encoding:
    """Return the Encoding of a seekable file, read through once in chunks.

    Raises ImportFileError for an empty or a binary file and for a web page saved under another name.
    """
    file.seek(0)
    beginning = file.read(_BEGINNING)
    refuse_what_is_no_table(beginning)
    for mark, codec in _MARKS:
        if beginning.startswith(mark):
            if codec == "utf-16":
                return Encoding("utf-16", codec, "replace")
            if _is_utf_8(file):
                return Encoding("utf-8-bom", codec)
            return Encoding("utf-8-bom", codec, "surrogateescape", is_mixed=True)
    if _is_utf_8(file):
        return Encoding("utf-8", "utf-8")
    good, bad = _lines_beyond_ascii(file)
    if good and good >= bad:
        return Encoding("utf-8", "utf-8", "surrogateescape", True)
    return Encoding("cp1252", "cp1252", "cp1252-undefined", bool(good))


def _is_utf_8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines_beyond_ascii(file: BinaryIO) -> tuple[int, int]:
    """Return how many lines with a byte above 127 are UTF-8, and how many are not."""
    good = bad = 0
    file.seek(0)
    while line := file.readline(_CHUNK_BYTES):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good, bad
