"""Lists go by the alphabet of their readers: å, ä and ö come last, as letters of their own."""

from datetime import date

import pytest

from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory, RegionFactory

from .reading import between, links, main_of, words
from .world import LANGUAGES, address

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", LANGUAGES)]
IN_ORDER = ["Aarre", "Viiri", "Zetor", "Åbo", "Äänes", "Öja"]


def listed(client, name, language):
    return main_of(client.get(address(name, language=language)))


def of(names, found):
    return [name for name in found if name in names]


def test_municipalities(client, language):
    region = RegionFactory()
    for name in reversed(IN_ORDER):
        MunicipalityFactory(name_fi=name, region=region)
    html = listed(client, "municipalities", language)
    assert of(IN_ORDER, [text for _url, text in links(html)]) == IN_ORDER
    letters = [text for _url, text in links(between(html, '<nav class="letters"', "</nav>"))]
    assert letters == ["A", "V", "Z", "Å", "Ä", "Ö"]
    for letter in letters:
        assert f'<h2 id="letter-{letter}">' in html


def test_regions(client, language):
    for name in reversed(IN_ORDER):
        RegionFactory(name_fi=name)
    tiles = listed(client, "regions", language).split("<strong>")[1:]
    assert [words(tile.split("</strong>")[0]) for tile in tiles] == IN_ORDER


def test_groups_by_the_name_without_leader(client, language):
    names = ["Aarre", "Leader Viiri", "Zetor", "Leader Åbo", "Äänes", "Leader Öja"]
    for name in reversed(names):
        AreaMembershipFactory(group__name_fi=name)
    html = listed(client, "groups", language)
    assert of(names, [text for _url, text in links(html)]) == names


def test_swedish_names_are_ordered_as_swedish(client, language):
    MunicipalityFactory(name_fi="Äetsä", name_sv="Aetsä")
    MunicipalityFactory(name_fi="Pori", name_sv="Björneborg")
    expected = ["Aetsä", "Björneborg"] if language == "sv" else ["Pori", "Äetsä"]
    found = [text for _url, text in links(listed(client, "municipalities", language))]
    assert of(expected, found) == expected


def test_former_ones_lead_to_their_successors(client, language):
    place = AreaMembershipFactory(municipality__slug="uusi", group__slug="nykyinen")
    MunicipalityFactory(name_fi="Vanhala", successor=place.municipality, valid_to=date(2009, 1, 1))
    LeaderGroupFactory(name_fi="Leader Vanha", successor=place.group, valid_to=date(2022, 12, 31))
    LeaderGroupFactory(name_fi="Leader Loppu", valid_to=date(2022, 12, 31))
    html = listed(client, "municipalities", language)
    assert address("municipality", "uusi", language=language) in html.split("Vanhala")[1]
    html = listed(client, "groups", language)
    assert address("group", "nykyinen", language=language) in html.split("Leader Vanha")[1]
    assert "Leader Loppu" in html
