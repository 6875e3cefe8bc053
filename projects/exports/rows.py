"""Projects as rows: one dict a project, read in batches of a bounded size.

The columns are those of columns.COLUMNS, which an import reads back.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, TextField, Value
from django.db.models.functions import NullIf
from pyroaring import BitMap

from projects.batches import batched
from projects.models import Project
from projects.search.index import Selection
from projects.search.index.features import UNKNOWN
from projects.search.index.orders import DEFAULT_ORDER
from projects.search.index.store import ProjectIndex

from .columns import COLUMNS, ExportColumn

HEADER = [column.name for column in COLUMNS]
# What columns hold; the others hold codes of our own.
TEXTS = [
    *("number", "title_fi", "title_sv", "title_en", "summary_fi", "summary_sv", "summary_en", "applicant"),
    *("theme_project", "keywords", "measure", "source_state", "source_key", "source_url"),
]
MONEY = ["public_funding_eur", "eu_eur", "state_eur", "municipal_eur", "private_eur", "total_eur"]
DATES = ["starts", "ends", "source_date", "checked_on"]
FLAGS = ["funding_is_approximate"]
LISTS = ["partners", "municipalities"]
BATCH_SIZE = 4000  # projects read at a time
_FETCH_SIZE = 1000  # rows in memory at a time

# A row has a value for each name of HEADER, in that order: int (the id), str, Decimal, date, bool or list of str as the
# lists above say; None is unknown. A writer may change it.
ExportRow = dict[str, Any]


def rows_of(selection: Selection, order: str, base_url: str) -> Iterator[ExportRow]:
    """Yield the rows of a Selection, without what is no longer published. One SQL statement a batch.

    order: of index.ORDERS; in the default order they come by id, which is fastest and the same tomorrow. base_url: the
    address below which a project is found by its id.
    """
    if order == DEFAULT_ORDER:
        for batch in batched(selection.pks, BATCH_SIZE):
            yield from rows_by_id(batch, selection.index, base_url)
        return
    for batch in batched((pk for pk in selection.index.orders[order] if pk in selection.pks), BATCH_SIZE):
        rows = {row["id"]: row for row in rows_by_id(batch, selection.index, base_url)}
        yield from (rows[pk] for pk in batch if pk in rows)


def rows_by_id(pks: list[int], index: ProjectIndex, base_url: str) -> Iterator[ExportRow]:
    """Yield the rows of the published projects among `pks` (at most BATCH_SIZE) by id. One SQL statement.

    index: of current_index(), which has places and partners at hand; read as rows of their own they take twice as long.
    """
    if not pks:
        return
    wanted = BitMap(pks)
    municipalities, groups = _values(index, "municipality", wanted), _values(index, "group", wanted)
    for values in _projects(pks).values_list(*_COLUMNS).iterator(chunk_size=_FETCH_SIZE):
        row: ExportRow = dict(zip(HEADER, values, strict=True))
        pk = values[0]
        if pk in wanted:
            row["municipalities"] = municipalities.get(pk, [])
            row["partners"] = [slug for slug in groups.get(pk, ()) if slug != row["group"]]
            row["address"] = f"{base_url}{pk}"
            yield row


def _values(index: ProjectIndex, facet: str, pks: BitMap) -> dict[int, list[str]]:
    """Return {pk: sorted values of a facet} of those of the projects that have any."""
    found: dict[int, list[str]] = defaultdict(list)
    for value, members in sorted(index.facets.get(facet, {}).items()):
        if value != UNKNOWN:
            for pk in members & pks:
                found[pk].append(value)
    return found


def _projects(pks: list[int]) -> QuerySet[Project]:
    """Return the published projects, each with the Funding that its headline figures are of as `funding`.

    The ranges say what the ids say: they show PostgreSQL how little of the tables it has to read. Where the ids fill
    most of their range, it stands alone, and others within it are read in vain: that costs less than a list of ids.
    """
    first, last = min(pks), max(pks)
    headline = Q(fundings__stage=F("funding_stage"), fundings__financial_year=None)
    nearby = Q(fundings__project__gte=first, fundings__project__lte=last)
    projects = Project.objects.filter(pk__range=(first, last), is_published=True)
    if last - first > 1.5 * len(pks):
        projects = projects.filter(pk__in=pks)
    funding = FilteredRelation("fundings", condition=headline & nearby)
    return projects.alias(funding=funding).order_by("pk").rewrite(False)


def _column(column: ExportColumn) -> str | NullIf:
    """Return what to select for a column; the pk keeps the place of what is read from other tables."""
    if column.name in TEXTS or column.name == "funding_stage":
        return NullIf(column.path, Value(""), output_field=TextField())
    if column.name in MONEY:
        return column.path or f"funding__{column.name}"
    return "funding__is_approximate" if column.name in FLAGS else column.path or "pk"


_COLUMNS = [_column(column) for column in COLUMNS]
