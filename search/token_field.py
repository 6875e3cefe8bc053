"""A column of tokens that both databases match alike, with its index.

SQLite: an FTS5 table over the model's table, kept by triggers. PostgreSQL: a GIN index. Both get the same tokens from
analysis.py and split them at spaces only, so neither's own idea of a language or of a word matters.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import NotSupportedError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.sql.compiler import SQLCompiler

_TERM = re.compile(r"[0-9a-zåäö]+\*?")


class TokensField(models.TextField):
    """Tokens, separated by one space. Takes a list too. Look up with `__matches`, see Matches."""

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not isinstance(value, str):
            value = " ".join(value)
        return super().get_prep_value(value)


@TokensField.register_lookup
class Matches(models.Lookup):
    """`tokens__matches=[["kauppa", "kaup*"], ["kylä"]]`: (kauppa or a token starting with kaup) and kylä.

    Value: a list with the alternatives of each word, any iterables of str. Raises ValueError when one is not a token
    (with or without a star at its end), so that no typed text can become syntax. [] matches nothing.
    """

    lookup_name = "matches"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[Iterable[str]]) -> None:
        words = [sorted(alternatives) for alternatives in rhs]
        for term in (term for alternatives in words for term in alternatives):
            if not _TERM.fullmatch(term):
                raise ValueError(f"Not a token: {term!r}")
        super().__init__(lhs, words)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        quote = connection.ops.quote_name
        model, column = self.lhs.target.model, self.lhs.target.column
        index = quote(fts_table(model))
        row = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{quote(model._meta.pk.column)}"
        expression = self._expression(" AND ", " OR ", lambda token, star: f'"{token}"{star}')
        return f"{row} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [f"{{{column}}} : ({expression})"]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[str | int]]:
        column, params = self.process_lhs(compiler, connection)
        expression = self._expression(" & ", " | ", lambda token, star: f"'{token}'{':*' if star else ''}")
        return f"{_tsvector(column)} @@ %s::tsquery", [*params, expression]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        raise NotSupportedError(f"Token search works on SQLite and PostgreSQL, not on {connection.vendor}.")

    def _expression(self, both: str, either: str, term: Callable[[str, str], str]) -> str:
        if not self.rhs or not all(self.rhs):
            raise EmptyResultSet
        words = (
            either.join(term(token.rstrip("*"), "*" if token.endswith("*") else "") for token in alternatives)
            for alternatives in self.rhs
        )
        return both.join(f"({word})" for word in words)


def fts_table(model: type[models.Model]) -> str:
    """Return the name of the FTS5 table of a model on SQLite."""
    return f"{model._meta.db_table}_fts"


def create_index(schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    """Create the index over all TokensFields of a model; for RunPython in a migration.

    On SQLite, a later migration that changes the model's table may drop the triggers with the old table: let it call
    drop_index before and create_index after. The model's primary key must be an integer.
    """
    quote = schema_editor.quote_name
    table = quote(model._meta.db_table)
    columns = [str(field.column) for field in model._meta.fields if isinstance(field, TokensField)]
    if schema_editor.connection.vendor == "postgresql":
        vectors = ", ".join(f"({_tsvector(quote(column))})" for column in columns)
        schema_editor.execute(f"CREATE INDEX {quote(_gin_index(model))} ON {table} USING gin ({vectors})")
        return
    index, key = quote(fts_table(model)), quote(str(model._meta.pk.column))
    names = ", ".join(columns)

    def values(row: str) -> str:
        return ", ".join(f"{row}.{quote(column)}" for column in columns)

    add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.{key}, {values('new')});"
    remove = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.{key}, {values('old')});"
    # No stemming and no folding of å, ä, ö; detail=column leaves out positions, which a set of tokens does not have.
    schema_editor.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content={table}, content_rowid={key}, "
        "tokenize='unicode61 remove_diacritics 0', detail=column)"
    )
    schema_editor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    for event, body in [("INSERT", add), ("DELETE", remove), ("UPDATE", remove + " " + add)]:
        trigger = quote(_trigger(model, event))
        schema_editor.execute(f"CREATE TRIGGER {trigger} AFTER {event} ON {table} BEGIN {body} END")


def drop_index(schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    """Drop what create_index made."""
    quote = schema_editor.quote_name
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {quote(_gin_index(model))}")
        return
    for event in ("INSERT", "DELETE", "UPDATE"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {quote(_trigger(model, event))}")
    schema_editor.execute(f"DROP TABLE {quote(fts_table(model))}")


def _tsvector(column: str) -> str:
    # Not to_tsvector: its parser would split some tokens in its own way.
    return f"array_to_tsvector(string_to_array({column}, ' '))"


def _gin_index(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_tokens_gin"


def _trigger(model: type[models.Model], event: str) -> str:
    return f"{fts_table(model)}_{event.lower()}"
