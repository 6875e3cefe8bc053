"""The orders that projects can be listed in, alike on both databases."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func
from django.db.models.sql.compiler import SQLCompiler


class ByBytes(Func):
    """Compare text byte by byte, whatever the language of the database."""

    template = "%(expressions)s"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)


# Name: what to order by. The pk last makes each order whole.
ORDERS: dict[str, list[Any]] = {
    "newest": [F("starts").desc(nulls_last=True), "-pk"],
    "title": [ByBytes("title_key").asc(), "pk"],
    "funding": [F("public_funding_eur").desc(nulls_last=True), "-pk"],
    "changed": ["-changed_at", "-pk"],  # of feeds; the first one says how new the data is
}
DEFAULT_ORDER = "newest"
