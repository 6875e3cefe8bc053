"""What the names that the finder found lead to: municipalities of today, regions, and groups by their slug."""

from dataclasses import dataclass, replace

from django.db.models import Prefetch

from places.models import FindableName, Municipality, PostalCode, Region

Kind = FindableName.Kind


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
    def thing(self):
        """What it leads to: two names of the same thing are one candidate."""
        if self.municipality:
            return (Kind.MUNICIPALITY, self.municipality.code)
        return (self.kind, self.target)


def resolve(names):
    """Return the Candidates that findable names lead to, each thing once; a name that leads nowhere is left out.

    names: list of FindableName; of two names of the same thing the first one stays, or the one in the reader's
    language. At most three SQL statements.
    """
    targets = {kind: {name.target for name in names if name.kind == kind} for kind in Kind}
    codes = targets[Kind.MUNICIPALITY] | targets[Kind.DISSOLVED] | targets[Kind.POSTAL_PLACE]
    municipalities = _municipalities(codes) if codes else {}
    regions = Region.objects.in_bulk(targets[Kind.REGION]) if targets[Kind.REGION] else {}
    postal_codes = _postal_codes(targets[Kind.POSTAL_CODE]) if targets[Kind.POSTAL_CODE] else {}
    things = {}
    for name in names:
        candidate = Candidate(name.kind, name.text, name.target)
        if name.kind == Kind.GROUP:
            found = [candidate]
        elif name.kind == Kind.REGION:
            region = regions.get(name.target)
            found = [replace(candidate, region=region)] if region else []
        elif name.kind == Kind.POSTAL_CODE:
            found = [
                replace(candidate, municipality=municipality, region=municipality.region, is_main=number == 0)
                for number, municipality in enumerate(postal_codes.get(name.target, []))
            ]
        else:
            municipality = municipalities.get(name.target)
            found = [replace(candidate, municipality=municipality, region=municipality.region)] if municipality else []
        for candidate in found:
            if candidate.thing not in things or (name.kind == Kind.MUNICIPALITY and name.text == str(municipality)):
                things[candidate.thing] = candidate
    return list(things.values())


def _municipalities(codes):
    """Return {code: the municipality of today}, the end of the chain of successors for a dissolved one."""
    rows = Municipality.objects.filter(code__in=codes).select_related(
        "region", "successor__region", "successor__successor__region"
    )
    return {row.code: _today(row) for row in rows}


def _today(municipality):
    while municipality.successor_id:
        municipality = municipality.successor
    return municipality


def _postal_codes(codes):
    """Return {code: municipalities}, the one that Posti names first."""
    rows = PostalCode.objects.filter(code__in=codes).select_related(
        "municipality__region", "municipality__successor__region"
    )
    others = Prefetch("other_municipalities", Municipality.objects.select_related("region"))
    rows = rows.prefetch_related(others)
    return {row.code: [_today(row.municipality), *row.other_municipalities.all()] for row in rows}
