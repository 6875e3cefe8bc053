"""What the names that the finder found lead to: municipalities of today, regions, and groups by their slug."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Prefetch

from places.models import FindableName, Municipality, PostalCode, Region

NameKind = FindableName.Kind


@dataclass(frozen=True)
class Candidate:
    """One thing that the typed text may mean.

    kind, text, target: of the findable name. municipality: the current one that it leads to (None for a region or a
    group). region: the region itself, else the municipality's. is_main: False for a municipality into which a
    postal code only reaches.
    """

    kind: str
    text: str
    target: str
    municipality: Municipality | None = None
    region: Region | None = None
    is_main: bool = True

    @property
    def identity(self) -> tuple[str, str]:
        """Kind and key of what it leads to: two names of the same thing are one candidate."""
        if self.municipality:
            return (NameKind.MUNICIPALITY, self.municipality.code)
        return (self.kind, self.target)


def resolve_candidates(names: Sequence[FindableName]) -> list[Candidate]:
    """Return the candidates that findable names lead to, each thing once; a name that leads nowhere is left out.

    Of two names of the same thing the first one stays, or the one in the reader's language. At most three SQL
    statements.
    """
    targets = {kind: {name.target for name in names if name.kind == kind} for kind in NameKind}
    codes = targets[NameKind.MUNICIPALITY] | targets[NameKind.DISSOLVED] | targets[NameKind.POSTAL_PLACE]
    named = _Named(
        municipalities=_municipalities(codes) if codes else {},
        regions=Region.objects.in_bulk(targets[NameKind.REGION]) if targets[NameKind.REGION] else {},
        postal_codes=_postal_codes(targets[NameKind.POSTAL_CODE]) if targets[NameKind.POSTAL_CODE] else {},
    )
    candidates: dict[tuple[str, str], Candidate] = {}
    for name in names:
        for candidate in _candidates_of(name, named):
            is_readers_own = name.kind == NameKind.MUNICIPALITY and name.text == str(candidate.municipality)
            if candidate.identity not in candidates or is_readers_own:
                candidates[candidate.identity] = candidate
    return list(candidates.values())


class _Named(NamedTuple):
    """What the names lead to, by code; a postal code to its municipalities, the main one first."""

    municipalities: dict[str, Municipality]
    regions: dict[str, Region]
    postal_codes: dict[str, list[Municipality]]


def _candidates_of(name: FindableName, named: _Named) -> list[Candidate]:
    candidate = Candidate(name.kind, name.text, name.target)
    if name.kind == NameKind.GROUP:
        return [candidate]
    if name.kind == NameKind.REGION:
        region = named.regions.get(name.target)
        return [replace(candidate, region=region)] if region else []
    if name.kind == NameKind.POSTAL_CODE:
        municipalities = named.postal_codes.get(name.target, [])
    else:
        municipality = named.municipalities.get(name.target)
        municipalities = [municipality] if municipality else []
    return [
        replace(candidate, municipality=municipality, region=municipality.region, is_main=number == 0)
        for number, municipality in enumerate(municipalities)
    ]


def _municipalities(codes: Iterable[str]) -> dict[str, Municipality]:
    """Return {code: the municipality of today}, the end of the chain of successors for a dissolved one."""
    rows = Municipality.objects.filter(code__in=codes).select_related(
        "region", "successor__region", "successor__successor__region"
    )
    return {row.code: _today(row) for row in rows}


def _today(municipality: Municipality) -> Municipality:
    while municipality.successor:
        municipality = municipality.successor
    return municipality


def _postal_codes(codes: Iterable[str]) -> dict[str, list[Municipality]]:
    """Return {code: municipalities}, the one that Posti names first."""
    rows = PostalCode.objects.filter(code__in=codes).select_related(
        "municipality__region", "municipality__successor__region"
    )
    others = Prefetch("other_municipalities", Municipality.objects.select_related("region"))
    rows = rows.prefetch_related(others)
    return {row.code: [_today(row.municipality), *row.other_municipalities.all()] for row in rows}
