"""The index in memory, and how it lies in the database."""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from uuid import uuid4

from pyroaring import BitMap

from projects.models import IndexPart

from .slices import BITS, Slices

SLICES = ["public", "total", "starts", "ends"]

_cached: "ProjectIndex | None" = None  # this process's copy, replaced as a whole


class ProjectIndex:
    """Sets of project pks: `everything` published, `facets` {facet: {value: BitMap}}, `nested` sub-projects whose money
    stands in their theme project's sum; `slices` {name: Slices}; `orders` {name: array of pks}. `theme_names` {code:
    {language: name}}, in the order of the themes, saves the pages a statement.

    The current index is shared between threads: only reindex() may change one, its own copy.
    """

    def __init__(self, version: str = ""):
        self.version = version
        self.analyser = ""
        self.everything = BitMap()
        self.nested = BitMap()
        self.facets: dict[str, dict[str, BitMap]] = defaultdict(lambda: defaultdict(BitMap))
        self.slices = {name: Slices() for name in SLICES}
        self.orders: dict[str, array[int]] = {}
        self.theme_names: dict[str, dict[str, str]] = {}
        self._ranks: dict[str, array[int]] = {}

    def rank(self, order: str) -> "array[int]":
        """Return an array in which the place of a pk is its place in an order; computed once."""
        if order not in self._ranks:
            ranks = array("I", bytes(4 * ((self.everything.max() if self.everything else 0) + 1)))
            for place, pk in enumerate(self.orders.get(order, ())):
                ranks[pk] = place
            self._ranks[order] = ranks
        return self._ranks[order]

    def members(self, facet: str, value: str) -> BitMap:
        """Return the BitMap of projects with this value, empty for an unknown one."""
        return self.facets[facet][value] if value in self.facets.get(facet, ()) else BitMap()


def current_index() -> ProjectIndex:
    """Return the index that the database holds now. One SQL statement, one more when it has changed."""
    global _cached
    stored = IndexPart.objects.filter(kind="version").values_list("data", flat=True).first()
    version = bytes(stored or b"").decode()
    if _cached is None or _cached.version != version:
        _cached = read_index()
    return _cached


def read_index() -> ProjectIndex:
    """Return the index from the database; one statement, so that all parts are of one version."""
    index = ProjectIndex()
    slices: dict[str, dict[str, BitMap]] = defaultdict(dict)
    for kind, key, data in IndexPart.objects.values_list("kind", "key", "data").iterator():
        data = bytes(data)
        if kind == "version":
            index.version = data.decode()
        elif kind == "analyser":
            index.analyser = data.decode()
        elif kind == "theme_names":
            index.theme_names = json.loads(data)
        elif kind == "set":
            setattr(index, key, BitMap.deserialize(data))
        elif kind == "order":
            index.orders[key] = array("I", data)
        elif kind == "slice":
            name, place = key.split(":")
            slices[name][place] = BitMap.deserialize(data)
        else:
            facet, value = key.split(":", 1)
            index.facets[facet][value] = BitMap.deserialize(data)
    for name, found in slices.items():
        bits = [found.get(str(place)) or BitMap() for place in range(BITS)]
        index.slices[name] = Slices(found.get("known", BitMap()), bits)
    return index


def write_index(index: ProjectIndex) -> None:
    """Store the index under a new version; only what differs is written. Inside the caller's transaction."""
    index.version = uuid4().hex
    wanted = dict(_parts(index))
    existing = {(part.kind, part.key): part for part in IndexPart.objects.all()}
    obsolete = [part.pk for key, part in existing.items() if key not in wanted]
    IndexPart.objects.filter(pk__in=obsolete).delete()
    new = []
    for (kind, key), data in wanted.items():
        part = existing.get((kind, key))
        if part is None:
            new.append(IndexPart(kind=kind, key=key, data=data))
        elif bytes(part.data) != data:
            part.data = data
            part.save(update_fields=["data"])
    IndexPart.objects.bulk_create(new, batch_size=200)


def _parts(index: ProjectIndex) -> Iterator[tuple[tuple[str, str], bytes]]:
    yield ("version", ""), index.version.encode()
    yield ("analyser", ""), index.analyser.encode()
    yield ("theme_names", ""), json.dumps(index.theme_names).encode()
    yield ("set", "everything"), index.everything.serialize()
    yield ("set", "nested"), index.nested.serialize()
    for name, order in index.orders.items():
        yield ("order", name), order.tobytes()
    for name, slices in index.slices.items():
        yield ("slice", f"{name}:known"), slices.known.serialize()
        for place, bit in enumerate(slices.bits):
            if bit:
                yield ("slice", f"{name}:{place}"), bit.serialize()
    for facet, values in index.facets.items():
        for value, members in values.items():
            if members:
                yield ("facet", f"{facet}:{value}"), members.serialize()
