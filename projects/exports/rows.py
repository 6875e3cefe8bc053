"""Projects as rows: one dict a project, read in batches of a bounded size.

The columns are those of projects.imports.layouts.own, so that what is exported can be imported again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q, QuerySet

from projects.batches import batched
from projects.imports.layouts.own import COLUMNS
from projects.models import Project, ProjectPlace
from projects.search.index import Selection
from projects.search.index.orders import DEFAULT_ORDER

HEADER = [column.name for column in COLUMNS]
MONEY = ["public_funding_eur", "eu_eur", "state_eur", "municipal_eur", "private_eur", "total_eur"]
DATES = ["starts", "ends", "source_date", "checked_on"]
FLAGS = ["funding_is_approximate"]
LISTS = ["partners", "municipalities"]
BATCH_SIZE = 2000  # projects read at a time

# A row has a value for each name of HEADER, in that order: None is unknown.
Value = int | str | Decimal | date | bool | list[str] | None
Row = dict[str, Value]

# {column: path of its value from a Project}, of those that are columns of the project or of what it refers to.
_PATHS = {column.name: column.path for column in COLUMNS if column.path} | {
    "eu_eur": "funding__eu_eur",
    "state_eur": "funding__state_eur",
    "municipal_eur": "funding__municipal_eur",
    "private_eur": "funding__private_eur",
    "funding_is_approximate": "funding__is_approximate",
}


def rows_of(selection: Selection, order: str, base_url: str) -> Iterator[Row]:
    """Yield the rows of a Selection, without what is no longer published. Three SQL statements a batch.

    order: of index.ORDERS; in the default order they come by id, which is fastest and the same tomorrow. base_url: the
    address below which a project is found by its id.
    """
    pks: Iterable[int] = selection.pks
    if order != DEFAULT_ORDER:
        pks = (pk for pk in selection.index.orders[order] if pk in selection.pks)
    for batch in batched(pks, BATCH_SIZE):
        yield from read_rows(batch, base_url)


def read_rows(pks: list[int], base_url: str) -> list[Row]:
    """Return the rows of the published projects among `pks` in that order, at most BATCH_SIZE. Three SQL statements."""
    if not pks:
        return []
    municipalities, partners = _municipalities(pks), _partners(pks)
    rows = {}
    for values in _projects(pks).values_list(*_PATHS.values()):
        row: Row = dict.fromkeys(HEADER)
        row.update(zip(_PATHS, (None if value == "" else value for value in values), strict=True))
        pk = values[0]
        row["municipalities"] = municipalities[pk]
        row["partners"] = [slug for slug in partners[pk] if slug != row["group"]]
        row["address"] = f"{base_url}{pk}"
        rows[pk] = row
    return [rows[pk] for pk in pks if pk in rows]


def _projects(pks: list[int]) -> QuerySet[Project]:
    """Return the published projects, each with the Funding that its headline figures are of as `funding`.

    The ranges say what the ids say: PostgreSQL then sees how little of the tables it has to read.
    """
    headline = Q(fundings__stage=F("funding_stage"), fundings__financial_year=None)
    nearby = Q(fundings__project__gte=min(pks), fundings__project__lte=max(pks))
    projects = Project.objects.filter(pk__in=pks, pk__range=(min(pks), max(pks)), is_published=True)
    return projects.alias(funding=FilteredRelation("fundings", condition=headline & nearby)).order_by().rewrite(False)


def _municipalities(pks: list[int]) -> dict[int, list[str]]:
    """Return {project pk: codes} of where the projects take place."""
    places = ProjectPlace.objects.filter(project__in=pks).order_by("municipality_id")
    return _grouped(places.values_list("project_id", "municipality_id"))


def _partners(pks: list[int]) -> dict[int, list[str]]:
    """Return {project pk: slugs} of the groups that take part in the projects."""
    partners = Project.partners.through.objects.filter(project__in=pks).order_by("leadergroup__slug")
    return _grouped(partners.values_list("project_id", "leadergroup__slug"))


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, value in pairs:
        found[pk].append(value)
    return found
