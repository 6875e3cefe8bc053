"""Which row of a file is its header, which layout it has, and what each of its columns is."""

import re
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from projects.imports.layouts.layout import Layout
from projects.imports.parsing.columns import LANGUAGES
from projects.imports.parsing.text import clean_line
from text.normalise import fold

FEWEST = 2  # columns that must be known for a row to be a header
LONGEST = 120  # characters of a heading; a longer cell is content

_CONTACT = re.compile(
    r"yhteyshenkilo|yhteystied|kontaktperson|kontaktuppgift|\bcontact"
    r"|sahkoposti|\be ?post\b|\be ?mail\b|puhelin|\bpuh\b"
    r"|\bgsm\b|telefon|\btfn\b|\bphone|\bmobil|(katu|jakelu|posti|lahi)osoite|gatuadress|postadress|street address"
    r"|henkilotunnus|\bhetu\b|personbeteckning|syntyma|fodelse|date of birth|tilinumero|kontonummer|\biban\b"
)


class Column(NamedTuple):
    """A column that is used: where it stands, its header, its field, the header's language, and its turn."""

    at: int
    header: str
    field: str
    language: str
    turn: int


class Header(NamedTuple):
    """The header of a file. line: the last one that belongs to it; names: one per column, each once."""

    layout: Layout
    line: int
    names: list[str]
    columns: list[Column]


@lru_cache(maxsize=4096)
def header_key(text):
    """Return a heading as it is compared: folded, without array numbers (":0:") and a unit at its end."""
    text = re.sub(r":\d+:", ":", str(text)).replace("%", " prosentti ").replace("€", " eur ")
    return re.sub(r" (?:eur|euroa|euro|e)$", "", " ".join(fold(clean_line(text)).replace("_", " ").split()))


def is_contact(heading):
    """Tell whether a heading is of personal data that is never kept: contact persons, e-mail, phones, addresses."""
    return bool(_CONTACT.search(header_key(heading)))


def find_header(rows, layouts):
    """Return the Header that knows the most columns among some rows and layouts, or None.

    rows: list of Row, the beginning of a file. A header over two rows, whose upper cells are merged, is put together.
    """
    best, most = None, FEWEST - 1
    # A header of two rows must know more than one of them does: a title above a header is no part of it.
    for line, headings in [*_in_one_row(rows), *_in_two_rows(rows)]:
        for layout in layouts:
            columns = _columns(headings, layout)
            if len(columns) > most and _fits(layout, headings, columns):
                names = _each_once([heading[0] for heading in headings])
                named = [column._replace(header=names[column.at]) for column in columns]
                best, most = Header(layout, line, names, named), len(columns)
    return best


def _in_one_row(rows):
    """Yield (line, headings) of each row as a header; a heading is what to show and what it may be."""
    for row in rows:
        yield row.line, [(cell, (cell,)) for cell in _headings(row)]


def _in_two_rows(rows):
    """Yield (last line, headings) of each two rows as a header, the upper one with merged cells."""
    for row, below in pairwise(rows):
        if below.problem:
            continue
        cells, lower = _headings(row), _headings(below)
        headings, over = [], ""
        for upper, under in zip_longest(cells, lower, fillvalue=""):
            over = upper or (over if under else "")  # a merged cell tells its text once, in its first column
            headings.append(
                (f"{over}: {under}" if over and under else over or under, (f"{over} {under}", under or over))
            )
        yield below.line, headings


def _headings(row):
    """Return the cells of a row as headings, without empty ones at its end."""
    cells = [clean_line(str(cell)[:LONGEST]) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _columns(headings, layout):
    known = _known(layout)
    columns = []
    for index, (shown, spellings) in enumerate(headings):
        found = next((known[key] for key in map(header_key, spellings) if key in known), None)
        if found:
            columns.append(Column(index, shown, *found))
    return columns


def _fits(layout, headings, columns):
    fields = {column.field for column in columns}
    keys = {header_key(spelling) for _shown, spellings in headings for spelling in spellings}
    signs = layout.signs.split("|") if layout.signs else []
    return all(fields.intersection(need.split("|")) for need in layout.needs) and (
        not signs or any(header_key(sign) in keys for sign in signs)
    )


@lru_cache(maxsize=64)  # each mapping file is a layout of its own
def _known(layout):
    """Return {header_key: (field, language of the heading, turn)} of a layout."""
    known = {}
    for field, headings in layout.headers.items():
        turn = 0
        for language, spellings in zip(LANGUAGES, headings, strict=True):
            for spelling in filter(None, spellings.split("|")):
                known.setdefault(header_key(spelling), (field, language, turn))
                turn += 1
    return known


def _each_once(names):
    """Return names with numbers after those that came before, and for cells without one."""
    seen, once = set(), []
    for number, name in enumerate(names, start=1):
        unique = name or f"#{number}"
        while unique in seen:
            unique = f"{name} ({number})"
        seen.add(unique)
        once.append(unique)
    return once
