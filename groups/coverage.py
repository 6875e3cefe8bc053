"""Municipalities with the groups that serve them, read in one statement: what maps, lists and counts are made of."""

from dataclasses import dataclass, field

from django.db.models import FilteredRelation, Q
from django.utils.translation import get_language

from places.cached_reverse import cached_reverse
from places.models import Municipality
from text.localized import localized, reading_order
from text.normalise import ordering_key

from .models import AreaMembership


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
class MunicipalityCoverage:
    """A municipality and the current groups it belongs to: `groups` maps a group's pk to its Share."""

    code: str
    slug: str
    population: int | None
    population_year: int | None
    region_id: str
    region_slug: str
    name: str
    region_name: str
    groups: dict = field(default_factory=dict)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_reverse("municipality", self.slug)

    @property
    def is_split(self):
        return len(self.groups) > 1

    def is_part_of(self, group_pk):
        """Whether only a part of the municipality belongs to the group."""
        return group_pk in self.groups and self.groups[group_pk].is_part


def _first(texts):
    return next(filter(None, texts), "")


def municipality_coverages(condition=None):
    """Return the current municipalities that meet a condition as Served, in the order of the alphabet.

    condition: Q on Municipality, None for all. One SQL statement; a municipality in no group has empty `groups`.
    """
    order = reading_order(get_language())
    in_force = FilteredRelation("areas", condition=Q(areas__valid_to=None))
    rows = Municipality.objects.current().filter(condition or Q()).annotate(area=in_force)
    # rewrite(False): the columns of each language are named as they are, and plain tuples take a third of the time.
    rows = rows.order_by("code", "area__group").rewrite(False).values_list(
        "code", "slug", "population", "population_year", "region", "region__slug",
        *(f"name_{language}" for language in order), *(f"region__name_{language}" for language in order),
        "area__group", "area__group__valid_to", "area__coverage", "area__part_fi", "area__part_sv", "area__part_en",
    )  # fmt: skip
    found = {}
    for row in rows:
        code, slug, population, year, region, region_slug, *names = row[:12]
        group, ended, coverage, fi, sv, en = row[12:]
        served = found.get(code)
        if served is None:
            name, region_name = _first(names[:3]), _first(names[3:])
            served = found[code] = MunicipalityCoverage(
                code, slug, population, year, region, region_slug, name, region_name
            )
        if group and ended is None:
            served.groups[group] = Share(coverage, fi, sv, en)
    return sorted(found.values(), key=lambda served: ordering_key(served.name))


@dataclass(frozen=True)
class CoverageTotals:
    """How much of a set of municipalities is served by Leader groups."""

    municipalities: int
    covered: int
    covered_in_part: int
    residents: int
    year: int | None


def coverage_totals(served):
    """Return the Reach of a list of Served.

    A municipality counts as covered when any part of it belongs to a group, and its residents then count whole:
    nobody has counted the residents of the parts, so the number is an upper limit.
    """
    covered = [place for place in served if place.groups]
    in_part = [place for place in covered if all(share.is_part for share in place.groups.values())]
    return CoverageTotals(
        municipalities=len(served),
        covered=len(covered),
        covered_in_part=len(in_part),
        residents=sum(place.population or 0 for place in covered),
        year=max((place.population_year or 0 for place in covered), default=None) or None,
    )
