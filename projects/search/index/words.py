"""The words of the index: which projects have a token."""

from collections.abc import Callable, Iterable, Mapping

from django.db import connection
from django.db.models import Q
from pyroaring import BitMap

from projects.batches import batched
from projects.models import IndexWord

BATCH_SIZE = 2000  # words written at a time


def projects_matching(words: list[list[str]]) -> BitMap:
    """Return the BitMap of projects that have, for each word, one of its alternatives; [] matches nothing.

    words: lists of tokens as search.query.query_terms gives them, with a star at the end of a prefix. One statement.
    """
    sets = projects_by_word(words)
    return BitMap.intersection(*sets) if sets and all(words) else BitMap()


def projects_by_word(words: list[list[str]]) -> list[BitMap]:
    """Return for each word the BitMap of projects that have one of its alternatives. One SQL statement.

    words: as projects_matching() takes them.
    """
    terms = {term for alternatives in words for term in alternatives}
    if not terms:
        return [BitMap() for _ in words]
    wanted = Q(pk__in=[term for term in terms if not term.endswith("*")])
    for prefix in (term[:-1] for term in terms if term.endswith("*")):
        wanted |= _starts_with(prefix)
    found = dict(IndexWord.objects.filter(wanted).values_list("token", "data"))
    sets = {token: BitMap.deserialize(bytes(data)) for token, data in found.items()}
    return [_any_of(alternatives, sets) for alternatives in words]


def _starts_with(prefix: str) -> Q:
    """Return the Q of tokens that start so; worded so that each database uses its index."""
    if connection.vendor == "sqlite":
        return Q(pk__gte=prefix, pk__lt=prefix + chr(0x10FFFF))
    return Q(pk__startswith=prefix)


def _any_of(alternatives: list[str], sets: Mapping[str, BitMap]) -> BitMap:
    exact = {term for term in alternatives if not term.endswith("*")}
    prefixes = tuple(term[:-1] for term in alternatives if term.endswith("*"))
    return BitMap().union(
        *(members for token, members in sets.items() if token in exact or (prefixes and token.startswith(prefixes)))
    )


def update_words(changes: Mapping[str, Iterable[int]], combine: Callable[[BitMap, BitMap], BitMap]) -> None:
    """Update the sets of words. changes: {token: pks}; combine(stored BitMap, BitMap of pks) gives the new one."""
    for tokens in batched(sorted(changes), BATCH_SIZE):
        stored = {row.pk: BitMap.deserialize(bytes(row.data)) for row in IndexWord.objects.filter(pk__in=tokens)}
        new = {token: combine(stored.get(token, BitMap()), BitMap(changes[token])) for token in tokens}
        IndexWord.objects.bulk_create(
            [IndexWord(token=token, data=members.serialize()) for token, members in new.items() if members],
            update_conflicts=True,
            unique_fields=["token"],
            update_fields=["data"],
        )
        empty = [token for token, members in new.items() if not members]
        if empty:
            IndexWord.objects.filter(pk__in=empty).delete()
