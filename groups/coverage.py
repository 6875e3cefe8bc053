"""Which municipalities belong to which groups: the rows that maps, lists and counts are made of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import FilteredRelation, Q
from django.utils.translation import get_language

from places.boundaries import layers
from places.cached_reverse import cached_reverse
from places.models import Municipality
from text.localized import localized, reading_order
from text.normalise import ordering_key

from .models import AreaMembership, LeaderGroup

GROUP_LAYER = "group"  # of places.models.Shape; the key of a shape is the slug of the group


@dataclass(slots=True)
class AreaShare:
    """How much of a municipality belongs to a group; which part in words, "" where that is not known."""

    coverage: str
    part_fi: str
    part_sv: str
    part_en: str

    @property
    def is_part(self) -> bool:
        return self.coverage == AreaMembership.Coverage.PART

    @property
    def part(self) -> str:
        return localized(self, "part")[0]


@dataclass
class MunicipalityCoverage:
    """A municipality and its share in the areas of current groups, by the primary key of the group."""

    code: str
    slug: str
    population: int | None
    population_year: int | None
    region_id: str
    region_slug: str
    name: str
    region_name: str
    shares: dict[int, AreaShare] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return cached_reverse("municipality", self.slug)

    @property
    def is_split(self) -> bool:
        return len(self.shares) > 1

    def is_part_of(self, group_pk: int) -> bool:
        """Whether only a part of the municipality belongs to the group."""
        return group_pk in self.shares and self.shares[group_pk].is_part


class _Row(NamedTuple):
    """A municipality with one of its areas, or with none: all columns of the area are None then."""

    code: str
    slug: str
    population: int | None
    population_year: int | None
    region_id: str
    region_slug: str
    name: str
    name_2: str | None
    name_3: str | None
    region_name: str
    region_name_2: str | None
    region_name_3: str | None
    group: int | None
    group_valid_to: str | None
    coverage: str
    part_fi: str
    part_sv: str
    part_en: str

    def as_coverage(self) -> MunicipalityCoverage:
        name = self.name or self.name_2 or self.name_3 or ""
        region_name = self.region_name or self.region_name_2 or self.region_name_3 or ""
        return MunicipalityCoverage(*self[:6], name=name, region_name=region_name)


def municipality_coverages(condition: Q | None = None) -> list[MunicipalityCoverage]:
    """Return the current municipalities that meet a condition on Municipality, all without one, in alphabetical order.

    One that belongs to no group has no shares.
    """
    languages = reading_order(get_language())
    in_force = FilteredRelation("areas", condition=Q(areas__valid_to=None))
    municipalities = Municipality.objects.current().filter(condition or Q()).annotate(area=in_force)
    # rewrite(False): the columns of each language are named as they are. Plain tuples take a third of the time of
    # model instances, which counts on a page that lists the whole country.
    rows = municipalities.order_by("code", "area__group").rewrite(False).values_list(
        "code", "slug", "population", "population_year", "region", "region__slug",
        *(f"name_{language}" for language in languages), *(f"region__name_{language}" for language in languages),
        "area__group", "area__group__valid_to", "area__coverage", "area__part_fi", "area__part_sv", "area__part_en",
    )  # fmt: skip
    coverages: dict[str, MunicipalityCoverage] = {}
    for row in map(_Row._make, rows):
        if row.code not in coverages:
            coverages[row.code] = row.as_coverage()
        if row.group and row.group_valid_to is None:
            share = AreaShare(row.coverage, row.part_fi, row.part_sv, row.part_en)
            coverages[row.code].shares[row.group] = share
    return sorted(coverages.values(), key=lambda coverage: ordering_key(coverage.name))


@dataclass(frozen=True)
class CoverageTotals:
    """How much of a set of municipalities belongs to the areas of Leader groups."""

    municipalities: int
    covered: int
    covered_in_part: int
    residents: int
    year: int | None


def coverage_totals(coverages: Sequence[MunicipalityCoverage]) -> CoverageTotals:
    """Return the totals of a list of municipalities.

    A municipality counts as covered when any part of it belongs to a group, and its residents then count whole:
    nobody has counted the residents of the parts, so the number is an upper limit.
    """
    covered = [coverage for coverage in coverages if coverage.shares]
    in_part = [coverage for coverage in covered if all(share.is_part for share in coverage.shares.values())]
    return CoverageTotals(
        municipalities=len(coverages),
        covered=len(covered),
        covered_in_part=len(in_part),
        residents=sum(coverage.population or 0 for coverage in covered),
        year=max((coverage.population_year or 0 for coverage in covered), default=None) or None,
    )


class PlaceInArea(NamedTuple):
    """A municipality in the area of a group; is_part: only a part of it."""

    place: MunicipalityCoverage
    is_part: bool


@dataclass(frozen=True)
class GroupArea:
    """A group with those of its municipalities that a page is about."""

    group: LeaderGroup
    places: list[PlaceInArea]

    @property
    def population(self) -> int:
        """Residents of the municipalities, each counted whole; 0 where no number is known."""
        return sum(place.population or 0 for place, _is_part in self.places)


def groups_in(coverages: Iterable[MunicipalityCoverage]) -> list[LeaderGroup]:
    """Return the groups that any of the municipalities belongs to, in alphabetical order. One SQL statement."""
    keys = {group_pk for coverage in coverages for group_pk in coverage.shares}
    return LeaderGroup.objects.filter(pk__in=keys).alphabetical()


def group_areas(groups: Iterable[LeaderGroup], coverages: Sequence[MunicipalityCoverage]) -> list[GroupArea]:
    """Return each group with its municipalities among those given, both in the order given."""
    return [
        GroupArea(
            group, [PlaceInArea(place, place.is_part_of(group.pk)) for place in coverages if group.pk in place.shares]
        )
        for group in groups
    ]


def municipalities_by_group() -> dict[str, list[str]]:
    """Return {slug of a current group: sorted codes of the municipalities that no other group shares}.

    A municipality that is split between groups is in nobody's list: a map draws it separately and names them all. A
    group that shares all its municipalities has an empty list.
    """
    groups_of = defaultdict(set)
    rows = AreaMembership.objects.filter(valid_to=None, group__valid_to=None, municipality__valid_to=None)
    for municipality, group in rows.values_list("municipality_id", "group__slug"):
        groups_of[municipality].add(group)
    unshared: dict[str, list[str]] = {group: [] for groups in groups_of.values() for group in groups}
    for municipality, groups in sorted(groups_of.items()):
        if len(groups) == 1:
            unshared[next(iter(groups))].append(municipality)
    return unshared


def redraw_group_layer() -> None:
    """Draw the area of each current group again, after areas or groups have changed."""
    layers.draw_layer(GROUP_LAYER, municipalities_by_group())
