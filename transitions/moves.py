"""Moves between states: the one way to make them. The database refuses others, too (triggers.py)."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from django.db.models import Model

State = TypeVar("State", bound=str)
Moves = Mapping[State, Collection[State]]  # {old state: states it may go to}


class IllegalMove(Exception):
    """The row is not, or no longer, in a state from which it may go where it was asked to go."""


def may_move(moves: Moves[State], old: str, new: str) -> bool:
    """Return whether a table of moves lets a row go from `old` to `new`."""
    return any(source == old and new in targets for source, targets in moves.items())


def move(row: Model, new: str, moves: Moves[State], **columns: object) -> None:
    """Bring a saved row to the state `new` and set other columns with it, in one UPDATE.

    The condition stands in the UPDATE itself: of two processes that want the same move, one makes it.
    Raises IllegalMove when the table does not allow it from the state the row has in the database.
    """
    sources = [old for old in moves if may_move(moves, old, new)]
    if not type(row)._default_manager.filter(pk=row.pk, state__in=sources).update(state=new, **columns):
        raise IllegalMove(f"{row._meta.verbose_name} {row.pk}: not from {getattr(row, 'state', None)} to {new}")
    for name, value in {"state": new, **columns}.items():
        setattr(row, name, value)
