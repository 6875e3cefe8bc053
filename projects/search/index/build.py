"""Building the index, whole or for a few projects: the same steps, so both give the same."""

from array import array
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from pyroaring import BitMap

from projects.batches import batched
from projects.models import IndexedProject, IndexPart, IndexWord, Project, Theme
from search.analysis import analyser_name
from text.localized import LANGUAGES

from .features import facet_values, numbers, words_of
from .orders import ORDERS
from .records import BATCH_SIZE, Record, RecordReader
from .store import SLICES, ProjectIndex, read_index, write_index
from .words import update_words

MAX_WORDS = 2_000_000  # in memory before they are written; each writing reads the sets of the words again


@transaction.atomic
def reindex(pks: Iterable[int] | None = None) -> None:
    """Update the index for the projects `pks`, deleted ones too; without pks rebuild it.

    A project's sub-projects are updated with it: whether their money counts depends on it. After a change of themes or
    of names of groups and places, rebuild it.
    """
    # Two at once would each miss what the other has done. SQLite writes one at a time anyway.
    IndexPart.objects.select_for_update().filter(kind="version").first()
    if pks is None:
        index = ProjectIndex()
        IndexWord.objects.all().delete()
        IndexedProject.objects.all().delete()
        max_words = MAX_WORDS
        pks = Project.objects.order_by("pk").values_list("pk", flat=True).iterator()
    else:
        index = read_index()
        pks = BitMap(list(pks))
        for batch in batched(pks.copy(), BATCH_SIZE):
            pks.update(list(Project.objects.filter(parent__in=batch).values_list("pk", flat=True)))
        _remove(index, pks)
        # A load of a file has a bound on its memory, whatever the size of the file.
        max_words = MAX_WORDS // 5
    _add(index, pks, max_words)
    for name, order in ORDERS.items():
        published = Project.objects.filter(is_published=True)
        index.orders[name] = array("I", published.order_by(*order).values_list("pk", flat=True).iterator())
    index.theme_names = {
        theme.pk: {language: getattr(theme, f"name_{language}") for language in LANGUAGES}
        for theme in Theme.objects.all()
    }
    index.analyser = analyser_name("fi")
    write_index(index)


def is_outdated() -> bool:
    """Return whether the index was built with another analyser of words than the one in use, or never: it finds less.

    reindex() rebuilds it. One SQL statement.
    """
    built_with = IndexPart.objects.filter(kind="analyser").values_list("data", flat=True).first()
    return built_with is None or bytes(built_with).decode() != analyser_name("fi")


def _remove(index: ProjectIndex, pks: BitMap) -> None:
    index.everything -= pks
    index.nested -= pks
    for values in index.facets.values():
        for members in values.values():
            members -= pks
    for slices in index.slices.values():
        slices.discard(pks)
    for batch in batched(pks, BATCH_SIZE):
        indexed = IndexedProject.objects.filter(project_id__in=batch)
        members_of: dict[str, BitMap] = defaultdict(BitMap)
        for pk, words in indexed.values_list("project_id", "words"):
            for word in words.split():
                members_of[word].add(pk)
        update_words(members_of, lambda stored, removed: stored - removed)
        indexed.delete()


def _add(index: ProjectIndex, pks: Iterable[int], max_words: int) -> None:
    reader = RecordReader()
    members_of: dict[str, array[int]] = defaultdict(lambda: array("I"))  # a list would take three times as much
    for batch in batched(pks, BATCH_SIZE):
        records = reader.read(batch)
        _add_values(index, records)
        indexed = []
        for record in records:
            words = words_of(record)
            for word in words:
                members_of[word].append(record.pk)
            indexed.append(IndexedProject(project_id=record.pk, words=" ".join(words)))
        IndexedProject.objects.bulk_create(indexed)
        if sum(map(len, members_of.values())) > max_words:
            update_words(members_of, lambda stored, added: stored | added)
            members_of.clear()
    update_words(members_of, lambda stored, added: stored | added)


def _add_values(index: ProjectIndex, records: list[Record]) -> None:
    """Add the facets and numbers of Records: all members of a set at once, which is faster than one by one."""
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    figures: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for record in records:
        for facet, values in facet_values(record).items():
            for value in values:
                members[facet, value].append(record.pk)
        for name, number in numbers(record).items():
            if number is not None:
                figures[name].append((record.pk, number))
    for (facet, value), pks in members.items():
        index.facets[facet][value].update(pks)
    for name in SLICES:
        index.slices[name].add(figures[name])
    index.everything.update([record.pk for record in records])
    index.nested.update([record.pk for record in records if record.is_in_parents_sum])
