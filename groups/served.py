"""Municipalities with the groups that serve them, read in one statement: what maps, lists and counts are made of."""

from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, Q

from places.localized import localized
from places.models import Municipality
from places.names import ordering_key

from .models import AreaMembership

COLUMNS = ["code", "slug", "region_id", "population", "population_year", "name_fi", "name_sv", "name_en"]
REGION = ["region__slug", "region__name_fi", "region__name_sv", "region__name_en"]


@dataclass(slots=True)
class Share:
    """How much of a municipality belongs to a group: `coverage` full or part, and which part in words, "" if untold."""

    coverage: str
    part_fi: str
    part_sv: str
    part_en: str

    @property
    def is_part(self):
        return self.coverage == AreaMembership.Coverage.PART

    @property
    def part(self):
        return localized(self, "part")[0]


@dataclass
class Served:
    """A municipality and the current groups it belongs to: `groups` maps a group's pk to its Share."""

    code: str
    slug: str
    region_id: str
    region_slug: str
    region_name: str
    name: str
    population: int | None
    population_year: int | None
    groups: dict = field(default_factory=dict)

    @property
    def is_split(self):
        return len(self.groups) > 1

    def is_part_of(self, group_pk):
        """Whether only a part of the municipality belongs to the group."""
        return group_pk in self.groups and self.groups[group_pk].is_part


def served_municipalities(condition=None):
    """Return the current municipalities that meet a condition as Served, in the order of the alphabet.

    condition: Q on Municipality, None for all. One SQL statement; a municipality in no group has empty `groups`.
    """
    in_force = FilteredRelation("areas", condition=Q(areas__valid_to=None))
    rows = Municipality.objects.current().filter(condition or Q()).annotate(area=in_force)
    shares = {name: F(f"area__{name}") for name in Share.__slots__}
    rows = rows.annotate(group=F("area__group"), ended=F("area__group__valid_to"), **shares)
    found = {}
    for row in rows.order_by("code", "group").values(*COLUMNS, *REGION, "group", "ended", *shares):
        if row["code"] not in found:
            found[row["code"]] = Served(
                row["code"],
                row["slug"],
                row["region_id"],
                row["region__slug"],
                localized(row, "region__name")[0],
                localized(row, "name")[0],
                row["population"],
                row["population_year"],
            )
        if row["group"] and row["ended"] is None:
            found[row["code"]].groups[row["group"]] = Share(*(row[name] for name in shares))
    return sorted(found.values(), key=lambda served: ordering_key(served.name))


@dataclass(frozen=True)
class Reach:
    """How much of a set of municipalities is served by Leader groups."""

    municipalities: int
    covered: int
    covered_in_part: int
    residents: int
    year: int | None


def reach(served):
    """Return the Reach of a list of Served.

    A municipality counts as covered when any part of it belongs to a group, and its residents then count whole:
    nobody has counted the residents of the parts, so the number is an upper limit.
    """
    covered = [place for place in served if place.groups]
    in_part = [place for place in covered if all(share.is_part for share in place.groups.values())]
    return Reach(
        municipalities=len(served),
        covered=len(covered),
        covered_in_part=len(in_part),
        residents=sum(place.population or 0 for place in covered),
        year=max((place.population_year or 0 for place in covered), default=None) or None,
    )
