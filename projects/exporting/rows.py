"""The projects of a choice as rows of an export, read in pieces of a bounded size.

A cell is text as the database writes it, "" for unknown: a million rows need no Python objects made of their days and
sums. Columns are those of importing.layouts.own, so that what goes out can come in again.
"""

import json
from collections import defaultdict

from django.db.models import BooleanField, Case, CharField, F, FilteredRelation, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from pyroaring import BitMap

from ..importing.layouts.own import COLUMNS, JOINT
from ..index.facets import UNKNOWN
from ..index.orders import DEFAULT_ORDER
from ..models import Project

HEADER = [column.name for column in COLUMNS]
# What the columns hold; all others hold codes of our own, which need no care in any format.
TEXTS = [
    *("number", "title_fi", "title_sv", "title_en", "summary_fi", "summary_sv", "summary_en", "applicant"),
    *("theme_project", "keywords", "measure", "source_state", "source_key", "source_url"),
]
MONEY = ["public_funding_eur", "eu_eur", "state_eur", "municipal_eur", "private_eur", "total_eur"]
DAYS = ["starts", "ends", "source_date", "checked_on"]
LISTS = ["partners", "municipalities"]  # several values, joined by JOINT
FLAGS = ["funding_is_approximate"]  # yes or no

PIECE = 2000  # projects read at a time
_AT = {name: at for at, name in enumerate(HEADER)}


class Euros(Func):
    """A sum as text with a point and two decimals, alike in both databases; "" for an unknown one."""

    output_field = CharField()
    template = "COALESCE(CAST(%(expressions)s AS text), '')"

    def as_sqlite(self, compiler, connection, **context):
        # printf would make a zero of what is not known.
        never_zero = "CASE WHEN %(expressions)s IS NULL THEN '' ELSE printf('%%%%.2f', %(expressions)s) END"
        return self.as_sql(compiler, connection, template=never_zero, **context)


class IsOneOf(Func):
    """Whether a number is among others, which travel as one parameter: one each would cost more than the rows do."""

    output_field = BooleanField()
    template = "%(expressions)s"

    def __init__(self, number, numbers):
        super().__init__(number)
        self.numbers = numbers

    def as_sqlite(self, compiler, connection, **context):
        sql, params = self.as_sql(compiler, connection, **context)
        return f"{sql} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.numbers)]

    def as_postgresql(self, compiler, connection, **context):
        sql, params = self.as_sql(compiler, connection, **context)
        return f"{sql} = ANY(%s)", [*params, self.numbers]


def rows_of(selection, order, place):
    """Yield lists of the rows of a Selection, each row a list of texts in the order of HEADER; one statement a list.

    order: of index.ORDERS; in the usual one they come by id, which is fastest and the same tomorrow. place: the address
    below which a project is found by its id. What is no longer published is left out.
    """
    for pks in _pieces(selection, order):
        yield rows_at(pks, selection.index, place)


def rows_at(pks, index, place):
    """Return the rows of published projects in the order of `pks` (list of at most PIECE ints). One statement.

    index: the ProjectIndex that knows their places and groups.
    """
    told = Project.objects.filter(IsOneOf(F("pk"), pks), is_published=True).order_by().rewrite(False)
    rows = {row[_AT["id"]]: list(row) for row in told.alias(**_funding()).values_list(*_columns())}
    for pk, row in rows.items():
        row[_AT["id"]] = str(pk)
        row[_AT["address"]] = f"{place}{pk}"
    within = BitMap(rows)
    for pk, codes in _values(index, "municipality", within):
        rows[pk][_AT["municipalities"]] = JOINT.join(codes)
    for pk, slugs in _values(index, "group", within):
        if len(slugs) > 1:
            own = rows[pk][_AT["group"]]
            rows[pk][_AT["partners"]] = JOINT.join(slug for slug in slugs if slug != own)
    return [rows[pk] for pk in pks if pk in rows]


def _pieces(selection, order):
    chosen = selection.pks
    in_order = chosen if order == DEFAULT_ORDER else selection.index.orders[order]
    for start in range(0, len(in_order), PIECE):
        pks = [pk for pk in in_order[start : start + PIECE] if pk in chosen]
        if pks:
            yield pks


def _values(index, facet, within):
    """Return (pk, sorted values of the facet) of each project of the BitMap `within` that has any.

    The index has these at hand; read as rows of their own they would double the time.
    """
    found = defaultdict(list)
    for value, members in sorted(index.facets.get(facet, {}).items()):
        if value != UNKNOWN:
            for pk in members & within:
                found[pk].append(value)
    return found.items()


def _funding():
    """Return the relation to the row of Funding that the figures of a project stand for."""
    of_the_stage = Q(fundings__stage=F("funding_stage"), fundings__financial_year=None)
    return {"funding": FilteredRelation("fundings", condition=of_the_stage)}


def _columns():
    """Return what values_list() takes for each column; "" for those that rows_of() fills."""
    return [_column(name, path) for name, _reads, path in COLUMNS]


def _column(name, path):
    if name in MONEY:
        return Euros(path or f"funding__{name}")
    if name in FLAGS:
        return Case(
            When(funding__is_approximate=True, then=Value("yes")),
            When(funding__is_approximate=False, then=Value("no")),
            default=Value(""),
        )
    if name == "id":
        return F("pk")
    nothing = Value("")
    if name in DAYS:
        path = Cast(path, CharField())
    return Coalesce(path, nothing, output_field=CharField()) if path else nothing
