"""Lists go by the alphabet of their readers: å, ä and ö come last, as letters of their own."""

from datetime import date

import pytest

from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory, RegionFactory
from tests.leaderportal.pages.world import LANGUAGES, address
from tests.page import main_part

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", LANGUAGES)]
IN_ORDER = ["Aarre", "Viiri", "Zetor", "Åbo", "Äänes", "Öja"]


def listed(client, name, language):
    return main_part(client.get(address(name, language=language)))


def only(names, links):
    return [name for name in links if name in names]


def test_municipalities(client, language):
    region = RegionFactory()
    for name in reversed(IN_ORDER):
        MunicipalityFactory(name_fi=name, region=region)
    main = listed(client, "municipalities", language)
    assert only(IN_ORDER, main.links()) == IN_ORDER
    assert main.links("nav.letters") == {letter: f"#letter-{letter}" for letter in "AVZÅÄÖ"}
    assert [heading.get("id") for heading in main.select(".letter h2")] == [f"letter-{letter}" for letter in "AVZÅÄÖ"]


def test_regions(client, language):
    for name in reversed(IN_ORDER):
        RegionFactory(name_fi=name)
    assert listed(client, "regions", language).texts(".tile strong") == IN_ORDER


def test_groups_by_the_name_without_leader(client, language):
    names = ["Aarre", "Leader Viiri", "Zetor", "Leader Åbo", "Äänes", "Leader Öja"]
    for name in reversed(names):
        AreaMembershipFactory(group__name_fi=name)
    assert only(names, listed(client, "groups", language).links()) == names


def test_swedish_names_are_ordered_as_swedish(client, language):
    MunicipalityFactory(name_fi="Äetsä", name_sv="Aetsä")
    MunicipalityFactory(name_fi="Pori", name_sv="Björneborg")
    expected = ["Aetsä", "Björneborg"] if language == "sv" else ["Pori", "Äetsä"]
    assert only(expected, listed(client, "municipalities", language).links()) == expected


def test_former_ones_lead_to_their_successors(client, language):
    place = AreaMembershipFactory(municipality__slug="uusi", group__slug="nykyinen")
    MunicipalityFactory(name_fi="Vanhala", successor=place.municipality, valid_to=date(2009, 1, 1))
    LeaderGroupFactory(name_fi="Leader Vanha", successor=place.group, valid_to=date(2022, 12, 31))
    LeaderGroupFactory(name_fi="Leader Loppu", valid_to=date(2022, 12, 31))
    municipalities = listed(client, "municipalities", language)
    assert municipalities.texts("h2 + ul.columns > li")[-1].startswith("Vanhala → ")
    assert municipalities.addresses("h2 + ul.columns")[-1] == address("municipality", "uusi", language=language)
    groups = listed(client, "groups", language)
    ended, replaced = groups.texts("h2 + ul > li")
    assert (ended.split(" → ")[0], replaced.split(" → ")[0]) == ("Leader Loppu", "Leader Vanha")
    assert groups.addresses("h2 + ul") == [address("group", "nykyinen", language=language)]
