"""The place that an enquiry is about, as one value of the form such as "municipality:kuhmoinen"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, cast

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.manager import MultilingualQuerySet
from modeltranslation.utils import resolution_order

from groups.models import AreaMembership, LeaderGroup
from places.models import Municipality, Region
from text.normalise import ordering_key

MAX_SUCCESSIONS = 5  # a dissolved municipality whose successor was dissolved, and so on; no endless loop on bad data
# Only what a slug can be reaches the database: PostgreSQL refuses a NUL, and nothing else would be found.
_VALUE = re.compile(r"(municipality|region|area):([-\w]{1,80})", re.ASCII)
Dissolvable = TypeVar("Dissolvable", Municipality, LeaderGroup)
_PlaceRow = dict[str, str]


@dataclass(frozen=True)
class EnquiryPlace:
    """A municipality, a region or a group's whole area: exactly one is set."""

    municipality: Municipality | None = None
    region: Region | None = None
    area_of: LeaderGroup | None = None

    def __str__(self) -> str:
        return str(self.object)

    @property
    def object(self) -> Municipality | Region | LeaderGroup:
        place = self.municipality or self.region or self.area_of
        assert place is not None  # exactly one is set
        return place

    @property
    def value(self) -> str:
        kind = "municipality" if self.municipality else "region" if self.region else "area"
        return f"{kind}:{self.object.slug}"

    @property
    def columns(self) -> dict[str, Municipality | Region | LeaderGroup | None]:
        """The columns of Enquiry that say which place it is."""
        return {"municipality": self.municipality, "region": self.region, "area_of": self.area_of}


def find_place(value: str) -> EnquiryPlace | None:
    """Return the place of a value of the form, None for an unknown value (any text).

    A dissolved municipality leads to its successor, a former group too.
    """
    match = _VALUE.fullmatch(value)
    if not match:
        return None
    kind, slug = match.groups()
    if kind == "region":
        region = Region.objects.filter(slug=slug).first()
        return EnquiryPlace(region=region) if region else None
    if kind == "municipality":
        municipality = _current_or_successor(Municipality.objects.select_related("region"), slug)
        return EnquiryPlace(municipality=municipality) if municipality else None
    group = find_group(slug)
    return EnquiryPlace(area_of=group) if group else None


def find_group(slug: str) -> LeaderGroup | None:
    """Return the working group of a slug, or the successor of a former one; None for an unknown slug (any text)."""
    if not _VALUE.fullmatch(f"area:{slug}"):
        return None
    return _current_or_successor(LeaderGroup.objects.select_related("office", "successor"), slug)


def _current_or_successor(queryset: QuerySet[Dissolvable], slug: str) -> Dissolvable | None:
    place = queryset.filter(slug=slug).first()
    for _step in range(MAX_SUCCESSIONS):
        if place is None or place.valid_to is None:
            return place
        place = place.successor
    return None


class PlaceOption(NamedTuple):
    """One option of the list of places."""

    value: str
    label: str


class PlaceOptionGroup(NamedTuple):
    """The options under one heading: a region, or the area of a group."""

    heading: str
    options: list[PlaceOption]


def place_options(asked_group: LeaderGroup | None = None) -> list[PlaceOptionGroup]:
    """Return the list of places, in the reader's alphabet. Three statements at most, whatever the number of places.

    asked_group: the group whose page the sender comes from; its area stands first.
    """
    rows = _rows(Municipality.objects.current(), "region_id")
    regions = _rows(Region.objects.all())
    own: set[str] = set()
    groups = []
    if asked_group:
        areas = AreaMembership.objects.filter(group=asked_group, valid_to=None)
        own = set(areas.values_list("municipality_id", flat=True))
        whole = PlaceOption(EnquiryPlace(area_of=asked_group).value, _("The whole area, or another matter"))
        in_area = _municipality_options(row for row in rows if row["code"] in own)
        groups.append(PlaceOptionGroup(str(asked_group), [whole, *in_area]))
    by_region: dict[str, list[_PlaceRow]] = {}
    for row in rows:
        by_region.setdefault(row["region_id"], []).append(row)
    for region in sorted(regions, key=lambda row: ordering_key(row["name"])):
        label = _("%(region)s: the whole region") % {"region": region["name"]}
        whole = PlaceOption(f"region:{region['slug']}", label)
        rest = [row for row in by_region.get(region["code"], ()) if row["code"] not in own]
        groups.append(PlaceOptionGroup(region["name"], [whole, *_municipality_options(rest)]))
    return groups


def _rows(queryset: QuerySet, *columns: str) -> list[_PlaceRow]:
    """Return dicts with code, slug, name in the reader's language and the columns named.

    Building 308 objects, or letting modeltranslation choose 308 names, would take longer than the rest of the page.
    """
    names = [f"name_{language}" for language in resolution_order(get_language())]
    rows = cast(MultilingualQuerySet, queryset).raw_values("code", "slug", *columns, *names)
    return [{**row, "name": next(filter(None, map(row.get, names)), "")} for row in rows]


def _municipality_options(rows: Iterable[_PlaceRow]) -> list[PlaceOption]:
    by_name = sorted(rows, key=lambda row: ordering_key(row["name"]))
    return [PlaceOption(f"municipality:{row['slug']}", row["name"]) for row in by_name]
