"""The kinds of files that are known by their headers, a module each."""

from . import cap, group_table, operations, own, register, threesixty
from .layout import Layout

# Of two that know the same number of a file's headers, the earlier is taken.
LAYOUTS = [
    own.LAYOUT,
    operations.KOHESIO,
    threesixty.LAYOUT,
    cap.LAYOUT,
    register.LAYOUT,
    operations.LIST_OF_OPERATIONS,
    group_table.LAYOUT,
]

__all__ = ["LAYOUTS", "Layout"]
