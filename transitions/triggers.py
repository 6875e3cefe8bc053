"""Triggers that make the database refuse a move of states that the table of moves does not allow.

A CHECK constraint sees only the new row; a move is about the old one, too. Written for both databases from the same
table. On SQLite a later migration that makes the model's table anew drops its triggers: let it call guard() again;
tests/enquiries/test_moves_in_the_database.py tells when one has forgotten to.
"""

_NAME = "{table}_moves"


def guard(schema_editor, table, moves):
    """Make the trigger of a table with a column `state`. moves: {old state: states it may go to}."""
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


def unguard(schema_editor, table):
    """Drop the trigger of a table if it is there."""
    name = _NAME.format(table=table)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _quoted(states):
    return ", ".join(f"'{state}'" for state in sorted(states))
