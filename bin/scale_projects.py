"""Made-up projects for measuring: any number, the same for the same number, in a country that does not exist.

Regions, municipalities, groups and projects all carry "Malli" (model) in their names, and their source is marked as
made up. Never beside real data: make() refuses a database that holds any. bin/scale_data.py is its command.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from groups.models import AreaMembership, LeaderGroup, ProgrammingPeriod
from places.models import Municipality, Region
from projects.models import Funding, FundingStage, Project, ProjectPlace, ProjectSource, Theme
from projects.search.index import reindex
from projects.services import title_key

SOURCE = "malli"
BATCH_SIZE = 2000  # rows written at a time
REGIONS, MUNICIPALITIES, GROUPS = 19, 308, 53
THEMES = ["vapaa-aika", "kulttuuri", "nuoret", "ympäristö", "matkailu", "palvelut", "yrittäjyys", "kokeilut"]
PERIODS = [(2007, 2013), (2014, 2020), (2023, 2027)]
# Titles and summaries are put together from these; common words come first, as in a language.
_BEGINNINGS = (
    "kylä nuoriso metsä järvi ranta retki leikki liikunta kulttuuri perinne kotiseutu kesä talvi luonto vesi ruoka "
    "käsityö musiikki teatteri kirja digi yritys palvelu matkailu pyörä hevonen kala puutarha satama silta"
).split()
_ENDINGS = (
    "talo polku kenttä laavu laituri tori piha katos verstas museo kerho leiri tapahtuma verkosto koulutus kartoitus "
    "suunnitelma remontti reitti puisto sali näyttämö sauna kauppa työpaja hanke"
).split()


class NotEmptyError(Exception):
    """The database holds data that is not made up by this module."""


@transaction.atomic
def make(count: int, on_progress: Callable[[int], None] | None = None) -> None:
    """Make the database hold a made-up country and `count` projects, and index them.

    on_progress: called with the number of projects done so far. Raises NotEmptyError, having changed nothing, when
    there is a region, group or project that this did not make.
    """
    refuse_real_data()
    source, _made = ProjectSource.objects.get_or_create(
        code=SOURCE, defaults={"name": "Malliaineisto (keksitty)", "is_demo": True}
    )
    Funding.objects.all().delete()
    ProjectPlace.objects.all().delete()
    Project.objects.all().delete()
    country = _Country()
    chance = random.Random(count)
    for start in range(0, count, BATCH_SIZE):
        numbers = range(start + 1, min(start + BATCH_SIZE, count) + 1)
        projects = Project.objects.bulk_create([_project(number, source, country, chance) for number in numbers])
        ProjectPlace.objects.bulk_create(
            ProjectPlace(project=project, municipality_id=code)
            for project in projects
            for code in country.places_of(project, chance)
        )
        Funding.objects.bulk_create(
            Funding(project=project, stage=project.funding_stage, public_eur=project.public_funding_eur,
                    total_eur=project.total_eur)
            for project in projects
            if project.funding_stage
        )  # fmt: skip
        if on_progress:
            on_progress(numbers[-1])
    reindex()


def refuse_real_data() -> None:
    """Raise NotEmptyError when the database holds a region, group or project that is not made up."""
    real = [
        Project.objects.exclude(source__is_demo=True),
        LeaderGroup.objects.exclude(slug__startswith="malli-"),
        Region.objects.exclude(slug__startswith="malli"),
    ]
    if any(rows.exists() for rows in real):
        raise NotEmptyError("This database holds real data. Made-up projects need a database of their own.")


class _Country:
    """The made-up regions, municipalities and groups, made when missing."""

    def __init__(self) -> None:
        regions = [
            Region(code=f"{n:02}", slug=f"mallimaakunta-{n}", name_fi=f"Mallimaakunta {n}", nuts3="XX000", iso="XX-00")
            for n in range(1, REGIONS + 1)
        ]
        municipalities = [
            Municipality(
                code=f"{n:03}", slug=f"mallikunta-{n}", name_fi=f"Mallikunta {n}", region=regions[n % REGIONS],
                population=500 + n * 97, population_year=2000, languages="finnish", lat=60 + n % 10, lon=22 + n % 8,
            )
            for n in range(1, MUNICIPALITIES + 1)
        ]  # fmt: skip
        groups = [LeaderGroup(slug=f"malli-{n}", name_fi=f"Malli-Leader {n}") for n in range(1, GROUPS + 1)]
        Region.objects.bulk_create(regions, ignore_conflicts=True)
        Municipality.objects.bulk_create(municipalities, ignore_conflicts=True)
        LeaderGroup.objects.bulk_create(groups, ignore_conflicts=True)
        Theme.objects.bulk_create(
            [Theme(code=f"malli-{n}", name_fi=f"Malliteema {name}", order=n) for n, name in enumerate(THEMES)],
            ignore_conflicts=True,
        )
        ProgrammingPeriod.objects.bulk_create(
            [ProgrammingPeriod(code=f"{a}-{b}", starts=date(a, 1, 1), ends=date(b, 12, 31)) for a, b in PERIODS],
            ignore_conflicts=True,
        )
        self.themes = list(Theme.objects.values_list("pk", flat=True))
        self.groups = list(LeaderGroup.objects.order_by("slug").values_list("pk", flat=True))
        codes = [municipality.code for municipality in municipalities]
        self.areas = {group: codes[at::GROUPS] for at, group in enumerate(self.groups)}
        if not AreaMembership.objects.exists():
            AreaMembership.objects.bulk_create(
                AreaMembership(group_id=group, municipality_id=code, coverage="full")
                for group, area in self.areas.items()
                for code in area
            )

    def places_of(self, project: Project, chance: random.Random) -> list[str]:
        """Return one or two municipality codes from the area of the project's group."""
        return chance.sample(self.areas[project.group_id], chance.choice([1, 1, 1, 2]))


def _project(number: int, source: ProjectSource, country: _Country, chance: random.Random) -> Project:
    first, last = chance.choice(PERIODS)
    starts = date(chance.randint(first, last), 1, 1) + timedelta(days=chance.randint(0, 364))
    has_funding = chance.random() < 0.7
    public = Decimal(chance.randint(50_000, 15_000_000)) / 100 if has_funding else None
    title = f"Malli {_word(chance)} ja {_word(chance)}"
    project = Project(
        source=source,
        source_key=f"malli-{number}",
        title=title,
        title_fi=title,
        summary_fi=" ".join(_word(chance) for _ in range(chance.randint(8, 20))),
        applicant=f"Malliyhdistys {chance.randint(1, 5000)} ry",
        applicant_kind=chance.choice(["association"] * 6 + ["municipality", "company", "unknown"]),
        group_id=chance.choice(country.groups),
        theme_id=chance.choice(country.themes),
        period_id=f"{first}-{last}",
        starts=starts,
        ends=starts + timedelta(days=chance.randint(60, 1200)),
        public_funding_eur=public,
        total_eur=public * 2 if public is not None and chance.random() < 0.8 else None,
        funding_stage=FundingStage.GRANTED if has_funding else "",
    )
    project.title_key = title_key(project)
    return project


def _word(chance: random.Random) -> str:
    """Return a made-up compound; the square makes some words a hundred times as common as others."""
    beginning = _BEGINNINGS[int(len(_BEGINNINGS) * chance.random() ** 2)]
    return beginning + _ENDINGS[int(len(_ENDINGS) * chance.random() ** 2)]
