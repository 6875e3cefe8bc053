"""Projects as the index reads them: plain rows, in pieces of a bounded size."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from groups.models import LeaderGroup, Service
from places.models import Municipality
from places.search_entries import names_in_all_languages
from projects.batches import batched
from projects.models import Funding, Project, ProjectPlace, Theme

from .features import SCHEME_SERVICES

PIECE = 2000  # projects read at a time

_COLUMNS = [
    "pk", "kind", "decision", "applicant_kind", "public_funding_eur", "total_eur", "funding_stage", "starts", "ends",
]  # fmt: skip
_LANGUAGES = ["fi", "sv", "en"]


@dataclass(slots=True)
class Record:
    """One project with all that the index needs. `texts` {language: [text]}; `names` of people's things and places."""

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
    texts: dict
    names: list
    groups: list = field(default_factory=list)
    municipalities: list = field(default_factory=list)
    regions: list = field(default_factory=list)
    services: list = field(default_factory=list)


class Records:
    """Reads Records; keeps groups, municipalities and what themes show between the pieces."""

    def __init__(self):
        self.groups = {group.pk: group for group in LeaderGroup.objects.all()}
        self.municipalities = {place.pk: place for place in Municipality.objects.all()}
        self.services = defaultdict(list)
        shows = Theme.services.through.objects.order_by("pk").values_list("theme", "service__slug")
        for theme, service in shows:
            self.services[theme].append(service)
        slugs = dict(Service.objects.filter(code__in=SCHEME_SERVICES.values()).values_list("code", "slug"))
        self.scheme_services = {theme: [slugs[code]] for theme, code in SCHEME_SERVICES.items() if code in slugs}

    def read(self, pks):
        """Return the Records of the published projects among `pks` (list of at most PIECE ints). Four statements."""
        columns = [
            *_COLUMNS, "group", "region", "theme", "period", "source__code", "parent__public_funding_eur", "keywords",
            "applicant", *(f"{name}_{language}" for language in _LANGUAGES for name in ("title", "summary")),
        ]  # fmt: skip
        places, partners, rounded = self._places(pks), self._partners(pks), self._rounded(pks)
        rows = Project.objects.filter(pk__in=pks, is_published=True).order_by().rewrite(False).values_list(*columns)
        return [self._record(row, places[row[0]], partners[row[0]], rounded) for row in rows]

    def _record(self, row, places, partners, rounded):
        told, (group, region, theme, period, source, parent_sum, keywords, applicant) = row[:9], row[9:17]
        titles_and_summaries = row[17:]
        texts = {
            language: [text for text in titles_and_summaries[2 * at : 2 * at + 2] if text]
            for at, language in enumerate(_LANGUAGES)
        }
        texts["fi"].append(keywords)
        groups = [self.groups[pk] for pk in dict.fromkeys([group, *partners]) if pk]
        codes = list(dict.fromkeys(code for code, _name_in_source in places))
        regions = [self.municipalities[code].region_id for code in codes] or ([region] if region else [])
        names = [applicant, *(name_in_source for _code, name_in_source in places if name_in_source)]
        names += [name for one in groups for name in names_in_all_languages(one)]
        names += [name for code in codes for name in names_in_all_languages(self.municipalities[code])]
        told = dict(zip(_COLUMNS, told, strict=True))
        of_scheme = self.scheme_services.get(theme, []) if told["kind"] == Project.Kind.SCHEME else []
        return Record(
            **told,
            theme=theme or "",
            period=period or "",
            source=source,
            is_in_parents_sum=parent_sum is not None,
            is_approximate=(told["pk"], told["funding_stage"]) in rounded,
            texts=texts,
            names=list(dict.fromkeys(filter(None, names))),
            groups=[one.slug for one in groups],
            municipalities=codes,
            regions=list(dict.fromkeys(regions)),
            services=list(dict.fromkeys([*self.services[theme], *of_scheme])),
        )

    def _places(self, pks):
        found = defaultdict(list)
        rows = ProjectPlace.objects.filter(project__in=pks).order_by("pk")
        for project, *place in rows.values_list("project", "municipality", "name_in_source"):
            found[project].append(place)
        return found

    def _rounded(self, pks):
        return set(Funding.objects.filter(project__in=pks, is_approximate=True).values_list("project", "stage"))

    def _partners(self, pks):
        found = defaultdict(list)
        rows = Project.partners.through.objects.filter(project__in=pks).order_by("pk")
        for project, group in rows.values_list("project", "leadergroup"):
            found[project].append(group)
        return found


def pieces(things):
    """Yield lists of at most PIECE things."""
    return batched(things, PIECE)
