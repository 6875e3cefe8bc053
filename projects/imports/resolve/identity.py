"""What makes two rows the same project: its number, else its id in the source. A title alone is never enough."""

import hashlib
from datetime import date, timedelta
from typing import NamedTuple

from projects.models import Project
from text.normalise import match_key

OWN = "own:"  # begins a key that we have put together ourselves


class Keys(NamedTuple):
    """number: of the authority, "" when not told. source_keys: under which the source may know it, the best first."""

    number: str
    source_keys: tuple[str, ...]


def keys_of(draft):
    """Return the Keys of a Draft; without a number and keys, nothing tells the row from others of the same title.

    Without an id in the source, it is one of our own from applicant, title and first day; where neither applicant nor
    first day is told, from the title and the page of the project. Registers move a day by the time zone, so the day
    before and after lead to the same project.
    """
    if draft.source_key:
        return Keys(draft.number, (draft.source_key,))
    title = next((draft.titles[language] for language in ("fi", "sv", "en") if draft.titles.get(language)), "")
    if not title or not (draft.applicant or draft.starts or draft.source_url):
        return Keys(draft.number, ())
    if not (draft.applicant or draft.starts):
        return Keys(draft.number, (_digest(draft.source_url, title, ""),))
    days = [draft.starts]
    if draft.starts and draft.starts_precision == Project.Precision.DAY and date.min < draft.starts < date.max:
        days += [draft.starts - timedelta(days=1), draft.starts + timedelta(days=1)]
    return Keys(draft.number, tuple(_digest(draft.applicant, title, day or "") for day in days))


def _digest(*parts):
    text = "\x1f".join(match_key(str(part)) for part in parts)
    return OWN + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
