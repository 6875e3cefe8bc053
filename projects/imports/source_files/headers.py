"""Which row of a file is its header, which layout it has, and what each of its columns is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from projects.imports.layouts.layout import Layout
from projects.imports.parsing.columns import LANGUAGES
from projects.imports.parsing.text import clean_line
from text.normalise import fold

from .rows import SourceRow

MIN_COLUMNS = 2  # columns that must be known for a row to be a header
MAX_HEADING_LENGTH = 120  # characters of a heading; a longer cell is content

_CONTACT = re.compile(
    r"yhteyshenkilo|yhteystied|kontaktperson|kontaktuppgift|\bcontact"
    r"|sahkoposti|\be ?post\b|\be ?mail\b|puhelin|\bpuh\b"
    r"|\bgsm\b|telefon|\btfn\b|\bphone|\bmobil|(katu|jakelu|posti|lahi)osoite|gatuadress|postadress|street address"
    r"|henkilotunnus|\bhetu\b|personbeteckning|syntyma|fodelse|date of birth|tilinumero|kontonummer|\biban\b"
)


class MappedColumn(NamedTuple):
    """A column that is used.

    position: its index. header: its heading. field: what it becomes. language: that of the heading. priority: of two
    columns for one field the lower is read first.
    """

    position: int
    header: str
    field: str
    language: str
    priority: int


class Header(NamedTuple):
    """The header of a file. line: the last one that belongs to it; names: one per column, each once."""

    layout: Layout
    line: int
    names: list[str]
    columns: list[MappedColumn]


class Heading(NamedTuple):
    """A cell that may be a heading: the text to display, and the spellings by which it may be known, the best first."""

    text: str
    spellings: tuple[str, ...]


class KnownHeading(NamedTuple):
    """What a layout knows of a heading."""

    field: str
    language: str
    priority: int


@lru_cache(maxsize=4096)
def header_key(text: str) -> str:
    """Return a heading as it is compared: folded, without array numbers (":0:") and a unit at its end."""
    text = re.sub(r":\d+:", ":", str(text)).replace("%", " prosentti ").replace("€", " eur ")
    return re.sub(r" (?:eur|euroa|euro|e)$", "", " ".join(fold(clean_line(text)).replace("_", " ").split()))


def is_contact(heading: str) -> bool:
    """Return whether a heading is of personal data that is never kept: contact persons, e-mail, phones, addresses."""
    return bool(_CONTACT.search(header_key(heading)))


def find_header(rows: Sequence[SourceRow], layouts: Iterable[Layout]) -> Header | None:
    """Return the Header that knows the most columns among the first rows of a file and some layouts, or None.

    A header over two rows, whose upper cells are merged, is put together.
    """
    best, known = None, MIN_COLUMNS - 1
    # A header of two rows must know more than one of them does: a title above a header is no part of it.
    for line, headings in [*_in_one_row(rows), *_in_two_rows(rows)]:
        for layout in layouts:
            columns = _columns(headings, layout)
            if len(columns) > known and _fits(layout, headings, columns):
                names = _each_once(heading.text for heading in headings)
                named = [column._replace(header=names[column.position]) for column in columns]
                best, known = Header(layout, line, names, named), len(columns)
    return best


def _in_one_row(rows: Sequence[SourceRow]) -> Iterator[tuple[int, list[Heading]]]:
    """Yield (line, headings) of each row as a header."""
    for row in rows:
        yield row.line, [Heading(cell, (cell,)) for cell in _heading_texts(row)]


def _in_two_rows(rows: Sequence[SourceRow]) -> Iterator[tuple[int, list[Heading]]]:
    """Yield (last line, headings) of each two rows as a header, the upper one with merged cells."""
    for row, below in pairwise(rows):
        if below.problem:
            continue
        headings, over = [], ""
        for upper, lower in zip_longest(_heading_texts(row), _heading_texts(below), fillvalue=""):
            over = upper or (over if lower else "")  # a merged cell has its text once, in its first column
            text = f"{over}: {lower}" if over and lower else over or lower
            headings.append(Heading(text, (f"{over} {lower}", lower or over)))
        yield below.line, headings


def _heading_texts(row: SourceRow) -> list[str]:
    """Return the cells of a row as headings, without empty ones at its end."""
    texts = [clean_line(str(cell)[:MAX_HEADING_LENGTH]) for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _columns(headings: list[Heading], layout: Layout) -> list[MappedColumn]:
    known = _known_headings(layout)
    columns = []
    for index, heading in enumerate(headings):
        match = next((known[key] for key in map(header_key, heading.spellings) if key in known), None)
        if match:
            columns.append(MappedColumn(index, heading.text, *match))
    return columns


def _fits(layout: Layout, headings: list[Heading], columns: list[MappedColumn]) -> bool:
    fields = {column.field for column in columns}
    keys = {header_key(spelling) for heading in headings for spelling in heading.spellings}
    markers = layout.markers.split("|") if layout.markers else []
    return all(fields.intersection(need.split("|")) for need in layout.needs) and (
        not markers or any(header_key(marker) in keys for marker in markers)
    )


@lru_cache(maxsize=64)  # each mapping file is a layout of its own
def _known_headings(layout: Layout) -> dict[str, KnownHeading]:
    """Return the headings of a layout by their header_key."""
    known: dict[str, KnownHeading] = {}
    for field, headings in layout.headers.items():
        priority = 0
        for language, spellings in zip(LANGUAGES, headings, strict=True):
            for spelling in filter(None, spellings.split("|")):
                known.setdefault(header_key(spelling), KnownHeading(field, language, priority))
                priority += 1
    return known


def _each_once(names: Iterable[str]) -> list[str]:
    """Return names with numbers after those that came before, and for cells without one."""
    taken: set[str] = set()
    once = []
    for number, name in enumerate(names, start=1):
        unique = name or f"#{number}"
        while unique in taken:
            unique = f"{name} ({number})"
        taken.add(unique)
        once.append(unique)
    return once
