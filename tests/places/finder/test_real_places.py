"""Every place of Finland is found: all municipalities, regions, postal codes and places that the product ships."""

import pytest

from places.finder.finder import FinderOutcome, find
from places.models import FindableName, Municipality, PostalCode, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]


# The village Lappo of Brändö has the Swedish name of Lapua.
SHARED_NAMES = {"Lappo"}


def codes(text):
    return [candidate.municipality and candidate.municipality.code for candidate in find(text).candidates]


def test_all_308_municipalities_are_found_by_every_name():
    wrong = []
    for municipality in Municipality.objects.current():
        names = {municipality.name_fi, municipality.name_sv, municipality.name_se, municipality.code} - {""}
        for name in names - SHARED_NAMES:
            found = find(name)
            if found.outcome != FinderOutcome.SINGLE or found.only_candidate.municipality != municipality:
                wrong.append((name, found))
    assert Municipality.objects.current().count() == 308
    assert wrong == []


def test_a_name_that_two_places_share_is_a_choice_of_both():
    assert (find("Lappo").outcome, codes("Lappo")) == (FinderOutcome.CHOICE, ["408", "035"])


def test_all_dissolved_municipalities_lead_to_their_successors():
    for municipality in Municipality.objects.exclude(valid_to=None):
        assert codes(municipality.name_fi) == [municipality.successor_id]


def test_all_regions_are_found_by_every_name():
    for region in Region.objects.all():
        for name in {region.name_fi, region.name_sv, region.name_en} - {"Lappi"}:
            assert region in [candidate.region for candidate in find(name).candidates], name
            assert find(f"{name} region").only_candidate.region == region


def test_all_postal_codes_are_names_that_lead_to_themselves():
    codes_of_names = FindableName.objects.filter(kind=FindableName.Kind.POSTAL_CODE).values_list("key", "target")
    assert sorted(codes_of_names) == [(code, code) for code in sorted(PostalCode.objects.values_list("pk", flat=True))]
    assert len(codes_of_names) == 3779


def test_postal_codes_lead_to_their_municipality_first():
    """Each code takes three statements: one in fifteen is enough, and comes from all parts of the country."""
    for row in PostalCode.objects.prefetch_related("other_municipalities")[::15]:
        others = {municipality.code for municipality in row.other_municipalities.all()}
        found = find(row.code)
        assert found.outcome == (FinderOutcome.CHOICE if others else FinderOutcome.SINGLE)
        assert found.candidates[0].municipality.code == row.municipality_id
        assert {candidate.municipality.code for candidate in found.candidates[1:]} == others


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ekenäs", "710"),
        ("Nummela", "927"),
        ("Jyvaskyla", "179"),
        ("Jämsa", "182"),
        ("Kuhmoisten kunta", "291"),
        ("Uudenkaupungin kaupunki", "895"),
        ("Pedersöre", "599"),
        ("Mariehamns stad", "478"),
        ("Ohcejohka", "890"),
        ("Soadegilli", "758"),
        ("Koski Tl", "284"),
        ("Tampereella", "837"),
        ("Turussa", "853"),
        ("i Esbo", "049"),
        ("10600 Tammisaari", "710"),
        ("Halli 35600", "182"),
        ("Tornio", "851"),
    ],
)
def test_one_place(typed, code):
    assert (find(typed).outcome, codes(typed)) == (FinderOutcome.SINGLE, [code])


@pytest.mark.parametrize(("typed", "code"), [("Kuhmonen", "291"), ("Tamprere", "837"), ("Lappeenranat", "405")])
def test_a_misspelling_is_asked_about(typed, code):
    assert (find(typed).outcome, codes(typed)) == (FinderOutcome.CHOICE, [code])


@pytest.mark.parametrize(("typed", "expected"), [("Koski", ["284", "098"]), ("35600 Kuhmoinen", ["182", "291"])])
def test_a_name_or_address_that_means_two_places_is_a_choice(typed, expected):
    assert (find(typed).outcome, codes(typed)) == (FinderOutcome.CHOICE, expected)
