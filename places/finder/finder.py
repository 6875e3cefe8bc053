"""The finder: from whatever a person typed to the places it may mean. Never a guess: one, a choice or unknown.

Forgiven, in this order: exact name (with case, dashes and words like "kunta" forgiven, then a genitive or a word such
as "Turussa"), the beginning of a name, missing diacritics, close spelling. At most four SQL statements.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from places.finder.inflected_names import base_forms
from places.models import FindableName
from text.normalise import MAX_QUERY_LENGTH, clean, fold, match_key, ordering_key

from .candidates import Candidate, resolve_candidates
from .name_index import GROUP_WORDS, MUNICIPAL_WORDS, REGIONAL_WORDS, without_type_words

NameKind = FindableName.Kind

MAX_CHOICES = 20
MAX_CLOSEST = 6
MIN_PLACE_LENGTH = 3  # characters: fewer begin hundreds of postal places and codes
MAX_MISSPELT_LENGTH = 60  # characters; no name is longer
TWO_EDITS_FROM = 8  # letters: in a shorter name two wrong ones make another name

# The order of a choice: what a person most likely means first.
ORDER = {
    kind: number
    for number, kind in enumerate(
        [
            NameKind.MUNICIPALITY,
            NameKind.REGION,
            NameKind.DISSOLVED,
            NameKind.GROUP,
            NameKind.POSTAL_PLACE,
            NameKind.POSTAL_CODE,
        ]
    )
}
# At the start, else at the end: "35600 Kuhmoinen", "Kuhmoinen 35600".
CODES = [re.compile(r"(?:(?:fi|ax)[- ]?)?(\d{2}) ?(\d{3})(?!\w)"), re.compile(r"(?<!\w)(\d{2}) ?(\d{3})$")]
_MUNICIPAL_KINDS = [NameKind.MUNICIPALITY, NameKind.DISSOLVED]
_KINDS_SAID_BY = [
    (REGIONAL_WORDS, [NameKind.REGION]),
    (MUNICIPAL_WORDS, _MUNICIPAL_KINDS),
    (GROUP_WORDS, [NameKind.GROUP]),
]


class FinderOutcome(StrEnum):
    SINGLE = "one"
    CHOICE = "choice"
    UNKNOWN = "unknown"


class MatchQuality(StrEnum):
    """How well the best candidates match what was typed."""

    EXACT = "exact"
    PREFIX = "prefix"
    FOLDED = "folded"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True)
class FinderAnswer:
    """The answer: query is the cleaned text; candidates hold the closest names when the outcome is UNKNOWN."""

    outcome: FinderOutcome
    query: str
    candidates: tuple[Candidate, ...] = ()
    match: MatchQuality = MatchQuality.NONE
    left_out: int = 0

    @property
    def only_candidate(self) -> Candidate:
        """The candidate of the outcome SINGLE."""
        return self.candidates[0]


class _NameRow(NamedTuple):
    """A FindableName as a bare row: thousands are compared, and model objects would take longer than all the rest."""

    key: str
    folded: str
    pk: int
    kind: str
    text: str
    target: str


def find(text: str) -> FinderAnswer:
    """Find the places and groups that any text may mean. Never raises."""
    query = clean(text[:MAX_QUERY_LENGTH])
    typed = match_key(query)
    if not fold(typed):
        return FinderAnswer(FinderOutcome.UNKNOWN, query)
    of_code = _candidates_of_code(typed)
    if of_code:
        return FinderAnswer(_outcome(of_code, MatchQuality.EXACT, typed), query, tuple(of_code), MatchQuality.EXACT)
    names, match = _exact_names(typed) if of_code is None else [], MatchQuality.EXACT
    if not names:
        names, match = _loose_names(without_type_words(typed))
    names.sort(key=lambda name: (ORDER[NameKind(name.kind)], ordering_key(name.text)))
    candidates = resolve_candidates(names[: 3 * MAX_CHOICES])
    left_out = max(0, len(names) - 3 * MAX_CHOICES) + max(0, len(candidates) - MAX_CHOICES)
    candidates = candidates[:MAX_CHOICES]
    return FinderAnswer(_outcome(candidates, match, typed), query, tuple(candidates), match, left_out)


def _outcome(candidates: Sequence[Candidate], match: MatchQuality, typed: str) -> FinderOutcome:
    if not candidates or match == MatchQuality.NONE:
        return FinderOutcome.UNKNOWN
    # A misspelling is a question even when only one name is near; so is a start of one or two letters.
    is_long_prefix = match == MatchQuality.PREFIX and len(without_type_words(typed)) >= MIN_PLACE_LENGTH
    is_sure = match in (MatchQuality.EXACT, MatchQuality.FOLDED) or is_long_prefix
    return FinderOutcome.SINGLE if len(candidates) == 1 and is_sure else FinderOutcome.CHOICE


def _candidates_of_code(typed: str) -> list[Candidate] | None:
    """Return the candidates of a typed postal code: None when there is none, [] when nothing has that code.

    A name beside it that means another place than the code stands for is a candidate, too: one of them is mistyped.
    """
    code = CODES[0].match(typed) or CODES[1].search(typed)
    if not code:
        return None
    beside = without_type_words((typed[: code.start()] + typed[code.end() :]).strip(" ,"))
    is_code = Q(key="".join(code.groups()), kind=NameKind.POSTAL_CODE)
    is_beside = Q(key__in={beside} | base_forms(beside), kind__in=[*_MUNICIPAL_KINDS, NameKind.POSTAL_PLACE])
    names = list(FindableName.objects.filter(is_code | is_beside).order_by("kind", "pk"))
    of_code = resolve_candidates([name for name in names if name.kind == NameKind.POSTAL_CODE])
    of_name = resolve_candidates([name for name in names if name.kind != NameKind.POSTAL_CODE])
    in_both = {candidate.municipality for candidate in of_code} & {candidate.municipality for candidate in of_name}
    return of_code if in_both else of_code + of_name


def _exact_names(typed: str) -> list[FindableName]:
    """Return the names that are exactly what was typed, else those that it is a form of."""
    without_type = without_type_words(typed)
    literal = {typed, without_type}
    names = list(FindableName.objects.filter(key__in=literal | base_forms(without_type)))
    names = [name for name in names if name.key in literal] or names
    return _of_the_said_kind(names, typed)


def _of_the_said_kind(names: list[FindableName], typed: str) -> list[FindableName]:
    """Return the names of the kind that a word such as "maakunta" says, all when there are none."""
    words = set(typed.split())
    for type_words, kinds in _KINDS_SAID_BY:
        chosen = [name for name in names if name.kind in kinds]
        if words & type_words and chosen:
            return chosen
    return names


def _loose_names(typed: str) -> tuple[list[FindableName], MatchQuality]:
    """Return the names of the best of prefix, folded and close spelling; with NONE only the closest names."""
    folded = fold(typed)
    if folded.isascii() and folded.isdigit():  # isdigit() alone also accepts signs that int() refuses
        return _codes_like(folded)
    allowed = _allowed_edits(folded)
    names = FindableName.objects.exclude(kind=NameKind.POSTAL_CODE)
    begins = Q(folded__startswith=folded)
    if len(folded) < MIN_PLACE_LENGTH:
        names, near = names.exclude(kind=NameKind.POSTAL_PLACE), begins
    elif len(folded) > MAX_MISSPELT_LENGTH:
        near = begins
    else:
        near = begins | Q(length__range=(len(folded) - allowed, len(folded) + allowed))
    rows = [_NameRow._make(row) for row in names.filter(near).values_list(*_NameRow._fields)]
    begin_folded = [row for row in rows if row.folded.startswith(folded)]
    same_folded = [row for row in begin_folded if row.folded == folded]
    begin = [row for row in begin_folded if row.key.startswith(typed)]
    if begin:
        return _to_names(begin + same_folded), MatchQuality.PREFIX
    if same_folded:
        return _to_names(same_folded), MatchQuality.FOLDED
    if begin_folded:
        return _to_names(begin_folded), MatchQuality.PREFIX
    return _close_names(folded, rows, allowed)


def _close_names(folded: str, rows: list[_NameRow], allowed: int) -> tuple[list[FindableName], MatchQuality]:
    if not MIN_PLACE_LENGTH <= len(folded) <= MAX_MISSPELT_LENGTH:
        return [], MatchQuality.NONE
    spellings = [row.folded for row in rows]
    hits = process.extract(folded, spellings, scorer=OSA.distance, score_cutoff=allowed + 1, limit=None)
    if not hits:
        return [], MatchQuality.NONE
    nearest = hits[0][1]
    names = _to_names(rows[index] for _spelling, distance, index in hits if distance == nearest)[:MAX_CLOSEST]
    return names, MatchQuality.CLOSE if nearest <= allowed else MatchQuality.NONE


def _allowed_edits(folded: str) -> int:
    """Return how many letters may be missing, added, changed or swapped."""
    return 1 if len(folded) < TWO_EDITS_FROM else 2


def _codes_like(digits: str) -> tuple[list[FindableName], MatchQuality]:
    """Return the postal codes that begin so; for a code that does not exist, the nearest of its area."""
    if len(digits) < MIN_PLACE_LENGTH:
        return [], MatchQuality.NONE
    area = list(FindableName.objects.filter(kind=NameKind.POSTAL_CODE, key__startswith=digits[:3]))
    begins = [name for name in area if name.key.startswith(digits)]
    if begins:
        return begins, MatchQuality.PREFIX
    area.sort(key=lambda name: abs(int(name.key) - int(digits[:5].ljust(5, "0"))))
    return area[:MAX_CLOSEST], MatchQuality.NONE


def _to_names(rows: Iterable[_NameRow]) -> list[FindableName]:
    """Return rows as FindableName, each once, those of the likeliest kind first."""
    unique = {row.pk: FindableName(**row._asdict()) for row in rows}
    return sorted(unique.values(), key=lambda name: ORDER[NameKind(name.kind)])
