"""The words of the index: which projects have a token."""

from django.db import connection
from django.db.models import Q
from pyroaring import BitMap

from projects.models import IndexWord

from .records import pieces


def words_matching(words):
    """Return the BitMap of projects that have, for each word, one of its alternatives; [] matches nothing.

    words: list of lists of tokens from search.query.query_terms, with a star at the end of a beginning. One SQL
    statement.
    """
    sets = each_matching(words)
    return BitMap.intersection(*sets) if sets and all(words) else BitMap()


def each_matching(words):
    """Return for each word the BitMap of projects that have one of its alternatives. One SQL statement.

    words: as words_matching() takes them.
    """
    terms = {term for alternatives in words for term in alternatives}
    if not terms:
        return [BitMap() for _ in words]
    wanted = Q(pk__in=[term for term in terms if not term.endswith("*")])
    for beginning in (term[:-1] for term in terms if term.endswith("*")):
        wanted |= _beginning_with(beginning)
    found = dict(IndexWord.objects.filter(wanted).values_list("token", "data"))
    sets = {token: BitMap.deserialize(bytes(data)) for token, data in found.items()}
    return [_any_of(alternatives, sets) for alternatives in words]


def _beginning_with(letters):
    """Return the Q of tokens that begin so; worded so that each database uses its index."""
    if connection.vendor == "sqlite":
        return Q(pk__gte=letters, pk__lt=letters + chr(0x10FFFF))
    return Q(pk__startswith=letters)


def _any_of(alternatives, sets):
    exact = {term for term in alternatives if not term.endswith("*")}
    beginnings = tuple(term[:-1] for term in alternatives if term.endswith("*"))
    return BitMap().union(
        *(members for token, members in sets.items() if token in exact or (beginnings and token.startswith(beginnings)))
    )


def change_words(members, changed):
    """Write the sets of words anew. members: {token: pks to change}; changed(old BitMap, BitMap) gives the new one."""
    for piece in pieces(sorted(members)):
        old = {row.pk: BitMap.deserialize(bytes(row.data)) for row in IndexWord.objects.filter(pk__in=piece)}
        new = {token: changed(old.get(token, BitMap()), BitMap(members[token])) for token in piece}
        IndexWord.objects.bulk_create(
            [IndexWord(token=token, data=found.serialize()) for token, found in new.items() if found],
            update_conflicts=True,
            unique_fields=["token"],
            update_fields=["data"],
        )
        empty = [token for token, found in new.items() if not found]
        if empty:
            IndexWord.objects.filter(pk__in=empty).delete()
