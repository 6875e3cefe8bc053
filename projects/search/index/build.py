"""Making the index, whole or for a few projects: the same steps, so both give the same."""

from array import array
from collections import defaultdict

from django.db import transaction
from pyroaring import BitMap

from projects.models import IndexedProject, IndexPart, IndexWord, Project, Theme
from search.analysis import analyser_name
from text.localized import LANGUAGES

from .features import facet_values, numbers, words_of
from .orders import ORDERS
from .records import Records, pieces
from .store import SLICES, ProjectIndex, read_index, write_index
from .words import change_words

MOST_WORDS = 2_000_000  # kept in memory before they are written; each writing reads the sets of the words again


@transaction.atomic
def reindex(pks=None):
    """Bring the index into line with the projects `pks` (iterable of int, also deleted ones), or make it all anew.

    A project's sub-projects are taken along: whether their money counts depends on it. After a change of themes or of
    names of groups and places, make it anew.
    """
    # Two at once would each miss what the other has done. SQLite writes one at a time anyway.
    IndexPart.objects.select_for_update().filter(kind="version").first()
    if pks is None:
        index = ProjectIndex()
        IndexWord.objects.all().delete()
        IndexedProject.objects.all().delete()
        most_words = MOST_WORDS
        pks = Project.objects.order_by("pk").values_list("pk", flat=True).iterator()
    else:
        index = read_index()
        pks = BitMap(list(pks))
        for piece in pieces(pks.copy()):
            pks.update(list(Project.objects.filter(parent__in=piece).values_list("pk", flat=True)))
        _take_out(index, pks)
        # A load of a file has a bound on its memory, whatever the size of the file.
        most_words = MOST_WORDS // 5
    _put_in(index, pks, most_words)
    for name, order in ORDERS.items():
        published = Project.objects.filter(is_published=True)
        index.orders[name] = array("I", published.order_by(*order).values_list("pk", flat=True).iterator())
    index.theme_names = {
        theme.pk: {language: getattr(theme, f"name_{language}") for language in LANGUAGES}
        for theme in Theme.objects.all()
    }
    index.analyser = analyser_name("fi")
    write_index(index)


def is_outdated():
    """Tell whether the index was made by another analyser of words than the one in use, or never: it then finds less.

    reindex() makes it anew. One SQL statement.
    """
    made_by = IndexPart.objects.filter(kind="analyser").values_list("data", flat=True).first()
    return made_by is None or bytes(made_by).decode() != analyser_name("fi")


def _take_out(index, pks):
    gone = BitMap(pks)
    index.everything -= gone
    index.nested -= gone
    for values in index.facets.values():
        for members in values.values():
            members -= gone
    for slices in index.slices.values():
        slices.discard(gone)
    for piece in pieces(pks):
        known = IndexedProject.objects.filter(project_id__in=piece)
        members = defaultdict(BitMap)
        for pk, words in known.values_list("project_id", "words"):
            for word in words.split():
                members[word].add(pk)
        change_words(members, lambda old, change: old - change)
        known.delete()


def _put_in(index, pks, most_words):
    records = Records()
    words = defaultdict(lambda: array("I"))  # a list would take three times as much
    for piece in pieces(pks):
        found = records.read(piece)
        members = defaultdict(list)
        figures = defaultdict(list)
        indexed = []
        for record in found:
            for facet, values in facet_values(record).items():
                for value in values:
                    members[facet, value].append(record.pk)
            for name, number in numbers(record).items():
                if number is not None:
                    figures[name].append((record.pk, number))
            of_record = words_of(record)
            for word in of_record:
                words[word].append(record.pk)
            indexed.append(IndexedProject(project_id=record.pk, words=" ".join(of_record)))
        for (facet, value), pks_of_value in members.items():
            index.facets[facet][value].update(pks_of_value)
        for name in SLICES:
            index.slices[name].add(figures[name])
        index.everything.update([record.pk for record in found])
        index.nested.update([record.pk for record in found if record.is_in_parents_sum])
        IndexedProject.objects.bulk_create(indexed)
        if sum(map(len, words.values())) > most_words:
            change_words(words, lambda old, change: old | change)
            words.clear()
    change_words(words, lambda old, change: old | change)
