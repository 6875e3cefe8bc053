"""Services and duties are found by the words that people type, in any language, before what only mentions them."""

from groups.search_entries import index_groups, index_network
from leaderportal.pages.search import KINDS
from search.query import search
from tests.factories import DutyFactory, LeaderGroupFactory, ServiceFactory


def found(query, language):
    return [(entry.kind, entry.title) for entry in search(query, language, KINDS).entries]


def test_a_keyword_of_any_language_leads_to_its_service_and_duty(db):
    ServiceFactory(name_fi="Osallisuus", name_sv="Delaktighet", keywords_fi="maahanmuuttajat", keywords_sv="invandrare")
    DutyFactory(name_fi="Kotoutuminen", keywords_fi="maahanmuuttajat,\nkotouttaminen", keywords_sv=None)
    index_network()
    assert found("maahanmuuttajat", "fi") == [("service", "Osallisuus"), ("duty", "Kotoutuminen")]
    assert found("kotouttaminen", "en") == [("duty", "Kotoutuminen")]
    assert found("invandrare", "sv") == [("service", "Delaktighet")]


def test_a_service_with_the_keyword_comes_before_a_group_that_mentions_the_word(db):
    LeaderGroupFactory(name_fi="Leader Kuusi", summary_fi="Auttaa maahanmuuttajat alkuun.")
    ServiceFactory(name_fi="Osallisuus", keywords_fi="maahanmuuttajat")
    index_groups()
    index_network()
    assert found("maahanmuuttajat", "fi") == [("service", "Osallisuus"), ("group", "Leader Kuusi")]


def test_keywords_are_found_but_never_shown(db, client):
    service = ServiceFactory(keywords_fi="maahanmuuttajat")
    index_network()
    assert "maahanmuuttajat" not in search("maahanmuuttajat", "fi", KINDS).entries[0].text
    assert "maahanmuuttajat" not in client.get(f"/fi/palvelut/{service.slug}/").content.decode()
