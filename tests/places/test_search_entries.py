from places.search_entries import index_places
from search.models import SearchEntry
from search.query import search
from tests.factories import MunicipalityFactory, PostalCodeFactory, RegionFactory


def titles(query, language, kind="municipality"):
    return [entry.title for entry in search(query, language, ["municipality", "region"], kind).entries]


def test_a_municipality_is_found_by_its_name_in_any_language(db):
    MunicipalityFactory(name_fi="Raasepori", name_sv="Raseborg", name_se="Ráseborga")
    index_places()
    assert titles("Raseborg", "fi") == titles("raasepori", "en") == titles("raseborga", "fi") == ["Raasepori"]
    assert titles("Raasepori", "sv") == ["Raseborg"]


def test_a_dissolved_municipality_leads_to_the_one_of_today(db):
    today = MunicipalityFactory(name_fi="Kurikka")
    between = MunicipalityFactory(name_fi="Jalasjärvi", successor=today, valid_to="2015-12-31")
    MunicipalityFactory(name_fi="Peräseinäjoki", successor=between, valid_to="2004-12-31")
    index_places()
    assert titles("Peräseinäjoki", "fi") == titles("jalasjärvi", "sv") == ["Kurikka"]
    assert "Jalasjärvi" in SearchEntry.objects.get(title="Kurikka", language="fi").text


def test_a_postal_place_leads_to_its_municipality(db):
    PostalCodeFactory(code="10600", name_fi="Tammisaari", name_sv="Ekenäs", municipality__name_fi="Raasepori")
    index_places()
    assert titles("Ekenäs", "fi") == titles("10600", "fi") == ["Raasepori"]


def test_a_region_names_its_municipalities_of_today(db):
    region = RegionFactory(name_fi="Uusimaa", name_sv="Nyland")
    MunicipalityFactory(name_fi="Lohja", name_sv="Lojo", region=region)
    index_places()
    assert titles("Lojo", "sv", "region") == ["Nyland"]


def test_each_language_has_its_own_address_and_words(db):
    MunicipalityFactory(slug="lohja", name_fi="Lohja", region__name_fi="Uusimaa", region__name_sv="Nyland")
    index_places()
    by_language = {entry.language: entry for entry in SearchEntry.objects.filter(kind="municipality")}
    assert {language: entry.url[:4] for language, entry in by_language.items()} == {
        "fi": "/fi/",
        "sv": "/sv/",
        "en": "/en/",
    }
    assert "Nyland" in by_language["sv"].text


def test_an_edited_name_is_found_after_indexing_again(db):
    municipality = MunicipalityFactory(name_fi="Vanha")
    index_places()
    municipality.name_fi = "Uusikunta"
    municipality.save()
    index_places()
    assert titles("Uusikunta", "fi") == ["Uusikunta"]
    assert titles("Vanha", "fi") == []


def test_words_that_every_place_has_find_none(db):
    region = RegionFactory(name_fi="Pirkanmaa")
    MunicipalityFactory(name_fi="Akaa", region=region)
    MunicipalityFactory(name_fi="Viiala", successor=MunicipalityFactory(name_fi="Toijala"), valid_to="2006-12-31")
    index_places()
    assert SearchEntry.objects.get(language="en", title="Pirkanmaa").text == "Municipalities: Akaa."
    assert titles("municipalities", "en", "") == titles("region", "en", "") == []
    assert titles("Pirkanmaa", "fi", "") == ["Pirkanmaa", "Akaa"]
