"""The search shows what was asked for, how many, how much money and how much of it is known, and how to narrow it."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains

from projects.models import Funding
from projects.search.index import reindex
from tests.factories import LeaderGroupFactory, MunicipalityFactory, ProjectFactory, ThemeFactory
from tests.page import Page
from text.normalise import ordering_key

pytestmark = pytest.mark.django_db


def titles(response):
    return [card.project.title for card, _excerpt in response.context["hits"]]


def test_words_and_facets_are_combined(search, place_in):
    youth, town = ThemeFactory(code="youth"), MunicipalityFactory(code="291")
    wanted = place_in(ProjectFactory(title_fi="Kylätalon katto", theme=youth), town)
    place_in(ProjectFactory(title_fi="Kylätalon katto"), town)
    place_in(ProjectFactory(title_fi="Laituri", theme=youth), town)
    ProjectFactory(title_fi="Kylätalon katto", theme=youth)
    response = search("q=katot&theme=youth&municipality=291")
    assert [card.project.pk for card, _excerpt in response.context["hits"]] == [wanted.pk]


def test_several_values_of_a_facet_are_alternatives(search):
    for code in ("a", "b", "c"):
        ProjectFactory(title_fi=code, theme=ThemeFactory(code=code))
    assert sorted(titles(search("theme=a&theme=b"))) == ["a", "b"]


def test_an_unpublished_project_is_not_shown(search):
    ProjectFactory(title_fi="Piilossa", is_published=False)
    ProjectFactory(title_fi="Esillä")
    assert titles(search()) == ["Esillä"]


def test_each_active_filter_leads_to_the_search_without_it(search):
    ThemeFactory(code="youth", name_fi="Nuoret")
    ProjectFactory(title_fi="Kylätalo", theme_id="youth", starts="2020-01-01")
    links = Page(search("q=kylätalo&theme=youth&year=2020")).links(".chips")
    address = reverse("projects:search")
    assert links["Poista: Nuoret ×"] == f"{address}?q=kyl%C3%A4talo&year=2020"
    assert links["Poista: kylätalo ×"] == f"{address}?theme=youth&year=2020"


def test_facets_tell_how_many_each_value_would_give(search):
    youth, culture = ThemeFactory(code="youth"), ThemeFactory(code="culture")
    group = LeaderGroupFactory()
    ProjectFactory.create_batch(2, theme=youth, group=group)
    ProjectFactory(theme=culture)
    response = search("theme=youth")
    themes = next(facet for facet in response.context["facets"] if facet.facet == "theme")
    assert {option.value: (option.count, option.is_chosen) for option in themes.ticked} == {
        "youth": (2, True),
        "culture": (1, False),
    }


def test_a_facet_with_many_values_lists_the_rest_by_name(search, place_in):
    for number in range(12):
        towns = MunicipalityFactory(name_fi=f"Kunta {'LKJIHGFEDCBA'[number]}")
        for _ in range(number + 1):
            place_in(ProjectFactory(), towns)
    facet = next(facet for facet in search().context["facets"] if facet.facet == "municipality")
    assert [option.count for option in facet.ticked] == [12, 11, 10, 9, 8, 7]
    assert [option.name for option in facet.listed] == [f"Kunta {letter}" for letter in "GHIJKL"]


def test_themes_stand_by_how_many_they_give_and_equals_by_name(search):
    for order, (name, count) in enumerate([("Öljy", 1), ("Aitta", 1), ("Muu", 2), ("Nuoret", 1)]):
        ProjectFactory.create_batch(count, theme=ThemeFactory(code=f"t{order}", name_fi=name, order=order))
    ProjectFactory.create_batch(5)
    facet = next(facet for facet in search().context["facets"] if facet.facet == "theme")
    assert [option.name for option in facet.ticked[:-1]] == ["Muu", "Aitta", "Nuoret", "Öljy"]
    assert facet.ticked[-1].value == "unknown"


def test_the_facets_stand_before_what_was_found(search):
    ProjectFactory(title_fi="Katto", starts="2020-01-01")
    ProjectFactory()
    facets, results = Page(search()).select("#narrow, ol.hits")
    assert (facets.get("id"), results.tag) == ("narrow", "ol")


def test_sums_of_rounded_money_are_about_right_and_say_so(search):
    exact, rounded = (
        ProjectFactory(public_funding_eur=Decimal(eur), funding_stage="granted") for eur in ("1000", "50000")
    )
    Funding.objects.create(project=exact, stage="granted", public_eur=Decimal("1000"))
    # Only the money that is summed matters: a rounded plan says nothing of what was granted.
    Funding.objects.create(project=exact, stage="planned", public_eur=Decimal("900"), is_approximate=True)
    assert search().context["figures"].public.rounded == 0
    Funding.objects.create(project=rounded, stage="granted", public_eur=Decimal("50000"), is_approximate=True)
    response = search()
    assert response.context["figures"].public.rounded == 1
    assert "noin 51\u00a0000\u00a0€" in " ".join(Page(response).only(".figures").text_content().split(" "))


def test_two_sums_of_different_projects_are_told_apart(search):
    ProjectFactory(public_funding_eur=Decimal(1), total_eur=Decimal(2), funding_stage="granted")
    assert not search().context["figures"].cover_different_projects
    ProjectFactory(public_funding_eur=Decimal(5), funding_stage="granted")
    ProjectFactory(total_eur=Decimal(7), funding_stage="granted")
    figures = search().context["figures"]
    assert figures.cover_different_projects
    assert (figures.with_both_sums, figures.public.known, figures.total.known) == (1, 2, 2)


@pytest.mark.parametrize(("stage", "stage_name"), [("granted", "granted"), ("announced", "planned or granted")])
def test_an_item_says_what_its_money_means(client, stage, stage_name):
    ProjectFactory(public_funding_eur=Decimal(900), funding_stage=stage)
    reindex()
    with translation.override("en"):
        response = client.get(reverse("projects:search"))
    assert f"public funding ({stage_name})" in Page(response).text("ol.hits")


def test_sums_say_how_many_they_cover_and_leave_out_what_is_not_funded(search):
    ProjectFactory(public_funding_eur=Decimal("1000"), funding_stage="granted")
    ProjectFactory(public_funding_eur=Decimal("500.50"), funding_stage="announced")
    ProjectFactory()
    ProjectFactory(kind="activity", public_funding_eur=Decimal("70000"), funding_stage="granted")
    figures = search().context["figures"]
    money = figures.public
    assert (figures.records, figures.funded, figures.others) == (4, 3, 1)
    assert (money.eur, money.known, money.out_of, money.unconfirmed) == (Decimal("1500.50"), 2, 3, 1)


def test_unknown_money_is_never_shown_as_zero(search):
    ProjectFactory(title_fi="Hanke")
    for query in ("", "view=table"):
        assert "0 €" not in Page(search(query)).text("main").replace("\u00a0", " ")
    assert search().context["figures"].public.eur is None


def test_what_is_no_funded_project_has_a_caveat(search):
    ProjectFactory(title_fi="Neuvonta", kind="activity")
    ProjectFactory(title_fi="Katto", decision="endorsed")
    ProjectFactory(title_fi="Talo")
    caveats = {card.project.title: str(card.caveat) for card, _excerpt in search().context["hits"]}
    assert caveats["Talo"] == ""
    assert caveats["Neuvonta"] != caveats["Katto"] != ""


def test_orders(search):
    for title, starts, eur in (("Ääni", "2022-01-01", 1), ("Aitta", "2020-01-01", None), ("Zetor", "2021-01-01", 3)):
        ProjectFactory(title_fi=title, title_key=ordering_key(title), starts=starts, public_funding_eur=eur)
    assert titles(search()) == ["Ääni", "Zetor", "Aitta"]
    assert titles(search("order=title")) == ["Aitta", "Zetor", "Ääni"]
    assert titles(search("order=funding")) == ["Zetor", "Ääni", "Aitta"]


def test_the_form_keeps_order_and_view(search):
    ProjectFactory()
    page = Page(search("order=title&view=table"))
    hidden = [(field.get("name"), field.get("value")) for field in page.select('input[type=hidden][form="ask"]')]
    assert hidden == [("order", "title"), ("view", "table")]


def test_a_page_has_twenty_and_the_last_one_the_rest(search, monkeypatch):
    ProjectFactory.create_batch(41)
    assert len(titles(search())) == 20
    assert len(titles(search("page=3"))) == 1


def test_a_page_after_the_last_shows_the_last_and_says_so(search):
    ProjectFactory.create_batch(21)
    response = search("page=7")
    assert (response.context["pagination"].number, len(response.context["warnings"])) == (2, 1)


def test_after_the_last_allowed_page_there_is_no_next(search, monkeypatch):
    monkeypatch.setattr("projects.search.pagination.MAX_PAGE", 2)
    ProjectFactory.create_batch(45)
    response = search("page=2")
    assert response.context["pagination"].is_cut
    assert response.context["pagination"].next_querystring == ""


def test_groups_that_work_together_are_all_named(search):
    first, second = LeaderGroupFactory(name_fi="Leader Eka"), LeaderGroupFactory(name_fi="Leader Toka")
    ProjectFactory(group=first).partners.add(second)
    assert "Leader Eka, Leader Toka" in Page(search(f"group={second.slug}")).text("ol.hits")


def test_a_title_in_another_language_says_so(client, search):
    ProjectFactory(title_fi="", title_sv="Byagården", title="Byagården")
    assertContains(search(), '<span lang="sv">Byagården</span>')


def test_robots_see_one_filter_at_a_time(search):
    ThemeFactory(code="youth")
    ProjectFactory(theme_id="youth", starts="2020-01-01")
    noindex = "meta[name=robots][content=noindex]"
    assert not Page(search("theme=youth")).select(noindex)
    assert Page(search("theme=youth&year=2020")).select(noindex)
    assert Page(search("q=hanke")).select(noindex)
