"""A query string is parsed: what is understood, what is reported as not understood, and its canonical form."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.search.index import reindex
from projects.search.query import MAX_PAGE, parse_query
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ThemeFactory

pytestmark = pytest.mark.django_db

PARAMETERS = "q theme group region municipality period year size applicant state record source service order view page"


@pytest.fixture
def ask(labels):
    MunicipalityFactory(code="291", slug="kuhmoinen", name_fi="Kuhmoinen")
    LeaderGroupFactory(slug="vesuri")
    ThemeFactory(code="youth", name_fi="Nuoret")
    reindex()
    return lambda querystring: parse_query(QueryDict(querystring), labels())


def test_values_are_grouped_by_facet_each_once(ask):
    query = ask("theme=youth&theme=youth&municipality=291&group=vesuri&year=2020&year=unknown&size=over")
    assert query.chosen == {
        "theme": ("youth",),
        "group": ("vesuri",),
        "municipality": ("291",),
        "year": ("2020", "unknown"),
        "size": ("over",),
    }
    assert query.ignored == ()


def test_a_query_has_one_query_string(ask):
    mixed = ask("page=1&size=over&theme=&year=2021&utm_source=x&year=2020&q=++kylä++talo&order=newest&view=list")
    assert mixed.urlencode() == "q=kyl%C3%A4+talo&year=2020&year=2021&size=over"
    assert ask(mixed.urlencode()) == mixed


def test_what_is_not_understood_is_reported(ask):
    query = ask("theme=nothing&municipality=999&year=20x&size=%E2%82%AC&order=NaN&view=cards&page=-1&record=")
    assert {name for name, _value in query.ignored} == {
        "theme", "municipality", "year", "size", "order", "view", "page",
    }  # fmt: skip
    assert (query.chosen, query.order, query.view, query.page) == ({}, "newest", "list", 1)


def test_a_dissolved_municipality_means_its_successor(ask):
    MunicipalityFactory(code="588", valid_to=date(2024, 12, 31), successor_id="291")
    assert ask("municipality=588").chosen == {"municipality": ("291",)}


def test_a_page_beyond_the_last_allowed_is_the_last_allowed(ask):
    assert ask(f"page={'9' * 150}").page == MAX_PAGE


def test_long_words_are_cut_and_words_of_signs_only_are_none(ask):
    query = ask("q=" + "kylä" * 2500)
    assert (len(query.words), query.is_cut) == (200, True)
    assert ask("q=!!!").words == ""
    assert ask("q=!!!").ignored == (("q", "!!!"),)


def test_parameters_that_the_caller_reads_are_left_to_it(ask, labels):
    assert ask("bom=1&foo=2").ignored == (("bom", "1"), ("foo", "2"))
    assert parse_query(QueryDict("bom=1"), labels(), ["bom"]).ignored == ()


def test_another_choice_leads_to_the_first_page(ask):
    query = ask("theme=youth&page=3")
    assert query.urlencode() == "theme=youth&page=3"
    assert query.with_facet("year", "2020") == "theme=youth&year=2020"
    assert query.without_facet("theme", "youth") == ""
    assert query.urlencode(page=4) == "theme=youth&page=4"


def test_a_word_is_meant_in_any_of_the_languages(ask):
    (kattojen,) = ask("q=kattojen").terms()
    assert {"katto", "kattojen"} <= set(kattojen)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(PARAMETERS.split()), st.text(max_size=30)), max_size=6))
def test_no_query_string_breaks_it_and_reading_what_it_wrote_gives_it_again(ask, pairs):
    querydict = QueryDict(mutable=True)
    for name, value in pairs:
        querydict.appendlist(name, value)
    query = ask(querydict.urlencode())
    again = ask(query.urlencode())
    assert again.urlencode() == query.urlencode()
    assert again.ignored == ()
