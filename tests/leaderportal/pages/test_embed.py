"""The card: any site may show it, it says which group works there, and it is small."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory
from tests.page import Page

MAX_BYTES = 10_000  # of the card and its stylesheet together


@pytest.fixture(autouse=True)
def area(db):
    place = MunicipalityFactory(code="005", slug="omala", name_fi="Omala", name_sv="Egenby")
    MunicipalityFactory(code="004", valid_to="2020-12-31", successor=place)
    group = LeaderGroupFactory(slug="uusi", name_fi="Leader Uusi", summary_fi="Mitä ryhmä tekee.")
    LeaderGroupFactory(slug="vanha", valid_to="2022-12-31", successor=group)
    return AreaMembershipFactory(group=group, municipality=place)


def card(client, code="005", lang="en", **headers):
    return client.get(f"/embed/municipality/{code}", {"lang": lang} if lang else {}, **headers)


def test_names_the_group_and_leads_to_the_page_and_the_form(client):
    answer = card(client)
    assertContains(answer, "Leader Uusi")
    assertContains(answer, "The whole municipality belongs")
    with translation.override("en"):
        page, form = reverse("municipality", args=["omala"]), reverse("enquiry")
    assert {page, f"{form}?municipality=omala&group=uusi"} <= set(Page(answer).addresses())


def test_every_link_opens_in_the_whole_window(client):
    for answer in (card(client), card(client, "999"), client.get("/embed/group/uusi")):
        targets = [(link.get("target"), link.get("rel")) for link in Page(answer).select("a")]
        assert set(targets) == {("_top", "noopener")}


def test_names_every_group_with_its_part(client, area):
    area.coverage, area.part_en = "part", "the north"
    area.save()
    AreaMembershipFactory(
        municipality=area.municipality, group__name_fi="Leader Toinen", coverage="part", part_en="the south"
    )
    answer = card(client)
    for text in ("Leader Uusi", "the north", "Leader Toinen", "the south", "Check the border with the group"):
        assertContains(answer, text)


def test_where_no_group_works_it_names_the_neighbours(client, area):
    alone = MunicipalityFactory(code="006")
    alone.neighbours.add(area.municipality)
    assertContains(card(client, "006"), "In no Leader area")
    assertContains(card(client, "006"), "Leader Uusi")


@pytest.mark.parametrize(
    ("parameter", "browser", "language"),
    [
        ("sv", "en", "sv"),
        ("fi", "sv", "fi"),
        (None, "sv", "sv"),
        ("xx", "en", "en"),
        ("\x00", "sv", "sv"),
        (None, "de", "fi"),
    ],
)
def test_is_in_the_requested_language_else_the_browsers(client, parameter, browser, language):
    answer = card(client, lang=parameter, headers={"Accept-Language": browser})
    assertContains(answer, f'<html lang="{language}">')
    assertContains(answer, "Egenby" if language == "sv" else "Omala")
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("path", ["/embed/municipality/005", "/embed/municipality/999", "/embed/group/uusi"])
def test_any_site_may_frame_the_card(client, path):
    answer = client.get(path)
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer


@pytest.mark.parametrize("path", ["/fi/", "/api/v1/", "/admin/login/", "/embed/", "/fi/none/"])
def test_no_other_page_may_be_framed(client, path):
    answer = client.get(path)
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_sets_no_cookie_and_runs_no_script(client):
    answer = card(client)
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]
    assertNotContains(answer, "<script")
    assertNotContains(answer, "style=")


def test_is_small(client):
    with open(finders.find("css/embed.css"), "rb") as stylesheet:
        assert len(card(client).content) + len(stylesheet.read()) < MAX_BYTES


def test_dissolved_municipality_redirects_to_its_successor(client):
    assert card(client, "004", lang="sv")["Location"] == "/embed/municipality/005?lang=sv"


def test_former_group_redirects_to_its_successor(client):
    assert client.get("/embed/group/vanha?lang=sv")["Location"] == "/embed/group/uusi?lang=sv"


def test_card_of_a_group_names_its_area(client, area):
    AreaMembershipFactory(group=area.group, municipality__name_fi="Osala", coverage="part")
    answer = client.get("/embed/group/uusi?lang=fi")
    assertContains(answer, "Mitä ryhmä tekee.")
    assertContains(answer, "Omala, Osala (")


@pytest.mark.parametrize("key", ["999", "5", "x" * 500, "%3Cb%3E", "%D9%A0%D9%A0%D9%A5"])
@pytest.mark.parametrize("kind", ["municipality", "group"])
def test_unknown_key_gets_a_card_that_says_so(client, kind, key):
    answer = client.get(f"/embed/{kind}/{key}?lang=en")
    assertContains(answer, "There is no such card", status_code=404)


@pytest.mark.parametrize("kind", ["municipality", "group"])
def test_nul_in_an_address_is_nothing(client, kind):
    assert client.get(f"/embed/{kind}/%00").status_code == 404


def test_developers_see_the_small_card_too(client, settings):
    settings.DEBUG = True
    assertContains(card(client, "999"), "There is no such card", status_code=404)


def test_at_most_ten_statements(client, area, django_assert_max_num_queries):
    for number in range(12):
        AreaMembershipFactory(group=area.group)
        AreaMembershipFactory(municipality=area.municipality, coverage="part", group__slug=f"ryhma-x{number}")
    for path in ("/embed/municipality/005", "/embed/group/uusi"):
        with django_assert_max_num_queries(10):
            assert client.get(path).status_code == 200
