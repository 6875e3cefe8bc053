"""Moves between states: the one way to make them. The database refuses others, too (triggers.py)."""


class IllegalMove(Exception):
    """The row is not, or no longer, in a state from which it may go where it was asked to go."""


def may_move(moves, old, new):
    """Return whether a table of moves ({old state: states it may go to}) lets a row go from `old` to `new`."""
    return new in moves.get(old, ())


def move(row, new, moves, **columns):
    """Bring a saved row to the state `new` and set other columns with it, in one UPDATE.

    The condition stands in the UPDATE itself: of two processes that want the same move, one makes it.
    Raises IllegalMove when the table does not allow it from the state the row has in the database.
    """
    sources = [old for old in moves if may_move(moves, old, new)]
    if not type(row).objects.filter(pk=row.pk, state__in=sources).update(state=new, **columns):
        raise IllegalMove(f"{row._meta.verbose_name} {row.pk}: not from {row.state} to {new}")
    row.state = new
    for name, value in columns.items():
        setattr(row, name, value)
