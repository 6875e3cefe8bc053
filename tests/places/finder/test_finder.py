"""The finder never guesses: one thing, a choice, or unknown with the closest names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.finder.finder import MAX_CHOICES, FinderOutcome, MatchQuality, find
from places.finder.name_index import rebuild_place_names
from tests.factories import MunicipalityFactory, PostalCodeFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(db):
    lapland = RegionFactory(name_fi="Lappi", name_sv="Lappland", name_en="Lapland")
    rauma = MunicipalityFactory(code="684", name_fi="Rauma", name_sv="Raumo")
    kuhmoinen = MunicipalityFactory(code="291", name_fi="Kuhmoinen", name_sv="Kuhmois")
    MunicipalityFactory(code="182", name_fi="Jämsä", name_sv="Jämsä", region=lapland)
    kurikka = MunicipalityFactory(code="301", name_fi="Kurikka", name_sv="Kurikka")
    MunicipalityFactory(
        code="164", name_fi="Jalasjärvi", name_sv="Jalasjärvi", valid_to="2015-12-31", successor=kurikka
    )
    PostalCodeFactory(code="27230", name_fi="Lappi", name_sv="Lappi", municipality=rauma)
    PostalCodeFactory(code="17800", name_fi="Kuhmoinen", name_sv="Kuhmoinen", municipality=kuhmoinen)
    code = PostalCodeFactory(code="35400", name_fi="Längelmäki", name_sv="Längelmäki", municipality=kuhmoinen)
    code.other_municipalities.add(rauma)
    rebuild_place_names()


def names(text):
    return [str(candidate.municipality or candidate.region) for candidate in find(text).candidates]


@pytest.mark.parametrize(
    "text",
    [
        *("Kuhmoinen", "KUHMOINEN", "  kuhmoinen ", "Kuh\u200bmoinen", "kuhmoi", "Kuhmois", "kuhmois kommun"),
        *("Kuhmoisten", "Kuhmoisten kunta", "291", "17800", "17800 Kuhmoinen", "FI-17800", "17 800"),
    ],
)
def test_one_place_in_many_spellings(text):
    assert (find(text).outcome, names(text)) == (FinderOutcome.SINGLE, ["Kuhmoinen"])


def test_a_name_of_two_things_is_a_choice_with_what_distinguishes_them():
    found = find("Lappi")
    assert found.outcome == FinderOutcome.CHOICE
    assert [(c.kind, c.region.name if c.kind == "region" else c.municipality.name) for c in found.candidates] == [
        ("region", "Lappi"),
        ("place", "Rauma"),
    ]


def test_a_word_that_says_which_thing_decides():
    assert (find("Lapin maakunta").outcome, names("Lapin maakunta")) == (FinderOutcome.SINGLE, ["Lappi"])


def test_a_dissolved_municipality_leads_to_its_successor():
    assert (find("Jalasjärven kunta").outcome, names("Jalasjärvi")) == (FinderOutcome.SINGLE, ["Kurikka"])


def test_a_postal_code_in_several_municipalities_is_a_choice_with_the_main_one_first():
    found = find("35400")
    assert found.outcome == FinderOutcome.CHOICE
    assert [(c.municipality.name, c.is_main) for c in found.candidates] == [("Kuhmoinen", True), ("Rauma", False)]


@pytest.mark.parametrize("text", ["17800 Jämsä", "Jämsä 17800", "17800 Jämsän kaupunki", "17800, Jämsässä"])
def test_a_postal_code_with_the_name_of_another_place_is_a_choice(text):
    assert (find(text).outcome, names(text)) == (FinderOutcome.CHOICE, ["Kuhmoinen", "Jämsä"])


@pytest.mark.parametrize("text", ["17800 Kuhmois", "35400 Längelmäki", "17800 Nowhere", "27230 Rauma"])
def test_a_name_that_agrees_with_the_postal_code_or_says_nothing_changes_nothing(text):
    assert names(text) == names(text[:5])


def test_a_postal_code_that_does_not_exist_leaves_the_name_beside_it():
    assert (find("00001 Jämsä").outcome, names("00001 Jämsä")) == (FinderOutcome.SINGLE, ["Jämsä"])


def test_diacritics_are_forgiven_when_nothing_matches_exactly():
    found = find("jamsa")
    assert (found.outcome, found.match, names("jamsa")) == (FinderOutcome.SINGLE, MatchQuality.FOLDED, ["Jämsä"])


@pytest.mark.parametrize("text", ["Kuhmonen", "Kuhmoinne", "Kuhmoiinen", "uhmoinen"])
def test_a_misspelling_is_asked_about_never_guessed(text):
    found = find(text)
    assert (found.outcome, found.match, names(text)) == (FinderOutcome.CHOICE, MatchQuality.CLOSE, ["Kuhmoinen"])


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("Kurika", FinderOutcome.CHOICE, ["Kurikka"]),
        ("Kuricca", FinderOutcome.UNKNOWN, ["Kurikka"]),  # seven letters, two of them wrong
        ("uhmoinem", FinderOutcome.CHOICE, ["Kuhmoinen"]),  # eight letters, two edits away
        ("uhmoimem", FinderOutcome.UNKNOWN, ["Kuhmoinen"]),
    ],
)
def test_two_edits_are_forgiven_from_eight_letters_on(text, outcome, expected):
    assert (find(text).outcome, names(text)) == (outcome, expected)


def test_the_start_of_several_names_is_a_choice_of_municipalities_first():
    assert find("ku").outcome == FinderOutcome.CHOICE
    assert names("ku") == ["Kuhmoinen", "Kurikka"]


def test_a_long_choice_is_cut_and_says_so():
    for number in range(MAX_CHOICES + 5):
        MunicipalityFactory(code=f"9{number:02}", name_fi=f"Uusikunta {number}")
    rebuild_place_names()
    found = find("uusik")
    assert (len(found.candidates), found.left_out) == (MAX_CHOICES, 5)


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "---", "\x00", "'", "%", "_", "1", "Zzyzx", "99", "k" * 5000, "354፩", "١٧٨٠٠"]
)
def test_what_is_nothing_is_unknown(text):
    assert find(text).outcome == FinderOutcome.UNKNOWN


def test_a_code_that_does_not_exist_comes_with_the_nearest():
    found = find("17899")
    assert (found.outcome, names("17899")) == (FinderOutcome.UNKNOWN, ["Kuhmoinen"])


@pytest.mark.parametrize(
    "text", ["Kuhmoinen", "Lappi", "Kuhmonen", "35400", "354", "17899", "k", "ku", "Zzyzx", "Jalasjärvi", "jamsa"]
)
def test_at_most_four_statements(text, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        find(text)


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet="kuhmoinensKUÄäpj-' 1280%_\\\x00\u0301"))
def test_any_text_gets_a_named_answer(text):
    found = find(text)
    assert found.outcome in FinderOutcome
    assert (found.outcome == FinderOutcome.SINGLE) <= (len(found.candidates) == 1)
    assert (found.outcome == FinderOutcome.CHOICE) <= bool(found.candidates)
