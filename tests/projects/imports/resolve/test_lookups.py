"""Names in a file lead to the municipality, region and group that they mean, and to none when that is unsure."""

from datetime import date

import pytest

from groups.models import LeaderGroup
from places.models import Municipality
from projects.imports.resolve.lookups import Lookups
from tests.factories import LeaderGroupFactory, MunicipalityFactory, PostalCodeFactory, RegionFactory
from tests.projects.imports.rows import counts, only_project, parsed, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Three municipalities, one dissolved into another, and the region Lappi beside a dissolved municipality Lappi."""
    satakunta = RegionFactory(code="04", name_fi="Satakunta", name_sv="Satakunta")
    RegionFactory(code="19", name_fi="Lappi", name_sv="Lappland", nuts3="FI1D7")
    rauma = MunicipalityFactory(code="684", name_fi="Rauma", name_sv="Raumo", region=satakunta)
    raasepori = MunicipalityFactory(code="710", name_fi="Raasepori", name_sv="Raseborg", region=satakunta)
    MunicipalityFactory(code="005", name_fi="Alajärvi", region=satakunta)
    ended = {"valid_to": date(2008, 12, 31), "region": satakunta}
    MunicipalityFactory(code="835", name_fi="Tammisaari", name_sv="Ekenäs", successor=raasepori, **ended)
    MunicipalityFactory(code="406", name_fi="Lappi", successor=rauma, **ended)


@pytest.mark.parametrize(
    ("written", "code", "name_in_source"),
    [
        ("Rauma", "684", ""),
        ("RAUMA", "684", ""),
        ("Raumo", "684", ""),
        ("Rauman", "684", ""),
        ("Rauman kaupunki", "684", ""),
        ("Alajarvi", "005", ""),
        ("005", "005", ""),
        ("5", "005", ""),
        ("Ekenäs", "710", "Ekenäs"),
        ("TAMMISAARI", "710", "TAMMISAARI"),
        ("Lapin kunta", "684", "Lapin kunta"),
    ],
)
def test_a_municipality_is_found_however_it_is_written(places, written, code, name_in_source):
    place = Lookups().place(written)
    assert (place.municipality, place.name_in_source) == (code, name_in_source)


def test_a_former_municipality_lives_on_as_a_postal_place(places):
    rauma = Municipality.objects.get(code="684")
    PostalCodeFactory(code="42300", name_fi="Jämsänkoski", name_sv="Jämsänkoski", municipality=rauma)
    for code, municipality in (("10000", rauma), ("20000", Municipality.objects.get(code="710"))):
        PostalCodeFactory(code=code, name_fi="Asemanseutu", name_sv="Asemanseutu", municipality=municipality)
    place = Lookups().place("JÄMSÄNKOSKEN")
    assert (place.municipality, place.name_in_source) == ("684", "JÄMSÄNKOSKEN")
    assert Lookups().place("Asemanseutu") is None


@pytest.mark.parametrize("written", ["Lappi", "LAPPI", "Lapin maakunta", "Lappland", "FI1D7"])
def test_a_region_in_the_place_of_a_municipality_is_kept_as_the_region(places, written):
    run_import(parsed(number="1", place_names=[written]))
    assert only_project().region_id == "19"
    assert not only_project().places.exists()


@pytest.mark.parametrize("written", ["Kirkonkylä", "Raume", "koko maakunta", ""])
def test_a_village_or_a_misspelling_is_never_guessed(places, written):
    assert Lookups().place(written) is None


def test_a_name_of_two_municipalities_means_neither(places):
    other = MunicipalityFactory(name_fi="Muu", name_sv="Raumo")
    assert Lookups().place("Raumo") is None
    assert Lookups().place("Muu").municipality == other.code


def test_a_project_of_an_unknown_village_is_imported_without_a_place_and_reported(places):
    report = run_import(parsed(number="1", place_names=["Kirkonkylä"]))
    assert counts(report) == {"new": 1}
    assert not only_project().places.exists()
    assert any("Kirkonkylä" in remark for remark in report.warnings)


def test_an_unknown_code_is_a_reason_to_reject(places):
    report = run_import(parsed(number="1", place_names=["999"]), parsed(number="2"))
    assert counts(report) == {"rejected": 1, "new": 1}


def test_a_former_municipality_leads_to_todays_and_keeps_the_word(places):
    run_import(parsed(number="1", place_names=["Rauma", "Ekenäs"]))
    names = dict(only_project().places.values_list("municipality", "name_in_source"))
    assert names == {"684": "", "710": "Ekenäs"}


@pytest.fixture
def groups():
    """Four groups with the names that real ones have, one of them former."""
    LeaderGroupFactory(
        slug="ravakka", name_fi="Leader Ravakka", legal_name_fi="Maaseudun kehittämisyhdistys Ravakka ry"
    )
    LeaderGroupFactory(slug="veejjakaja", name_fi="Leader Veej’jakaja")
    LeaderGroupFactory(slug="sameboat", name_fi="I samma båt – Samassa veneessä")
    current = LeaderGroupFactory(slug="savonluotsi", name_fi="SavonLuotsi Leader")
    LeaderGroupFactory(slug="rajupusu", name_fi="Rajupusu Leader", valid_to=date(2022, 12, 31), successor=current)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Maaseudun kehittämisyhdistys Ravakka ry", "ravakka"),
        ("LEADER RAVAKKA", "ravakka"),
        ("Ravakka r.y.", "ravakka"),
        ("Leader Veej'jakaja ry", "veejjakaja"),
        ("Veej´jakaja", "veejjakaja"),
        ("I samma båt - samassa veneessä rf", "sameboat"),
        ("Samassa veneessä ry", "sameboat"),
        ("Rajupusu Leader ry", "rajupusu"),
        ("savonluotsi", "savonluotsi"),
    ],
)
def test_a_group_is_found_under_any_of_its_names(groups, written, slug):
    assert Lookups().group(written) == LeaderGroup.objects.get(slug=slug).pk


def test_an_unknown_group_is_left_empty_and_reported(groups):
    report = run_import(parsed(number="1", group_name="Leader Atlantis"))
    assert only_project().group is None
    assert any("Leader Atlantis" in remark for remark in report.warnings)


def test_a_group_is_never_taken_from_the_applicant(groups):
    run_import(parsed(number="1", applicant="Nuorisoseura Ravakka ry"))
    assert only_project().group is None


def test_names_are_looked_up_in_memory(places, groups, django_assert_num_queries):
    lookups = Lookups()
    with django_assert_num_queries(0):
        lookups.place("Rauman")
        lookups.group("Ravakka")
    assert Municipality.objects.exists()
