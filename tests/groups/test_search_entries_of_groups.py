import pytest
from django.utils import translation

from groups.search_entries import index_groups
from search.models import SearchEntry
from search.query import search
from tests.factories import (
    AreaMembershipFactory,
    ExampleActivityFactory,
    GroupStrengthFactory,
    LeaderGroupFactory,
    LocalDevelopmentStrategyFactory,
    ServiceOfferFactory,
)


def titles(query, language="fi", kind="group"):
    return [entry.title for entry in search(query, language, ["group", "example"], kind).entries]


def test_a_group_is_found_by_what_it_says_and_where_it_works(db):
    group = LeaderGroupFactory(name_fi="Leader Vesuri", legal_name="Vesuri-ryhmä ry", summary_fi="Rannat ja metsät")
    AreaMembershipFactory(group=group, municipality__name_fi="Petäjävesi")
    ServiceOfferFactory(group=group, service__name_fi="Kokeilualusta", text_fi="Drooneja kokeillaan")
    GroupStrengthFactory(group=group, text_fi="Kahvipöydässä sovitaan")
    LocalDevelopmentStrategyFactory(group=group, title_fi="Virtaa", priorities_fi="Osaaminen\nLuonto")
    index_groups()
    for typed in ["vesuri", "rannat", "petäjävesi", "kokeilualusta", "drooneja", "kahvipöydässä", "luonto"]:
        assert titles(typed) == ["Leader Vesuri"], typed


def test_a_former_group_leads_to_its_successor(db):
    successor = LeaderGroupFactory(name_fi="Leader Uusi")
    LeaderGroupFactory(name_fi="Etpähä", successor=successor, valid_to="2014-12-31")
    index_groups()
    assert titles("Etpähä") == ["Leader Uusi"]


def test_a_text_in_another_language_is_told_to_be_in_it(db):
    LeaderGroupFactory(name_fi="Leader A", summary_fi="Kylien asialla", summary_sv="", summary_en="For villages")
    index_groups()
    swedish, english = (SearchEntry.objects.get(language=language) for language in ("sv", "en"))
    assert (swedish.text, swedish.text_language) == ("Kylien asialla.", "fi")
    assert (english.text, english.text_language) == ("For villages.", "en")


def test_what_staff_edits_is_found_after_indexing_the_group(db):
    group, other = LeaderGroupFactory(summary_fi="Vanha sana"), LeaderGroupFactory(name_fi="Leader Toinen")
    example = ExampleActivityFactory(group=group, title="Sauna")
    index_groups()
    group.summary_fi = "Tuulimylly"
    group.save()
    example.title = "Laavu"
    example.save()
    index_groups()
    assert titles("tuulimylly") == [group.name_fi]
    assert titles("vanha") == []
    assert (titles("laavu", kind="example"), titles("sauna", kind="example")) == (["Laavu"], [])
    assert titles("toinen") == [other.name_fi]


def test_a_group_that_ended_is_no_longer_found(db):
    group = LeaderGroupFactory(name_fi="Leader Loppu")
    index_groups()
    group.valid_to = "2026-01-01"
    group.save()
    index_groups()
    assert titles("loppu") == []


def test_an_example_leads_to_its_group_and_keeps_its_language(db):
    example = ExampleActivityFactory(title="Byastuga", title_language="sv", text_fi="Kylätalo kunnostettiin")
    index_groups()
    entry = SearchEntry.objects.get(kind="example", language="fi")
    with translation.override("fi"):
        assert (entry.title_language, entry.url) == ("sv", example.group.get_absolute_url())
    assert titles("bystuga", "sv", "example") == []
    assert titles("byastuga", "fi", "example") == ["Byastuga"]


@pytest.mark.parametrize("size", [2, 12])
def test_indexing_takes_the_same_statements_for_any_number_of_groups(db, size, django_assert_max_num_queries):
    for _number in range(size):
        group = LeaderGroupFactory()
        AreaMembershipFactory(group=group)
        ServiceOfferFactory(group=group)
        ExampleActivityFactory(group=group)
    with django_assert_max_num_queries(30):
        index_groups()
