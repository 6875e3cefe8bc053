"""What makes two rows the same project: its number, else its id in the source. A title alone is never enough."""

import hashlib
from datetime import date, timedelta
from typing import NamedTuple

from projects.imports.parsing.parsed_row import ParsedRow
from projects.models import Project
from text.localized import LANGUAGES
from text.normalise import match_key

OWN = "own:"  # begins a key that we have put together ourselves


class Keys(NamedTuple):
    """number: of the authority, "" when not stated. source_keys: under which the source may know it, the best first."""

    number: str
    source_keys: tuple[str, ...]


def keys_of(row: ParsedRow) -> Keys:
    """Return the Keys of a row; without a number and keys, nothing distinguishes the row from others of the same title.

    Without an id in the source, it is one of our own from applicant, title and first day; where neither applicant nor
    first day is stated, from the title and the page of the project. Registers move a day by the time zone, so the day
    before and after lead to the same project.
    """
    if row.source_key:
        return Keys(row.number, (row.source_key,))
    title = next((row.titles[language] for language in LANGUAGES if row.titles.get(language)), "")
    if not title or not (row.applicant or row.starts or row.source_url):
        return Keys(row.number, ())
    if not (row.applicant or row.starts):
        return Keys(row.number, (_digest(row.source_url, title, ""),))
    days: list[date | None] = [row.starts]
    if row.starts and row.starts_precision == Project.Precision.DAY and date.min < row.starts < date.max:
        days += [row.starts - timedelta(days=1), row.starts + timedelta(days=1)]
    return Keys(row.number, tuple(_digest(row.applicant, title, day or "") for day in days))


def _digest(*parts: object) -> str:
    text = "\x1f".join(match_key(str(part)) for part in parts)
    return OWN + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
