"""The projects of a choice as rows of an export, read in pieces of a bounded size.

A cell is text as the database writes it, "" for unknown: a million rows need no Python objects made of their days and
sums. Columns are those of importing.layouts.own, so that what goes out can come in again. Codes, days and sums that
stand side by side come as one cell with commas between them, as a table has them: making each a string of its own would
take half the time of a large file. cells_of() takes such a row apart.
"""

import json
from collections import defaultdict
from itertools import groupby

from django.db.models import BooleanField, Case, CharField, F, FilteredRelation, Func, Q, Value, When
from django.db.models.functions import Coalesce
from pyroaring import BitMap

from groups.models import LeaderGroup

from ..importing.layouts.own import COLUMNS, JOINT
from ..index.facets import UNKNOWN
from ..index.orders import DEFAULT_ORDER
from ..models import Project, ProjectSource

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

PIECE = 4000  # projects read at a time
_KEYS = {"id": "pk", "group": "group_id", "source": "source_id"}  # read as numbers
_ALONE = {*TEXTS, *_KEYS, *LISTS, "address"}  # all others hold codes, days and sums


def _cells_of_a_row():
    """Return [[Column]]: what each cell of a row holds, one column or several of codes side by side."""
    runs = groupby(COLUMNS, lambda column: column.name if column.name in _ALONE else "")
    return [list(columns) for _name, columns in runs]


_CELLS = _cells_of_a_row()
_ID, _GROUP, _PARTNERS, _MUNICIPALITIES, _SOURCE, _ADDRESS = (
    [cell[0].name for cell in _CELLS].index(name)
    for name in ("id", "group", "partners", "municipalities", "source", "address")
)
TEXTS_AT = [at for at, cell in enumerate(_CELLS) if cell[0].name in TEXTS]


class Euros(Func):
    """A sum as text with a point and two decimals, alike in both databases; "" for an unknown one."""

    output_field = CharField()
    template = "COALESCE(CAST(%(expressions)s AS text), '')"

    def as_sqlite(self, compiler, connection, **context):
        # printf would make a zero of what is not known.
        never_zero = "CASE WHEN %(expressions)s IS NULL THEN '' ELSE printf('%%%%.2f', %(expressions)s) END"
        return self.as_sql(compiler, connection, template=never_zero, **context)


class Joined(Func):
    """Values as one text with commas between them, "" for an unknown one."""

    output_field = CharField()

    def as_sqlite(self, compiler, connection, **context):
        texts = ",".join(["%%%%s"] * len(self.source_expressions))
        return self.as_sql(compiler, connection, template=f"printf('{texts}', %(expressions)s)", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="CONCAT", arg_joiner=", ',', ", **context)


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
        numbers = ",".join(map(str, self.numbers))
        return f"{sql} = ANY(%s::bigint[])", [*params, f"{{{numbers}}}"]


def rows_of(selection, order, place):
    """Yield lists of the rows of a Selection, codes joined; up to two SQL statements and one a list.

    order: of index.ORDERS; in the usual one they come by id, which is fastest and the same tomorrow. place: the address
    below which a project is found by its id. What is no longer published is left out.
    """
    reader = Reader(selection.index, place)
    for pks in _pieces(selection, order):
        yield reader.rows(pks)


class Codes(dict):
    """Codes by key of a small table: read when first asked, and again for a row that has come meanwhile.

    rows: QuerySet of (key, code). The code of None is "".
    """

    def __init__(self, rows):
        super().__init__({None: ""})
        self.rows = rows

    def __missing__(self, key):
        self.update(self.rows.all())
        return self.setdefault(key, "")


class Reader:
    """Reads rows, each a list of cells as they are described above; cells_of() makes the columns of HEADER of them.

    index: the ProjectIndex that knows places and partners. place: as for rows_of().
    """

    def __init__(self, index, place):
        self.index, self.place = index, place
        # Few and needed in each row: a join for each would cost more, and lead a database without statistics astray.
        self.slugs = Codes(LeaderGroup.objects.order_by().values_list("pk", "slug"))
        self.sources = Codes(ProjectSource.objects.order_by().values_list("pk", "code"))

    def rows(self, pks):
        """Return the rows of published projects in the order of `pks` (list of at most PIECE ints).

        One SQL statement, the first time up to three.
        """
        if not pks:
            return []
        told = Project.objects.filter(IsOneOf(F("pk"), pks), pk__range=(min(pks), max(pks)), is_published=True).order_by().rewrite(False)
        rows = {row[_ID]: list(row) for row in told.alias(**_funding(pks)).values_list(*_sql())}
        for pk, row in rows.items():
            row[_ID] = str(pk)
            row[_GROUP] = self.slugs[row[_GROUP]]
            row[_SOURCE] = self.sources[row[_SOURCE]]
            row[_ADDRESS] = f"{self.place}{pk}"
        within = BitMap(rows)
        for pk, codes in _values(self.index, "municipality", within):
            rows[pk][_MUNICIPALITIES] = JOINT.join(codes)
        for pk, slugs in _values(self.index, "group", within):
            if len(slugs) > 1:
                own = rows[pk][_GROUP]
                rows[pk][_PARTNERS] = JOINT.join(slug for slug in slugs if slug != own)
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


def _funding(pks):
    """Return the relation to the row of Funding that the figures of a project stand for."""
    of_the_stage = Q(fundings__stage=F("funding_stage"), fundings__financial_year=None)
    # Says what the list of ids says already, in a form that lets a database read only this part of the table.
    near = Q(fundings__project__gte=min(pks), fundings__project__lte=max(pks))
    return {"funding": FilteredRelation("fundings", condition=of_the_stage & near)}


def _sql():
    """Return what values_list() takes for each cell of a row; "" for those that a Reader fills."""
    return [_column(*cell) if len(cell) == 1 else Joined(*map(_code, cell)) for cell in _CELLS]


def _column(column):
    if column.name in _KEYS:
        return F(_KEYS[column.name])
    return Coalesce(column.path, Value(""), output_field=CharField()) if column.path else Value("")


def _code(column):
    if column.name in MONEY:
        return Euros(column.path or f"funding__{column.name}")
    if column.name in FLAGS:
        return Case(
            When(funding__is_approximate=True, then=Value("yes")),
            When(funding__is_approximate=False, then=Value("no")),
            default=Value(""),
        )
    return F(column.path)


def cells_of(row):
    """Return a row with its codes taken apart: texts in the order of HEADER."""
    apart = []
    for cell, columns in zip(row, _CELLS, strict=True):
        apart += cell.split(",") if len(columns) > 1 else [cell]
    return apart
