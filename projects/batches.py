"""Work in batches of a bounded size, so that memory does not grow with the data."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield lists of at most `size` items. As itertools.batched(), which Python 3.11 lacks, but lists."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
