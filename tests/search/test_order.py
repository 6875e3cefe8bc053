import pytest

from search.entries import PageEntry, write_entries
from search.query import search

KINDS = ["municipality", "group", "page"]


def write(kind, *rows):
    """rows: (title, text) or (title, text, order)."""
    write_entries(
        kind,
        [
            PageEntry(f"{kind}-{number}", "sv", row[0], "/sv/", text=row[1], order=row[2] if len(row) > 2 else "")
            for number, row in enumerate(rows)
        ],
    )


def titles(query, kind=""):
    return [entry.title for entry in search(query, "sv", KINDS, kind).entries]


def test_exact_title_then_words_in_the_title_then_kind_then_order(db):
    write("page", ("Ängö", ""), ("Om ängö hamn", ""), ("B", "ängö"), ("A", "ängö"))
    write("municipality", ("Ängö hamn", ""), ("Z", "ängö"))
    assert titles("ÄNGÖ") == ["Ängö", "Ängö hamn", "Om ängö hamn", "Z", "A", "B"]


def test_the_given_order_goes_before_the_title(db):
    write("page", ("A", "by", "2"), ("B", "by", "1"))
    assert titles("by") == ["B", "A"]


def test_letters_are_in_the_order_of_the_alphabet_on_every_database(db):
    write("page", *((title, "by") for title in ["Östra", "Ås", "Ähtäri", "Zeta", "abc", "Vasa", "Wik"]))
    assert titles("by") == ["abc", "Vasa", "Wik", "Zeta", "Ås", "Ähtäri", "Östra"]


def test_when_nothing_has_all_words_those_with_more_of_them_come_first(db):
    write("page", ("A", "röd"), ("B", "röd grön"), ("C", "gul"))
    results = search("röd grön blå", "sv", KINDS)
    assert results.is_any_word
    assert [entry.title for entry in results.entries] == ["B", "A"]


def test_all_words_is_not_called_any_word(db):
    write("page", ("A", "röd"), ("B", "röd grön"))
    results = search("röd grön", "sv", KINDS)
    assert (results.is_any_word, results.total) == (False, 1)


def test_kinds_are_counted_in_their_order_and_one_can_be_kept(db):
    write("page", ("A", "by"), ("B", "by"))
    write("municipality", ("C", "by"))
    results = search("by", "sv", KINDS, kind="page")
    assert list(results.counts.items()) == [("municipality", 1), ("page", 2)]
    assert (results.total, titles("by", "page")) == (2, ["A", "B"])


def test_a_kind_that_nobody_named_comes_last(db):
    write("project", ("A", "by"))
    write("page", ("B", "by"))
    assert titles("by") == ["B", "A"]


def test_other_languages_have_entries_of_their_own(db):
    write("page", ("A", "by"))
    assert search("by", "fi", KINDS).total == 0


@pytest.mark.parametrize("query", ["by", "by finns inte"])
def test_takes_at_most_three_statements(db, query, django_assert_max_num_queries):
    write("page", *((f"Sida {number}", "by") for number in range(30)))
    with django_assert_max_num_queries(3):
        assert len(search(query, "sv", KINDS).entries[:20]) == 20
