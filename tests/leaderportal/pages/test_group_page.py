"""A group's page: area, offers, strategy, board and office; what is not stated is unknown, never 0."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.factories import (
    AreaMembershipFactory,
    BoardCompositionFactory,
    ContactFactory,
    ExampleActivityFactory,
    GroupStrengthFactory,
    LeaderGroupFactory,
    LocalDevelopmentStrategyFactory,
    OfficeFactory,
    ServiceFactory,
    ServiceOfferFactory,
    StrengthFactory,
)
from tests.leaderportal.pages.world import address
from tests.page import Page, main_part, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return LeaderGroupFactory(slug="kuusi", name_fi="Leader Kuusi", languages="fi;sv;xx")


def page(client, language="en", slug="kuusi"):
    return client.get(address("group", slug, language=language))


def test_a_bare_group_says_what_is_not_known(client, group):
    text = main_part(page(client)).text()
    for statement in (
        "Area not known",
        "The strategy is not yet known to the portal. Ask the group.",
        "The composition of the board is not known yet.",
        "Working languages Finnish, Swedish",
    ):
        assert statement in text
    assert " 0" not in text
    assert "None" not in text


def test_the_area_names_parts(client, group):
    AreaMembershipFactory(group=group, municipality__name_fi="Kokola")
    AreaMembershipFactory(group=group, municipality__name_fi="Osala", coverage="part", part_fi="etelä", part_en="south")
    AreaMembershipFactory(group=group, municipality__name_fi="Palala", coverage="part")
    assert main_part(page(client)).texts("dl.facts dd")[0] == "Kokola, Osala (south), Palala (part)"


def test_offers_come_with_evidence_and_the_rest_as_questions(client, group):
    offered, demonstrated, unknown = (ServiceFactory(name_fi=name) for name in ("Kylät", "Nuoret", "Yritykset"))
    ServiceOfferFactory(group=group, service=offered, text_en="Village evenings", source="https://kuusi.example/")
    ExampleActivityFactory(group=group, title="Laavu").services.add(demonstrated)
    ExampleActivityFactory(group=group, title="Arvaus", confidence="low").services.add(unknown)
    main = main_part(page(client))
    *known, questions = main.select("ul.offers > li")
    assert [text_of(offer.cssselect("h3")[0]) for offer in known] == ["Kylät", "Nuoret"]
    assert "Village evenings" in text_of(known[0])
    assert known[0].cssselect('a[href="https://kuusi.example/"]')
    assert text_of(known[1].cssselect('[lang="fi"]')[0]) == "Laavu"
    assert "Arvaus" not in main.text("ul.offers")
    assert "Yritykset" in text_of(questions)
    assert main.text("h2#examples") == "Examples"
    assertContains(page(client), "the group is inferred from the place")


@pytest.mark.parametrize(
    ("period", "note"),
    [
        ({"period__ends": "2020-12-31", "period__starts": "2014-01-01"}, "From an earlier period"),
        ({"period": None}, "The source does not state the period."),
    ],
)
def test_an_old_strategy_says_so(client, group, period, note):
    LocalDevelopmentStrategyFactory(group=group, priorities_fi="Kylät\n\nNuoret", **period)
    main = main_part(page(client))
    assert main.texts(".strategy .note")[0].startswith(note)
    assert main.texts('.strategy li[lang="fi"]') == ["Kylät", "Nuoret"]


def test_public_funding_is_shown_as_money_of_the_readers_language(client, group):
    LocalDevelopmentStrategyFactory(group=group, public_funding_eur="4800000")
    assertContains(page(client), "<strong>4,800,000 €</strong>")
    assertContains(page(client, "fi"), "<strong>4\u00a0800\u00a0000 €</strong>")


def test_the_board_needs_all_its_thirds_to_be_shown(client, group):
    board = BoardCompositionFactory(group=group, size=9, municipal=3)
    assertContains(page(client), "9 members")
    assertNotContains(page(client), "From municipalities")
    board.associations_and_companies, board.residents = 3, 3
    board.save()
    assert "From municipalities 3" in main_part(page(client)).text()


def test_office_and_contacts_of_this_group_only(client, group):
    OfficeFactory(group=group, email="toimisto@kuusi.example", phone="+358 1")
    OfficeFactory(email="muu@manty.example")
    ContactFactory(group=group, role_fi="Neuvoja", email="neuvoja@kuusi.example")
    ContactFactory(email="vieras@manty.example")
    response = page(client)
    for target in ("mailto:toimisto@kuusi.example", "tel:+358 1", "mailto:neuvoja@kuusi.example"):
        assertContains(response, target)
    assertNotContains(response, "manty.example")


def test_strengths_in_the_groups_own_words_come_before_those_all_groups_share(client, group):
    strength = StrengthFactory(name_en="Local knowledge", text_en="What the network says.")
    assertContains(page(client), "this group has not yet added its own words")
    GroupStrengthFactory(strength=strength, text_en="Another group's words.")
    GroupStrengthFactory(
        group=group, strength=strength, text_fi="", text_en="Our own words.", source="https://kuusi.example/vahvuus"
    )
    main = main_part(page(client))
    own, shared = main.texts("dl.strengths")
    assert own.startswith("Local knowledge Our own words. How we know · source")
    assert "https://kuusi.example/vahvuus" in main.addresses("dl.strengths")
    assert shared == "Local knowledge What the network says."
    assert "Another group" not in main.text()


def test_an_empty_text_is_no_strength_of_the_groups_own(client, group):
    GroupStrengthFactory(group=group, text_fi="")
    assertNotContains(page(client), "own strengths")
    assertContains(page(client), "this group has not yet added its own words")


def test_a_former_group_leads_to_its_successor(client, group):
    between_them = LeaderGroupFactory(slug="valissa", valid_to=date(2022, 12, 31), successor=group)
    LeaderGroupFactory(slug="vanha", valid_to=date(2014, 12, 31), successor=between_them)
    response = client.get(address("group", "vanha"), follow=True)
    assert response.redirect_chain == [(address("group", "valissa"), 301), (address("group", "kuusi"), 301)]


def test_a_former_group_without_a_successor_says_when_it_ended(client, db):
    LeaderGroupFactory(slug="loppu", valid_to=date(2022, 12, 31))
    assertContains(page(client, slug="loppu"), "The group worked until 31 Dec 2022.")


@pytest.mark.parametrize(
    ("summary", "beginning"), [("Metsän <b>väki</b>.", "Metsän"), ("", "What a Leader group can do")]
)
def test_the_description_for_search_engines_is_never_empty(client, group, summary, beginning):
    group.summary_fi = summary
    group.save()
    assert Page(page(client)).value('meta[name="description"]', "content").strip().startswith(beginning)


def test_the_permalink_leads_to_the_page(client, group):
    assertRedirects(client.get("/group/kuusi", headers={"accept-language": "en"}), address("group", "kuusi"))
