"""The place that an enquiry is about, as one value of the form: "municipality:kuhmoinen"."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.utils import resolution_order

from groups.models import AreaMembership, LeaderGroup
from places.models import Municipality, Region
from text.normalise import ordering_key

MAX_SUCCESSIONS = 5  # a dissolved municipality whose successor was dissolved, and so on; no endless loop on bad data
# Only what a slug can be reaches the database: PostgreSQL refuses a NUL, and nothing else would be found.
_VALUE = re.compile(r"(municipality|region|area):([-\w]{1,80})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A municipality, a region or a group's whole area: exactly one is set."""

    municipality: Municipality | None = None
    region: Region | None = None
    area_of: LeaderGroup | None = None

    def __str__(self):
        return str(self.object)

    @property
    def object(self):
        return self.municipality or self.region or self.area_of

    @property
    def value(self):
        kind = "municipality" if self.municipality else "region" if self.region else "area"
        return f"{kind}:{self.object.slug}"

    @property
    def columns(self):
        """The columns of Enquiry that say which place it is."""
        return {"municipality": self.municipality, "region": self.region, "area_of": self.area_of}


def find_place(value):
    """Return the Place that a value of the form means, None for an unknown one. Takes any str.

    A dissolved municipality leads to its successor, a former group too.
    """
    match = _VALUE.fullmatch(value)
    if not match:
        return None
    kind, slug = match.groups()
    if kind == "region":
        region = Region.objects.filter(slug=slug).first()
        return region and Place(region=region)
    if kind == "municipality":
        municipality = _today(Municipality.objects.select_related("region"), slug)
        return municipality and Place(municipality=municipality)
    group = find_group(slug)
    return group and Place(area_of=group)


def find_group(slug):
    """Return the working group of a slug, or the successor of a former one; None for an unknown slug (any str)."""
    if not _VALUE.fullmatch(f"area:{slug}"):
        return None
    return _today(LeaderGroup.objects.select_related("office", "successor"), slug)


def _today(queryset, slug):
    found = queryset.filter(slug=slug).first()
    for _step in range(MAX_SUCCESSIONS):
        if found is None or found.valid_to is None:
            return found
        found = found.successor
    return None


def place_options(asked_group=None):
    """Return [(heading, [(value, label), …]), …] for the list of places, in the reader's alphabet.

    asked_group: the LeaderGroup whose page the sender comes from; its area stands first.
    Three statements at most, whatever the number of places.
    """
    rows = _rows(Municipality.objects.current(), "region_id")
    regions = _rows(Region.objects.all())
    own = set()
    options = []
    if asked_group:
        areas = AreaMembership.objects.filter(group=asked_group, valid_to=None)
        own = set(areas.values_list("municipality_id", flat=True))
        whole = (Place(area_of=asked_group).value, _("The whole area, or another matter"))
        options.append((str(asked_group), [whole, *_options(row for row in rows if row["code"] in own)]))
    of_region = {}
    for row in rows:
        of_region.setdefault(row["region_id"], []).append(row)
    for region in sorted(regions, key=lambda row: ordering_key(row["name"])):
        whole = (f"region:{region['slug']}", _("%(region)s: the whole region") % {"region": region["name"]})
        rest = [row for row in of_region.get(region["code"], ()) if row["code"] not in own]
        options.append((region["name"], [whole, *_options(rest)]))
    return options


def _rows(queryset, *columns):
    """Return dicts with code, slug, name in the reader's language and the columns named.

    Building 308 objects, or letting modeltranslation choose 308 names, would take longer than the rest of the page.
    """
    names = [f"name_{language}" for language in resolution_order(get_language())]
    rows = queryset.raw_values("code", "slug", *columns, *names)
    return [{**row, "name": next(filter(None, map(row.get, names)), "")} for row in rows]


def _options(rows):
    by_name = sorted(rows, key=lambda row: ordering_key(row["name"]))
    return [(f"municipality:{row['slug']}", row["name"]) for row in by_name]
