"""The site search: results by kind and page, and warnings of what could not be followed."""

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from places.models import FindableName
from search.entries import PageEntry, write_entries


@pytest.fixture(autouse=True)
def _english(db):
    with translation.override("en"):
        yield


def get(client, **query):
    return client.get(reverse("search"), query)


def write(number_of_pages=1, kind="service", **values):
    values = {"title": "Village help", "text": "For every village.", **values}
    entries = [PageEntry(str(number), "en", url=f"/en/x/{number}/", **values) for number in range(number_of_pages)]
    write_entries(kind, entries)


def test_a_result_shows_its_kind_title_and_where_the_word_is(client):
    write()
    response = get(client, q="villages")
    assertContains(response, '<a href="/en/x/0/">Village help</a>', html=True)
    assertContains(response, "For every <mark>village</mark>.")
    assert [str(hit["kind"]) for hit in response.context["hits"]] == ["Service"]


def test_the_page_is_kept_out_of_search_engines(client):
    assertContains(get(client), '<meta name="robots" content="noindex">', html=True)


def test_texts_in_another_language_say_so(client):
    write(title="Kyläapu", title_language="fi", text="Kylille", text_language="fi")
    response = get(client, q="kylille")
    title = '<span lang="fi">Kyläapu</span> <small class="language-note">(in Finnish)</small>'
    assertContains(response, f'<a href="/en/x/0/">{title}</a>', html=True)
    assertContains(response, '<p lang="fi"><mark>Kylille</mark></p>', html=True)


def test_results_can_be_narrowed_to_one_kind_without_script(client):
    write(2)
    write(3, kind="duty", title="Village duty")
    response = get(client, q="village", kind="duty")
    assert len(response.context["hits"]) == 3
    assertContains(response, 'href="?q=village&amp;kind=service"')
    assert [count for _kind, _label, count, _address in response.context["filters"]] == [2, 3]


def test_an_unknown_kind_is_warned_of_and_everything_shown(client):
    write(2)
    response = get(client, q="village", kind="<b>")
    assertContains(response, "no such kind of page")
    assert len(response.context["hits"]) == 2


def test_a_kind_without_results_offers_the_others(client):
    write()
    assertContains(get(client, q="village", kind="duty"), "Show results of every kind")


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 1), ("-1", 1), ("abc", 1), ("999999", 3), ("1.5", 1), ("\x00", 1), ("9" * 5000, None)]
)
def test_a_wrong_page_number_is_warned_of_and_the_nearest_page_shown(client, typed, number):
    write(45)
    response = get(client, q="village", page=typed)
    assertContains(response, "no such page of results")
    assert number is None or response.context["page"].number == number


def test_pages_are_linked_and_keep_the_query(client):
    write(45)
    response = get(client, q="village", kind="service", page="2")
    assertContains(response, 'href="?q=village&amp;kind=service&amp;page=3"')
    assertContains(response, '<ol class="hits" start="21"')
    assertNotContains(response, "no such page of results")


def test_nothing_found_says_so_and_leads_on(client):
    response = get(client, q="xyzzy", page="7")
    assertContains(response, "Nothing was found")
    assertNotContains(response, "no such page of results")
    assertContains(response, f"{reverse('find')}?q=xyzzy")
    assertContains(response, reverse("municipalities"))


def test_a_match_of_only_some_words_says_so(client):
    write()
    assertContains(get(client, q="village xyzzy"), "No page has all the words")


def test_the_name_of_a_place_leads_to_the_finder_too(client):
    FindableName.objects.create(text="Kuhmoinen", key="kuhmoinen", folded="kuhmoinen", length=9, kind="municipality")
    assertContains(get(client, q="KUHMOINEN"), f"{reverse('find')}?q=KUHMOINEN")
    write()
    assertNotContains(get(client, q="village"), "the finder knows")


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "\x00"])
def test_an_empty_query_asks_for_a_word(client, typed):
    assertContains(get(client, q=typed), "Type a word to search for")


def test_before_the_first_query_nothing_is_complained_about(client):
    assertNotContains(get(client), "Type a word to search for")


def test_signs_alone_ask_for_a_word_and_stay_in_the_box(client):
    response = get(client, q="<*&>")
    assertContains(response, "Type at least one word or number")
    assertContains(response, 'value="&lt;*&amp;&gt;"')


def test_an_over_long_query_is_warned_of_and_cut(client):
    write()
    response = get(client, q="village " * 1000)
    assertContains(response, "The query is too long")
    assert len(response.context["query"]) == 200


def test_an_unknown_parameter_is_warned_of_unless_trackers_add_it_to_links(client):
    write()
    assertContains(get(client, q="village", theme="x"), "“theme=x” is not known")
    assert get(client, q="village", utm_source="x", fbclid="y").context["warnings"] == []


def test_markup_in_titles_and_texts_is_shown_as_text(client):
    write(title="<b>village</b>", text="<i>village</i>")
    response = get(client, q="village")
    assertContains(response, "&lt;b&gt;village&lt;/b&gt;")
    assertContains(response, "&lt;i&gt;<mark>village</mark>&lt;/i&gt;")


@pytest.mark.parametrize("name", ["q", "kind", "page"])
def test_a_repeated_parameter_is_warned_of_and_the_last_used(client, name):
    write()
    query = {"q": "village", "kind": "service", "page": "1"}
    response = get(client, **{**query, name: ["nothing", query[name]]})
    assertContains(response, f"“{name}” can have one value only")
    assert len(response.context["hits"]) == 1


@pytest.mark.parametrize("size", [3, 60])
@pytest.mark.parametrize("query", ["village", "village xyzzy"])
def test_takes_at_most_four_statements(client, size, query, django_assert_max_num_queries):
    write(size)
    with django_assert_max_num_queries(4):
        get(client, q=query)
