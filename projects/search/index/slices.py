"""A bit-sliced index: whole numbers of many projects, summed and compared as sets."""

from collections.abc import Iterable

from pyroaring import BitMap

BITS = 44  # in cents more than a column of money can hold (13 digits); days since year 1 need 20


class Slices:
    """Numbers from 0 to 2**BITS - 1 by project; a project without a number is not in `known`."""

    def __init__(self, known: BitMap | None = None, bits: list[BitMap] | None = None):
        self.known = known if known is not None else BitMap()
        self.bits = bits if bits is not None else [BitMap() for _ in range(BITS)]

    def add(self, numbers: Iterable[tuple[int, int]]) -> None:
        """Set the numbers of projects that have none yet. numbers: (project pk, number) each."""
        members: list[list[int]] = [[] for _ in range(BITS)]
        known = []
        for pk, number in numbers:
            known.append(pk)
            for bit in range(number.bit_length()):
                if number >> bit & 1:
                    members[bit].append(pk)
        self.known.update(known)
        for bit, pks in enumerate(members):
            self.bits[bit].update(pks)

    def discard(self, pks: BitMap) -> None:
        """Forget the numbers of a BitMap of projects."""
        self.known -= pks
        for bit in self.bits:
            bit -= pks

    def sum(self, within: BitMap) -> int:
        """Return the sum over a BitMap of projects; those without a number add nothing."""
        return sum(bit.intersection_cardinality(within) << place for place, bit in enumerate(self.bits) if bit)

    def below(self, limit: int) -> BitMap:
        """Return the BitMap of projects whose number is less than `limit`."""
        less, equal = BitMap(), self.known
        for place in reversed(range(BITS)):
            bit = self.bits[place]
            if limit >> place & 1:
                less |= equal - bit
                equal = equal & bit
            else:
                equal = equal - bit
        return less
