"""The finder: from whatever a person typed to the places it may mean. Never a guess: one, a choice or unknown.

Forgiven, in this order: exact name (with case, dashes and words like "kunta" forgiven, then a genitive or a word such
as "Turussa"), the beginning of a name, missing diacritics, close spelling. At most four SQL statements.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from places.models import FindableName
from search.inflection import base_forms
from text.normalise import MAX_QUERY_LENGTH, clean, fold, match_key, ordering_key

from .candidates import Candidate, resolve
from .name_index import GROUP_WORDS, MUNICIPAL_WORDS, REGIONAL_WORDS, core

Kind = FindableName.Kind

MAX_CHOICES = 20
MAX_CLOSEST = 6
SHORTEST_PLACE = 3  # characters: fewer begin hundreds of postal places and codes
LONGEST_MISSPELT = 60  # characters; no name is longer

# The order of a choice: what a person most likely means first.
ORDER = {
    kind: number
    for number, kind in enumerate(
        [Kind.MUNICIPALITY, Kind.REGION, Kind.DISSOLVED, Kind.GROUP, Kind.POSTAL_PLACE, Kind.POSTAL_CODE]
    )
}
# At the start, else at the end: "35600 Kuhmoinen", "Kuhmoinen 35600".
CODES = [re.compile(r"(?:(?:fi|ax)[- ]?)?(\d{2}) ?(\d{3})(?!\w)"), re.compile(r"(?<!\w)(\d{2}) ?(\d{3})$")]


class Result(StrEnum):
    ONE = "one"
    CHOICE = "choice"
    UNKNOWN = "unknown"


class Match(StrEnum):
    """How well the best candidates match what was typed."""

    EXACT = "exact"
    PREFIX = "prefix"
    FOLDED = "folded"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True)
class Found:
    """The answer: query is the cleaned text; candidates hold the closest names when the result is UNKNOWN."""

    kind: Result
    query: str
    candidates: tuple[Candidate, ...] = ()
    match: Match = Match.NONE
    left_out: int = 0

    @property
    def one(self):
        """The only candidate of ONE."""
        return self.candidates[0]


def find(text):
    """Find the places and groups that text may mean. text: any str; returns Found and never raises."""
    query = clean(text[:MAX_QUERY_LENGTH])
    typed = match_key(query)
    if not fold(typed):
        return Found(Result.UNKNOWN, query)
    of_code = _of_code(typed)
    if of_code:
        return Found(_kind(of_code, Match.EXACT, typed), query, tuple(of_code), Match.EXACT)
    names, match = _exact(typed) if of_code is None else [], Match.EXACT
    if not names:
        names, match = _loose(core(typed))
    names.sort(key=lambda name: (ORDER[name.kind], ordering_key(name.text)))
    candidates = resolve(names[: 3 * MAX_CHOICES])
    left_out = max(0, len(names) - 3 * MAX_CHOICES) + max(0, len(candidates) - MAX_CHOICES)
    candidates = candidates[:MAX_CHOICES]
    return Found(_kind(candidates, match, typed), query, tuple(candidates), match, left_out)


def _kind(candidates, match, typed):
    if not candidates or match == Match.NONE:
        return Result.UNKNOWN
    # A misspelling is asked about even when only one name is near; so is a start of one or two letters.
    is_sure = match in (Match.EXACT, Match.FOLDED) or (match == Match.PREFIX and len(core(typed)) >= SHORTEST_PLACE)
    return Result.ONE if len(candidates) == 1 and is_sure else Result.CHOICE


def _of_code(typed):
    """Return the candidates of a typed postal code: None when there is none, [] when nothing has that code.

    A name beside it that says another place than the code stands for is a candidate, too: one of them is mistyped.
    """
    found = CODES[0].match(typed) or CODES[1].search(typed)
    if not found:
        return None
    beside = core((typed[: found.start()] + typed[found.end() :]).strip(" ,"))
    is_code = Q(key="".join(found.groups()), kind=Kind.POSTAL_CODE)
    is_beside = Q(
        key__in={beside} | base_forms(beside), kind__in=[Kind.MUNICIPALITY, Kind.DISSOLVED, Kind.POSTAL_PLACE]
    )
    names = list(FindableName.objects.filter(is_code | is_beside).order_by("kind", "pk"))
    of_code = resolve([name for name in names if name.kind == Kind.POSTAL_CODE])
    of_name = resolve([name for name in names if name.kind != Kind.POSTAL_CODE])
    is_same = {one.municipality for one in of_code} & {one.municipality for one in of_name}
    return of_code if is_same else of_code + of_name


def _exact(typed):
    """Return the names that are exactly what was typed, else those that it is a form of."""
    without_type = core(typed)
    literal = {typed, without_type}
    names = list(FindableName.objects.filter(key__in=literal | base_forms(without_type)))
    names = [name for name in names if name.key in literal] or names
    return _of_the_said_kind(names, typed)


def _of_the_said_kind(names, typed):
    """Keep the names of the kind that a word such as "maakunta" says, if there are any."""
    words = set(typed.split())
    for said, kinds in [
        (REGIONAL_WORDS, {Kind.REGION}),
        (MUNICIPAL_WORDS, {Kind.MUNICIPALITY, Kind.DISSOLVED}),
        (GROUP_WORDS, {Kind.GROUP}),
    ]:
        chosen = [name for name in names if name.kind in kinds]
        if words & said and chosen:
            return chosen
    return names


def _loose(typed):
    """Return (names, match) for the best of prefix, folded and close spelling; match NONE: only the closest names."""
    folded = fold(typed)
    if folded.isascii() and folded.isdigit():  # isdigit() alone also takes signs that int() refuses
        return _like_a_code(folded)
    allowed = _allowed_edits(folded)
    rows = FindableName.objects.exclude(kind=Kind.POSTAL_CODE)
    begins = Q(folded__startswith=folded)
    if len(folded) < SHORTEST_PLACE:
        rows, near = rows.exclude(kind=Kind.POSTAL_PLACE), begins
    else:
        near = begins | Q(length__range=(len(folded) - allowed, len(folded) + allowed))
    if len(folded) > LONGEST_MISSPELT:
        near = begins
    # Tuples first: making thousands of model objects to throw them away would take longer than all the rest.
    rows = list(rows.filter(near).values_list("key", "folded", "pk", "kind", "text", "target"))
    begin_folded = [row for row in rows if row[1].startswith(folded)]
    same_folded = [row for row in begin_folded if row[1] == folded]
    begin = [row for row in begin_folded if row[0].startswith(typed)]
    if begin:
        return _names(begin + same_folded), Match.PREFIX
    if same_folded:
        return _names(same_folded), Match.FOLDED
    if begin_folded:
        return _names(begin_folded), Match.PREFIX
    return _close(folded, rows, allowed)


def _close(folded, rows, allowed):
    if len(folded) < SHORTEST_PLACE or len(folded) > LONGEST_MISSPELT:
        return [], Match.NONE
    hits = process.extract(folded, [row[1] for row in rows], scorer=OSA.distance, score_cutoff=allowed + 1, limit=None)
    if not hits:
        return [], Match.NONE
    nearest = hits[0][1]
    names = _names([rows[index] for _, distance, index in hits if distance == nearest])[:MAX_CLOSEST]
    return names, Match.CLOSE if nearest <= allowed else Match.NONE


def _allowed_edits(folded):
    """Letters missing, added, changed or swapped that are forgiven."""
    return 1 if len(folded) < 8 else 2


def _like_a_code(digits):
    """Return the postal codes that begin so; for a code that does not exist, the nearest of its area."""
    if len(digits) < SHORTEST_PLACE:
        return [], Match.NONE
    area = list(FindableName.objects.filter(kind=Kind.POSTAL_CODE, key__startswith=digits[:3]))
    begins = [name for name in area if name.key.startswith(digits)]
    if begins:
        return begins, Match.PREFIX
    area.sort(key=lambda name: abs(int(name.key) - int(digits[:5].ljust(5, "0"))))
    return area[:MAX_CLOSEST], Match.NONE


def _names(rows):
    """Return rows as FindableName, one per thing, those of the likeliest kind first."""
    unique = {
        row[2]: FindableName(pk=row[2], key=row[0], folded=row[1], kind=row[3], text=row[4], target=row[5])
        for row in rows
    }
    return sorted(unique.values(), key=lambda name: ORDER[name.kind])
