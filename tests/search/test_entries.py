from search import entries
from search.entries import PageEntry, is_outdated, write_entries
from search.models import SearchEntry
from search.query import search


def entry(key="1", **values):
    return PageEntry(key=key, language="sv", url="/sv/", **{"title": f"Sida {key}", **values})


def keys(kind="page"):
    return sorted(SearchEntry.objects.filter(kind=kind).values_list("key", flat=True))


def test_writing_makes_the_entries_of_a_kind_exactly_these(db):
    write_entries("group", [entry("g")])
    write_entries("page", [entry("1"), entry("2")])
    write_entries("page", [entry("2"), entry("3")])
    assert (keys(), keys("group")) == (["2", "3"], ["g"])


def test_writing_the_same_again_changes_nothing(db, django_assert_num_queries):
    write_entries("page", [entry("1"), entry("2")])
    before = list(SearchEntry.objects.order_by("pk").values())
    with django_assert_num_queries(3):  # savepoint, reading, release
        write_entries("page", [entry("1"), entry("2")])
    assert list(SearchEntry.objects.order_by("pk").values()) == before


def test_other_names_are_found_but_not_displayed(db):
    write_entries("page", [entry(title="Raseborg", names=["Raasepori"], more=[("Karjaa", "fi")])])
    for typed in ["Raasepori", "Karjaa"]:
        found = search(typed, "sv", ["page"]).entries.get()
        assert typed not in found.title + found.text


def test_names_are_found_without_diacritics(db):
    write_entries("page", [entry(title="Hämeenlinna")])
    assert search("hameenlinna", "sv", ["page"]).total == 1


def test_an_index_of_another_analyser_is_outdated_until_it_is_rebuilt(db, monkeypatch):
    write_entries("page", [entry()])
    assert not is_outdated()
    monkeypatch.setattr(entries, "analyser_name", lambda language: "another")
    assert is_outdated()
    write_entries("page", [entry()])
    assert not is_outdated()


def test_long_titles_fit(db):
    write_entries("page", [entry(title="ö" * 300)])
    assert search("ö" * 40, "sv", ["page"]).total == 1
