"""Projects as the index reads them: plain rows, in batches of a bounded size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from groups.models import LeaderGroup, Service
from places.models import Municipality
from places.search_entries import names_in_all_languages
from projects.models import Funding, Project, ProjectPlace, Theme
from text.localized import LANGUAGES

BATCH_SIZE = 2000  # projects read at a time

# What a scheme of small grants demonstrates beside the services of its theme, {theme: code of a service}: the scheme
# itself is the service, whereas a funded project for young people is no proof of grants that they decide on themselves.
SCHEME_SERVICES = {"youth": "youth_leader"}

# Columns that a Record takes as they are.
_PLAIN_COLUMNS = [
    "pk", "kind", "decision", "applicant_kind", "public_funding_eur", "total_eur", "funding_stage", "starts", "ends",
]  # fmt: skip
_COLUMNS = [
    *_PLAIN_COLUMNS,
    *("group", "region", "theme", "period", "source__code", "parent__public_funding_eur", "keywords", "applicant"),
    *(f"{field}_{language}" for language in LANGUAGES for field in ("title", "summary")),
]


@dataclass(slots=True)
class Record:
    """One project with all that the index needs. texts: {language: texts}; names: of its applicant, groups, places."""

    pk: int
    kind: str
    decision: str
    applicant_kind: str
    public_funding_eur: Decimal | None
    total_eur: Decimal | None
    funding_stage: str
    starts: date | None
    ends: date | None
    theme: str
    period: str
    source: str
    is_in_parents_sum: bool
    is_approximate: bool
    texts: dict[str, list[str]]
    names: list[str]
    groups: list[str]  # slugs
    municipalities: list[str]  # codes
    regions: list[str]  # codes
    services: list[str]  # slugs


class RecordPlace(NamedTuple):
    """Where a project takes place: the municipality's code, and what the source calls it or ""."""

    code: str
    name_in_source: str


class RecordReader:
    """Reads Records; keeps groups, municipalities and the services of the themes between the batches."""

    def __init__(self) -> None:
        self.groups = {group.pk: group for group in LeaderGroup.objects.all()}
        self.municipalities = {municipality.pk: municipality for municipality in Municipality.objects.all()}
        self.services = defaultdict(list)
        for theme, service in Theme.services.through.objects.order_by("pk").values_list("theme", "service__slug"):
            self.services[theme].append(service)
        slugs = dict(Service.objects.filter(code__in=SCHEME_SERVICES.values()).values_list("code", "slug"))
        self.scheme_services = {theme: [slugs[code]] for theme, code in SCHEME_SERVICES.items() if code in slugs}

    def read(self, pks: list[int]) -> list[Record]:
        """Return the Records of the published projects among `pks` (at most BATCH_SIZE). Four SQL statements."""
        places, partners, rounded = self._places(pks), self._partners(pks), self._rounded(pks)
        rows = Project.objects.filter(pk__in=pks, is_published=True).order_by().rewrite(False).values(*_COLUMNS)
        return [
            self._record(row, places[row["pk"]], partners[row["pk"]], (row["pk"], row["funding_stage"]) in rounded)
            for row in rows
        ]

    def _record(
        self, row: dict[str, Any], places: list[RecordPlace], partners: list[int], is_approximate: bool
    ) -> Record:
        groups = [self.groups[pk] for pk in dict.fromkeys([row["group"], *partners]) if pk]
        municipalities = [self.municipalities[code] for code in dict.fromkeys(place.code for place in places)]
        regions = [municipality.region_id for municipality in municipalities] or [row["region"]]
        texts = {
            language: [text for text in (row[f"title_{language}"], row[f"summary_{language}"]) if text]
            for language in LANGUAGES
        }
        texts["fi"].append(row["keywords"])
        names = [row["applicant"], *(place.name_in_source for place in places)]
        names += [getattr(group, f"name_{language}") for group in groups for language in LANGUAGES]
        names += [name for municipality in municipalities for name in names_in_all_languages(municipality)]
        services = list(self.services[row["theme"]])
        if row["kind"] == Project.Kind.SCHEME:
            services += self.scheme_services.get(row["theme"], [])
        return Record(
            **{name: row[name] for name in _PLAIN_COLUMNS},
            theme=row["theme"] or "",
            period=row["period"] or "",
            source=row["source__code"],
            is_in_parents_sum=row["parent__public_funding_eur"] is not None,
            is_approximate=is_approximate,
            texts=texts,
            names=_unique(names),
            groups=[group.slug for group in groups],
            municipalities=[municipality.pk for municipality in municipalities],
            regions=_unique(regions),
            services=_unique(services),
        )

    def _places(self, pks: list[int]) -> dict[int, list[RecordPlace]]:
        found = defaultdict(list)
        rows = ProjectPlace.objects.filter(project__in=pks).order_by("pk")
        for project, code, name_in_source in rows.values_list("project", "municipality", "name_in_source"):
            found[project].append(RecordPlace(code, name_in_source))
        return found

    def _rounded(self, pks: list[int]) -> set[tuple[int, str]]:
        """Return (project, stage) of each sum that is approximate."""
        return set(Funding.objects.filter(project__in=pks, is_approximate=True).values_list("project", "stage"))

    def _partners(self, pks: list[int]) -> dict[int, list[int]]:
        found = defaultdict(list)
        rows = Project.partners.through.objects.filter(project__in=pks).order_by("pk")
        for project, group in rows.values_list("project", "leadergroup"):
            found[project].append(group)
        return found


def _unique(values: Iterable[str | None]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
