import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from search.entries import PageEntry, write_entries
from search.excerpt import excerpt
from search.models import SearchEntry
from search.query import search
from search.token_field import create_index, drop_index

KINDS = ["municipality", "page"]


def write(*texts):
    write_entries(
        "page",
        [
            PageEntry(key=str(number), language="en", title=f"Page {number}", url=f"/en/{number}", text=text)
            for number, text in enumerate(texts)
        ],
    )


def found(query, language="en"):
    return [entry.text for entry in search(query, language, KINDS).entries]


@pytest.mark.parametrize("token", ["hyvää", "åäö", "ö", "4h", "2023", "x2y", "nearby", "and", "or", "not"])
def test_a_token_is_one_word_for_the_database(db, token):
    SearchEntry.objects.create(kind="page", key="1", language="en", tokens=["first", token, "last"])
    assert SearchEntry.objects.filter(tokens__matches=[[token]]).count() == 1
    for other in {token + "x", token[:-1], token.replace("ä", "a").replace("ö", "o")} - {token, ""}:
        assert SearchEntry.objects.filter(tokens__matches=[[other]]).count() == 0


def test_every_word_must_match_in_one_of_its_forms(db):
    SearchEntry.objects.create(kind="page", key="1", language="en", tokens="a b c")
    matching = SearchEntry.objects.filter
    assert matching(tokens__matches=[["x", "a"], ["c"]]).exists()
    assert not matching(tokens__matches=[["a"], ["x"]]).exists()
    assert not matching(tokens__matches=[]).exists()
    assert not matching(tokens__matches=[["a"], []]).exists()
    assert not matching(title_tokens__matches=[["a"]]).exists()


@pytest.mark.parametrize("term", ["", "*", "a b", 'a"', "a'", "a:*", "A", "a**", "-a", "a\n"])
def test_only_tokens_reach_the_database(db, term):
    with pytest.raises(ValueError, match="Not a token"):
        SearchEntry.objects.filter(tokens__matches=[[term]])


def test_the_last_word_may_be_unfinished(db):
    write("municipal plans", "other plans")
    assert found("plans munici") == ["municipal plans"]
    assert found("munici plans") == ["municipal plans", "other plans"]  # any word: the first is not finished by us
    assert found("mu") == []


def test_what_changes_is_found_at_once(db):
    write("alpha", "beta")
    write("gamma", "beta")
    assert found("alpha") == []
    assert found("gamma") == ["gamma"]
    SearchEntry.objects.all().delete()
    assert found("beta") == []


def test_the_index_goes_and_comes_back(transactional_db):
    write("alpha")
    with connection.schema_editor() as editor:
        drop_index(editor, SearchEntry)
        create_index(editor, SearchEntry)
    assert found("alpha") == ["alpha"]


@pytest.mark.parametrize(
    "query",
    [
        "AND OR NOT",
        "NEAR(a b)",
        "a* OR b*",
        ":*",
        "&",
        "| !",
        "!page",
        "'",
        "''",
        '"',
        '"page',
        "\\",
        "page\x00",
        "(",
        "<->",
        "tokens:page",
        "-page",
    ],
)
def test_syntax_of_the_databases_is_only_text(db, query):
    write("some page")
    results = search(query, "en", KINDS)
    assert len(results.entries) == results.total


def test_invisible_and_foreign_letters_find_nothing_and_say_so(db):
    write("some page")
    for query in ["", "\u200b\u2060", "\x00\x01", "***", "Москва"]:
        results = search(query, "en", KINDS)
        assert (results.total, results.words, list(results.entries)) == (0, [], [])


def test_an_over_long_query_is_cut_and_says_so(db):
    write("some page")
    assert search("page " * 500, "en", KINDS).is_cut
    assert search(" ".join(f"w{number}" for number in range(9)), "en", KINDS).is_cut
    assert not search("some page", "en", KINDS).is_cut


class AnyText(TestCase):
    @hypothesis_settings(deadline=None, max_examples=60)
    @given(st.text(max_size=250) | st.text(alphabet="page AND*'\"():&|!<>-\x00\u200b", max_size=40))
    def test_search_never_raises(self, query):
        write("some page & <b>other</b>")
        results = search(query, "en", KINDS)
        for entry in results.entries[:20]:
            assert "<b>" not in excerpt(entry.text, results.words, "en")
