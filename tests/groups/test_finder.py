"""The finder's answer: one page, a choice, honestly outside, or unknown."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.finder import AnswerKind, ChoiceReason, find_page, find_page_of, rebuild_group_names
from places.finder.name_index import rebuild_place_names
from tests.factories import (
    AreaMembershipFactory,
    LeaderGroupFactory,
    MunicipalityFactory,
    PostalCodeFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def network(db):
    """Own: whole and partly served; shared: split between two groups; city: in no area, next to own."""
    region = RegionFactory(name_fi="Keskimaa")
    group = LeaderGroupFactory(slug="leader-kuusi", name_fi="Leader Kuusi", legal_name="Kehittäjät Kuusi ry")
    other = LeaderGroupFactory(slug="manty-leader", name_fi="Mänty-Leader", name_sv="Tall-Leader")
    LeaderGroupFactory(slug="leader-lehto", name_fi="Leader Lehto", valid_to="2022-12-31", successor=group)
    own = MunicipalityFactory(name_fi="Omala", slug="omala", region=region)
    AreaMembershipFactory(municipality=own, group=group, coverage="part")
    shared = MunicipalityFactory(name_fi="Jakola", slug="jakola", region=region)
    former = MunicipalityFactory(name_fi="Entinen", valid_to="2015-12-31", successor=shared, region=region)
    AreaMembershipFactory(municipality=shared, group=group, coverage="part", part_fi="muu kunta")
    AreaMembershipFactory(
        municipality=shared, group=other, coverage="part", part_fi="entinen Entinen", former_municipality=former,
        postal_codes="10020",
    )  # fmt: skip
    PostalCodeFactory(code="10010", name_fi="Jakola", name_sv="Jakola", municipality=shared)
    PostalCodeFactory(code="10020", name_fi="Perukka", name_sv="Avkroken", municipality=shared)
    PostalCodeFactory(code="10030", name_fi="Entinen", name_sv="Entinen", municipality=shared)
    reaching = PostalCodeFactory(code="10040", name_fi="Rajala", name_sv="Rajala", municipality=own)
    city = MunicipalityFactory(name_fi="Kaupunkila", slug="kaupunkila", region=region)
    reaching.other_municipalities.add(city)
    city.neighbours.add(own)
    rebuild_place_names()
    rebuild_group_names()


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("Omala", "omala"),
        ("Omalan kunta", "omala"),
        ("Leader Kuusi", "leader-kuusi"),
        ("kuusi ry", "leader-kuusi"),
        ("Kehittäjät Kuusi", "leader-kuusi"),
        ("Tall", "manty-leader"),
        ("manty-leader", "manty-leader"),
        ("Keskimaan maakunta", "maakunta-"),
    ],
)
def test_one_thing_leads_to_its_page(typed, page):
    answer = find_page(typed)
    assert answer.kind == AnswerKind.PAGE
    assert f"/{page}" in answer.url


def test_a_former_group_leads_to_its_successor():
    assert find_page("Leader Lehto").url == find_page("Leader Kuusi").url


def test_a_chain_of_successors_is_followed_to_its_end_and_a_circle_does_no_harm():
    last = LeaderGroupFactory(name_fi="Leader Uusin")
    middle = LeaderGroupFactory(name_fi="Leader Uudempi", valid_to="2020-12-31", successor=last)
    LeaderGroupFactory(name_fi="Leader Vanhin", valid_to="2014-12-31", successor=middle)
    circle = LeaderGroupFactory(name_fi="Leader Kehä", valid_to="2014-12-31", successor=middle)
    middle.successor = circle
    rebuild_group_names()
    assert find_page("Vanhin").url == last.get_absolute_url()
    middle.save()
    rebuild_group_names()
    assert find_page("Vanhin").kind == AnswerKind.PAGE


def test_a_split_municipality_is_a_choice_of_its_groups_and_its_own_page():
    answer = find_page("Jakola")
    assert (answer.kind, answer.reason, answer.municipality.name) == (AnswerKind.CHOICE, ChoiceReason.SPLIT, "Jakola")
    assert [choice.label for choice in answer.choices] == ["Leader Kuusi", "Mänty-Leader", "Jakola"]
    assert answer.choices[0].facts == ("muu kunta", "check with the group")


@pytest.mark.parametrize("typed", ["Entinen", "10020", "Perukka", "Avkroken", "10030"])
def test_what_lies_in_one_part_puts_the_group_of_that_part_first(typed):
    first, second, _whole = find_page(typed).choices
    assert (first.label, first.is_likely, second.is_likely) == ("Mänty-Leader", True, False)


@pytest.mark.parametrize("typed", ["Jakola", "10010"])
def test_what_does_not_say_the_part_marks_none(typed):
    assert not any(choice.is_likely for choice in find_page(typed).choices)


def test_a_municipality_in_no_area_says_so_and_names_the_groups_next_to_it():
    answer = find_page("Kaupunkila")
    assert (answer.kind, answer.municipality.name) == (AnswerKind.OUTSIDE, "Kaupunkila")
    [neighbour] = answer.neighbours
    assert (neighbour.group.name, [m.name for m in neighbour.municipalities]) == ("Leader Kuusi", ["Omala"])


def test_without_known_neighbours_the_groups_of_the_region_are_named():
    region = RegionFactory()
    lonely = MunicipalityFactory(name_fi="Yksinäinen", region=region)
    membership = AreaMembershipFactory(municipality__region=region)
    assert [neighbour.group for neighbour in find_page_of(lonely).neighbours] == [membership.group]


def test_a_postal_code_of_several_municipalities_tells_who_serves_each():
    answer = find_page("10040")
    assert (answer.kind, answer.reason) == (AnswerKind.CHOICE, ChoiceReason.POSTAL_CODE)
    assert [(choice.label, choice.facts[-1]) for choice in answer.choices] == [
        ("Omala", "Leader Kuusi"),
        ("Kaupunkila", "not in the area of any Leader group"),
    ]


def test_a_misspelling_is_asked_about():
    answer = find_page("Leader Kuuzi")
    assert (answer.kind, answer.reason, answer.choices[0].label) == (
        AnswerKind.CHOICE,
        ChoiceReason.SPELLING,
        "Leader Kuusi",
    )


@pytest.mark.parametrize("typed", ["", "\u200b", "\x00", "Zzyzx", "---"])
def test_what_is_nothing_is_unknown(typed):
    assert find_page(typed).kind == AnswerKind.UNKNOWN


def test_a_name_whose_group_is_gone_is_unknown_not_an_error():
    group = LeaderGroupFactory(name_fi="Leader Poistuva")
    rebuild_group_names()
    group.delete()
    assert find_page("Poistuva").kind == AnswerKind.UNKNOWN


@pytest.mark.parametrize(
    "typed", ["Omala", "Jakola", "Entinen", "Perukka", "Kaupunkila", "10040", "ka", "Kuuzi", "zzz"]
)
def test_at_most_eight_statements(typed, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        find_page(typed)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="OmalJkEntigKupr -–'1042%\x00\u0301ä"))
def test_any_text_gets_a_named_answer(text):
    assert find_page(text).kind in AnswerKind
