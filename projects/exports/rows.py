"""The projects of a choice as lines of CSV, read in pieces of a bounded size.

The database writes most of a line: a million projects need no Python objects made of their texts, days and sums. What
it cannot know as well, a Reader fills in. cells_of() takes a line apart for other formats. Columns are those of
importing.layouts.own, so that what goes out can come in again.
"""

import json
import re
from itertools import groupby

from django.db.models import BooleanField, Case, CharField, F, FilteredRelation, Func, Q, Value, When
from pyroaring import BitMap

from groups.models import LeaderGroup
from projects.imports.layouts.own import COLUMNS, JOINT
from projects.models import Project, ProjectSource
from projects.search.index.features import UNKNOWN
from projects.search.index.orders import DEFAULT_ORDER

from .formulas import SIGNS, unguarded

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

_CELL = re.compile(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)')
PIECE = 4000  # projects read at a time
_FILLED = {"id", "group", "source", *LISTS, "address"}  # by a Reader


def _runs():
    """Return [[Column]] in order: what a Reader fills stands alone, what the database writes in one go together."""
    runs = groupby(COLUMNS, lambda column: column.name if column.name in _FILLED else "")
    return [list(columns) for _name, columns in runs]


_RUNS = _runs()


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


class Quoted(Func):
    """A text as a cell of CSV, in quotation marks; "" for none. formulas.guarded() in SQL.

    As there, nearly every text fails the first test, which costs a fraction of the second.
    """

    output_field = CharField()
    template = (
        "CASE WHEN %(expressions)s <> '' THEN '\"' || CASE WHEN %(first)s(%(expressions)s) IN (39,%(codes)s) THEN"
        " CASE WHEN %(first)s(ltrim(%(expressions)s, '''')) IN (%(codes)s) THEN '''' ELSE '' END ELSE '' END"
        " || replace(%(expressions)s, '\"', '\"\"') || '\"' ELSE '' END"
    )
    codes = ",".join(str(ord(sign)) for sign in SIGNS)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, first="unicode", codes=self.codes, **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, first="ascii", codes=self.codes, **context)


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
    """Yield lists of the lines of a Selection, without line ends; up to two SQL statements and one a list.

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
    """Reads projects as lines of CSV without line ends.

    index: the ProjectIndex that knows places and partners. place: as for rows_of().
    """

    def __init__(self, index, place):
        self.index, self.place = index, place
        # Few and needed in each row: a join for each would cost more, and lead a database without statistics astray.
        self.slugs = Codes(LeaderGroup.objects.order_by().values_list("pk", "slug"))
        self.several = _in_several(index.facets.get("group", {}).values())
        self.sources = Codes(ProjectSource.objects.order_by().values_list("pk", "code"))

    def rows(self, pks):
        """Return the lines of published projects in the order of `pks` (list of at most PIECE ints).

        One SQL statement, the first time up to three.
        """
        if not pks:
            return []
        near, several = BitMap(pks), self.several & BitMap(pks)
        places, groups = _values(self.index, "municipality", near), _values(self.index, "group", several)
        slugs, sources, place = self.slugs, self.sources, self.place
        lines = {}
        # In the order of COLUMNS, which unpacking and a test hold together.
        for pk, group, source, texts, applicant, figures, origin in _told(pks):
            partners = _without(slugs[group], groups[pk]) if pk in groups else ""
            lines[pk] = (
                f"{pk},{texts},{slugs[group]},{partners},{applicant},{places.get(pk, '')},{figures},{sources[source]},"
                f"{origin},{place}{pk}"
            )
        return [lines[pk] for pk in pks if pk in lines]


def _without(slug, joined):
    return JOINT.join(other for other in joined.split(JOINT) if other != slug)


def cells_of(line):
    """Return the cells of a line: texts in the order of HEADER, "" for unknown, free of what guards a formula.

    The csv module would do, but it refuses a cell as long as staff may write one.
    """
    cells = _CELL.findall(line)[: len(HEADER)]  # at its end the line has room for one more, empty cell
    return [unguarded(cell[1:-1].replace('""', '"')) if cell[:1] == '"' else cell for cell in cells]


def _pieces(selection, order):
    chosen = selection.pks
    in_order = chosen if order == DEFAULT_ORDER else selection.index.orders[order]
    for start in range(0, len(in_order), PIECE):
        pks = [pk for pk in in_order[start : start + PIECE] if pk in chosen]
        if pks:
            yield pks


def _values(index, facet, within):
    """Return {pk: sorted values of the facet, joined} of the projects of the BitMap `within` that have any.

    The index has these at hand; read as rows of their own they would double the time.
    """
    found = {}
    for value, members in sorted(index.facets.get(facet, {}).items()):
        if value != UNKNOWN:
            for pk in members & within:
                found[pk] = f"{found[pk]}{JOINT}{value}" if pk in found else value
    return found


def _in_several(sets):
    """Return the BitMap of what is in more than one of some BitMaps."""
    once, several = BitMap(), BitMap()
    for members in sets:
        several |= once & members
        once |= members
    return several


def _funding(pks):
    """Return the relation to the row of Funding that the figures of a project stand for."""
    of_the_stage = Q(fundings__stage=F("funding_stage"), fundings__financial_year=None)
    # Says what the list of ids says already, in a form that lets a database read only this part of the table.
    near = Q(fundings__project__gte=min(pks), fundings__project__lte=max(pks))
    return {"funding": FilteredRelation("fundings", condition=of_the_stage & near)}


def _told(pks):
    """Return what the database tells of published projects, in any order: (pk, group id, source id, each written run).

    The range says what the ids say, too: PostgreSQL then sees how little of the table it has to read.
    """
    chosen = Project.objects.filter(IsOneOf(F("pk"), pks), pk__range=(min(pks), max(pks)), is_published=True)
    written = [Joined(*map(_written, run)) for run in _RUNS if run[0].name not in _FILLED]
    told = chosen.order_by().rewrite(False).alias(**_funding(pks))
    return told.values_list("pk", "group_id", "source_id", *written)


def _written(column):
    if column.name in TEXTS:
        return Quoted(column.path)
    if column.name in MONEY:
        return Euros(column.path or f"funding__{column.name}")
    if column.name in FLAGS:
        return Case(
            When(funding__is_approximate=True, then=Value("yes")),
            When(funding__is_approximate=False, then=Value("no")),
            default=Value(""),
        )
    return F(column.path)
