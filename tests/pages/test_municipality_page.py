"""A municipality's page: the group or groups that serve it, honestly told, and who to ask where there is none."""

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

from .reading import between, links, main_of, words
from .world import LANGUAGES, address, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return MunicipalityFactory(slug="omala", name_fi="Omala", name_sv="Egna", name_se="Iežamet", region__slug="maa")


def page(client, slug="omala", language="en"):
    return client.get(address("municipality", slug, language=language))


def test_one_group_is_your_group(client, place):
    AreaMembershipFactory(municipality=place, group__slug="kuusi", group__name_fi="Leader Kuusi")
    html = main_of(page(client))
    section = words(between(html, '<section class="answer">', "</section>"))
    assert "Your Leader group Leader Kuusi" in section
    assert "The whole municipality belongs to the group's area." in section
    assert (f"{address('enquiry')}?municipality=omala", "Write to the group") in links(html)
    assert html.count('<section class="answer') == 1


def test_a_split_municipality_shows_both_groups_with_their_parts_and_doors(client, place):
    for slug, part in (("kuusi", "etelä"), ("manty", "pohjoinen")):
        AreaMembershipFactory(municipality=place, group__slug=slug, coverage="part", part_fi=part)
    html = main_of(page(client, language="fi"))
    for slug, part in (("kuusi", "etelä"), ("manty", "pohjoinen")):
        section = next(s for s in html.split("<section") if f"/ryhmat/{slug}/" in s)
        assert part in section
        door = f"{address('enquiry', language='fi')}?municipality=omala&group={slug}"
        assert door in [url for url, _text in links(section)]
    assertContains(page(client), "2 Leader groups work here, each in its own part")


@pytest.mark.parametrize(
    ("part", "said"),
    [("etelä", "The group's area here"), ("", "A part of the municipality belongs to the group's area")],
)
def test_where_only_a_part_belongs_the_reader_is_told_to_check(client, place, part, said):
    AreaMembershipFactory(municipality=place, coverage="part", part_fi=part)
    assertContains(page(client), said)
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
    doors = [url for url, _text in links(main_of(response))]
    assert f"{address('enquiry')}?municipality=omala" in doors
    assertNotContains(response, "What Leader can do here")
    assertNotContains(response, "Write to the group")


def test_outside_without_neighbours_is_no_dead_end(client, place):
    html = main_of(page(client))
    assert (address("groups"), "All groups") in links(html)


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
    assertContains(page(client, language="fi"), '<span lang="sv">Egna</span>')
    assertContains(page(client, language="sv"), '<span lang="fi">Omala</span>')
    assertContains(page(client), '<span lang="se">Iežamet</span>')


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


def test_wishes_to_regions_are_not_told_to_municipalities(client, place):
    WishFactory(name_fi="Kunnalle", to_municipalities=True)
    WishFactory(name_fi="Maakunnalle")
    assertContains(page(client), "Kunnalle")
    assertNotContains(page(client), "Maakunnalle")


def test_each_duty_tells_what_is_known_and_what_to_ask(client, db):
    make_world()
    html = main_of(page(client, "jakola", "fi"))
    row = between(html, ">Nuoriso</a></h3>", "</li>")
    assert "(Leader Kuusi)" in row
    assert "(Mänty-Leader)" in row  # two groups: each is named
    assert "state shown" in row
    alone = between(main_of(page(client, "omala", "fi")), ">Nuoriso</a></h3>", "</li>")
    assert "(Leader Kuusi)" not in alone


def test_a_dissolved_municipality_is_not_among_the_groups_others(client, place):
    group = AreaMembershipFactory(municipality=place).group
    old = MunicipalityFactory(name_fi="Vanhala", successor=place, valid_to=date(2009, 1, 1), region=place.region)
    AreaMembershipFactory(municipality=old, group=group)
    assertNotContains(page(client), "Vanhala")


def test_the_successor_is_reached_from_the_old_address_word(client, place):
    MunicipalityFactory(slug="vanha", successor=place, valid_to=date(2009, 1, 1))
    to = address("municipality", "omala")
    assertRedirects(client.get(address("municipality", "vanha")), to, status_code=301)
