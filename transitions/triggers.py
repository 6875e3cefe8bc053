"""Triggers that make the database refuse a move of states that the table of moves does not allow.

A CHECK constraint sees only the new row; a move is about the old one, too. Written for both databases from the same
table. On SQLite a later migration that remakes the model's table drops its triggers: let it call guard() again;
tests/transitions/test_moves_in_the_database.py fails when one has forgotten to.
"""

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from .moves import Moves, State

_NAME = "{table}_moves"


def guard(schema_editor: BaseDatabaseSchemaEditor, table: str, moves: Moves[State]) -> None:
    """Make the trigger of a table with a column `state`."""
    unguard(schema_editor, table)
    name = _NAME.format(table=table)
    allowed = " OR ".join(
        f"(OLD.state = '{old}' AND NEW.state IN ({_quoted(new)}))" for old, new in sorted(moves.items()) if new
    )
    refused = f"OLD.state <> NEW.state AND NOT ({allowed})"
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN "
            f"RAISE EXCEPTION 'illegal move of state' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE OF state ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE OF state ON {table} WHEN {refused} "
            "BEGIN SELECT RAISE(ABORT, 'illegal move of state'); END"
        )


def unguard(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Drop the trigger of a table if it is there."""
    name = _NAME.format(table=table)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _quoted(states: Iterable[str]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))
