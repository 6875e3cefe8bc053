"""The lookup of names holds what a person may type, once."""

import pytest

from places.finder.name_index import NameEntry, rebuild_place_names, without_type_words, write_names
from places.models import FindableName
from tests.factories import MunicipalityFactory, PostalCodeFactory, RegionFactory

Kind = FindableName.Kind


def found(key):
    return set(FindableName.objects.filter(key=key).values_list("kind", "target"))


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("kuhmoisten kunta", "kuhmoisten"),
        ("esbo stads", "esbo"),
        ("city of espoo", "espoo"),
        ("pirkanmaan maakunta", "pirkanmaan"),
        ("kuntanumero 291", "291"),
        ("leader emo", "emo"),
        ("päijänne-leader ry", "päijänne"),
        ("satakunta", "satakunta"),
        ("leader", "leader"),
    ],
)
def test_words_that_only_say_what_it_is_are_left_out(typed, without):
    assert without_type_words(typed) == without


@pytest.mark.django_db
def test_a_municipality_is_found_by_each_language_and_its_code():
    MunicipalityFactory(code="148", name_fi="Inari", name_sv="Enare", name_se="Anár")
    rebuild_place_names()
    for typed in ("inari", "enare", "anár", "148"):
        assert found(typed) == {(Kind.MUNICIPALITY, "148")}


@pytest.mark.django_db
def test_a_dissolved_municipality_keeps_its_own_code():
    kurikka = MunicipalityFactory(code="301", name_fi="Kurikka")
    MunicipalityFactory(code="164", name_fi="Jalasjärvi", valid_to="2015-12-31", successor=kurikka)
    rebuild_place_names()
    assert found("jalasjärvi") == {(Kind.DISSOLVED, "164")}


@pytest.mark.django_db
def test_the_official_name_of_pedersore_is_found_with_and_without_its_kunta():
    MunicipalityFactory(code="599", name_fi="Pedersören kunta", name_sv="Pedersöre")
    rebuild_place_names()
    assert found("pedersören kunta") == found("pedersören") == found("pedersöre") == {(Kind.MUNICIPALITY, "599")}


@pytest.mark.django_db
def test_a_postal_place_named_as_its_municipality_is_not_doubled():
    pori = MunicipalityFactory(code="609", name_fi="Pori", name_sv="Björneborg")
    PostalCodeFactory(code="28100", name_fi="Pori", name_sv="Björneborg", municipality=pori)
    rebuild_place_names()
    assert found("pori") == found("björneborg") == {(Kind.MUNICIPALITY, "609")}


@pytest.mark.django_db
def test_a_postal_place_leads_to_each_municipality_that_has_it():
    jamsa, orivesi = MunicipalityFactory(name_fi="Jämsä"), MunicipalityFactory(name_fi="Orivesi")
    for code, municipality in (("35400", jamsa), ("35401", jamsa), ("35420", orivesi)):
        PostalCodeFactory(code=code, name_fi="Längelmäki", name_sv="Längelmäki", municipality=municipality)
    rebuild_place_names()
    assert found("längelmäki") == {(Kind.POSTAL_PLACE, jamsa.code), (Kind.POSTAL_PLACE, orivesi.code)}


@pytest.mark.django_db
def test_a_postal_code_of_a_company_gives_no_place():
    PostalCodeFactory(code="00012", name_fi="Yritys", name_sv="Yritys", kind="corporate")
    rebuild_place_names()
    assert found("yritys") == set()
    assert found("00012") == {(Kind.POSTAL_CODE, "00012")}


@pytest.mark.django_db
def test_a_region_is_found_with_and_without_the_word():
    RegionFactory(code="06", name_fi="Pirkanmaa", name_sv="Birkaland", name_en="Pirkanmaa")
    rebuild_place_names()
    assert found("pirkanmaa") == found("birkaland") == {(Kind.REGION, "06")}


@pytest.mark.django_db
def test_writing_again_changes_nothing_and_leaves_the_names_of_groups():
    MunicipalityFactory(name_fi="Kuhmoinen")
    write_names([Kind.GROUP], [NameEntry(Kind.GROUP, "Leader Esimerkki", "esimerkki")])
    first = rebuild_place_names()
    assert rebuild_place_names() == first
    assert FindableName.objects.filter(kind=Kind.GROUP).count() == 2  # with and without Leader
    assert FindableName.objects.exclude(kind=Kind.GROUP).count() == first
