"""A municipality's page: the group or groups that work there, and whom to ask where there is none."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.factories import (
    AreaMembershipFactory,
    ExampleActivityFactory,
    LeaderGroupFactory,
    MunicipalityFactory,
    ServiceFactory,
    WishFactory,
)
from tests.leaderportal.pages.world import LANGUAGES, address, make_world
from tests.page import Page, main_part, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return MunicipalityFactory(slug="omala", name_fi="Omala", name_sv="Egna", name_se="Iežamet", region__slug="maa")


def page(client, slug="omala", language="en"):
    return client.get(address("municipality", slug, language=language))


def test_one_group_is_your_group(client, place):
    AreaMembershipFactory(municipality=place, group__slug="kuusi", group__name_fi="Leader Kuusi")
    main = main_part(page(client))
    answer = main.text("section.answer")
    assert "Your Leader group Leader Kuusi" in answer
    assert "The whole municipality belongs to the group's area." in answer
    assert main.links("section.answer")["Write to the group"] == f"{address('enquiry')}?municipality=omala"


def test_a_split_municipality_shows_both_groups_with_their_parts_and_forms(client, place):
    for slug, part in (("kuusi", "etelä"), ("manty", "pohjoinen")):
        AreaMembershipFactory(municipality=place, group__slug=slug, coverage="part", part_fi=part)
    answers = main_part(page(client, language="fi")).select("section.answer")
    for answer, slug, part in zip(answers, ("kuusi", "manty"), ("etelä", "pohjoinen"), strict=True):
        targets = [link.get("href") for link in answer.iter("a")]
        assert address("group", slug, language="fi") in targets
        assert f"{address('enquiry', language='fi')}?municipality=omala&group={slug}" in targets
        assert part in text_of(answer)
    assertContains(page(client), "2 Leader groups work here, each in its own part")


@pytest.mark.parametrize(
    ("part", "statement"),
    [("etelä", "The group's area here"), ("", "A part of the municipality belongs to the group's area")],
)
def test_where_only_a_part_belongs_the_reader_is_asked_to_check(client, place, part, statement):
    AreaMembershipFactory(municipality=place, coverage="part", part_fi=part)
    assertContains(page(client), statement)
    assertContains(page(client), "Check the border with the group.")


def test_an_unsure_border_says_so(client, place):
    AreaMembershipFactory(municipality=place, confidence="low")
    assertContains(page(client), "The source is unsure.")


def test_outside_every_area_the_groups_next_to_it_are_named(client, place):
    near, far = MunicipalityFactory(), MunicipalityFactory()
    place.neighbours.add(near)
    AreaMembershipFactory(municipality=near, group__name_fi="Leader Naapuri")
    AreaMembershipFactory(municipality=near, group__name_fi="Entinen", group__valid_to=date(2020, 1, 1))
    AreaMembershipFactory(municipality=far, group__name_fi="Leader Kaukana")
    response = page(client)
    assertContains(response, "In no Leader area: ask here")
    assertContains(response, "Leader Naapuri")
    assertNotContains(response, "Leader Kaukana")
    assertNotContains(response, "Entinen")
    assert f"{address('enquiry')}?municipality=omala" in main_part(response).addresses()
    assertNotContains(response, "What Leader can do here")
    assertNotContains(response, "Write to the group")


def test_outside_without_neighbours_is_no_dead_end(client, place):
    assert main_part(page(client)).links()["All groups"] == address("groups")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dissolved_municipality_leads_to_its_successor_over_several_steps(client, place, language):
    later = MunicipalityFactory(slug="valissa", successor=place, valid_to=date(2013, 1, 1))
    MunicipalityFactory(slug="vanha", successor=later, valid_to=date(2009, 1, 1))
    response = client.get(address("municipality", "vanha", language=language), follow=True)
    to = address("municipality", "omala", language=language)
    assert response.redirect_chain == [(address("municipality", "valissa", language=language), 301), (to, 301)]
    assert response.status_code == 200


def test_former_groups_and_ended_areas_are_not_shown(client, place):
    AreaMembershipFactory(municipality=place, group__name_fi="Leader Nykyinen")
    AreaMembershipFactory(municipality=place, group__name_fi="Leader Entinen", group__valid_to=date(2022, 12, 31))
    AreaMembershipFactory(municipality=place, group__name_fi="Leader Lähtenyt", valid_to=date(2022, 12, 31))
    response = page(client)
    assertContains(response, "Leader Nykyinen")
    assertNotContains(response, "Leader Entinen")
    assertNotContains(response, "Leader Lähtenyt")


def test_the_other_names_of_the_municipality_carry_their_language(client, place):
    for language, other, name in (("fi", "sv", "Egna"), ("sv", "fi", "Omala"), ("en", "se", "Iežamet")):
        assert Page(page(client, language=language)).text(f'main .note [lang="{other}"]') == name


def test_examples_from_here_come_before_those_of_the_group_and_of_neighbours(client, place):
    service, near = ServiceFactory(), MunicipalityFactory()
    place.neighbours.add(near)
    group = AreaMembershipFactory(municipality=place).group
    for title, year, owner, where in (
        ("Naapurissa", 2025, LeaderGroupFactory(), near),
        ("Ryhmän", 2024, group, None),
        ("Täällä", 2010, LeaderGroupFactory(), place),
        ("Täällä uudempi", 2011, group, place),
        ("Kaukana", 2026, LeaderGroupFactory(), MunicipalityFactory()),
    ):
        example = ExampleActivityFactory(title=title, year=year, group=owner)
        example.services.add(service)
        example.municipalities.set([where] if where else [])
    titles = [example.title for example in page(client).context["examples"]]
    assert titles == ["Täällä uudempi", "Täällä", "Ryhmän", "Naapurissa"]


def test_wishes_to_regions_are_not_shown_to_municipalities(client, place):
    WishFactory(name_fi="Kunnalle", to_municipalities=True)
    WishFactory(name_fi="Maakunnalle")
    assertContains(page(client), "Kunnalle")
    assertNotContains(page(client), "Maakunnalle")


def test_each_duty_names_what_is_known_and_what_to_ask(client, db):
    make_world()
    shared, alone = (main_part(page(client, slug, "fi")) for slug in ("jakola", "omala"))
    assert shared.text("ul.offers > li:first-child h3") == "Nuoriso"
    row = shared.text("ul.offers > li:first-child")
    assert "(Leader Kuusi)" in row
    assert "(Mänty-Leader)" in row  # two groups: each is named
    assert shared.select("ul.offers .state.shown")
    assert "(Leader Kuusi)" not in alone.text("ul.offers > li:first-child")


def test_a_dissolved_municipality_is_not_among_the_groups_others(client, place):
    group = AreaMembershipFactory(municipality=place).group
    old = MunicipalityFactory(name_fi="Vanhala", successor=place, valid_to=date(2009, 1, 1), region=place.region)
    AreaMembershipFactory(municipality=old, group=group)
    assertNotContains(page(client), "Vanhala")


def test_the_successor_is_reached_from_the_old_address_word(client, place):
    MunicipalityFactory(slug="vanha", successor=place, valid_to=date(2009, 1, 1))
    to = address("municipality", "omala")
    assertRedirects(client.get(address("municipality", "vanha")), to, status_code=301)
