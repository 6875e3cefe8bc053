"""The index that projects are found, counted and summed with, in the same few milliseconds at any size.

For each value of each facet, each word and each bit of a sum of money it keeps the set of projects that have it, as a
compressed bitmap (Roaring, by pyroaring). A search is an intersection of sets, a facet's count the size of one, a sum
32 sizes (a bit-sliced index). The sets lie in IndexPart and IndexWord rows, written in the transaction that changes
the projects; each process caches them and asks the database once a request for their version. docs/adr/0008.
"""

from .build import is_outdated, reindex
from .selection import Selection
from .store import current_index

__all__ = ["Selection", "current_index", "is_outdated", "reindex"]
