"""In Swedish a group has its brand, its association as the rf, and its office in a town of that language."""

import pytest

from tests.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]


@pytest.mark.parametrize(
    ("slug", "brand", "association"),
    [
        ("leader-silmu", "Leader SILMU", "Utvecklingsföreningen SILMU rf"),
        ("leader-yhyres", "Leader YHYRES", "Leader YHYRES rf"),
        ("i-samma-bat-samassa-veneessa", "I samma båt – Samassa veneessä", "I samma båt – samassa veneessä rf"),
        ("leader-jokivarsikumppanit", "Leader Jokivarsikumppanit", "Egentliga Finlands åsträndernas kumpaner rf"),
        ("leader-pomovast", "Leader Pomoväst", "Pomoväst rf"),
        ("leader-vesuri", "Leader Vesuri", "Vesuri-ryhmä ry"),
    ],
)
def test_a_group_is_headed_by_its_brand_and_names_its_association(client, slug, brand, association):
    page = Page(client.get(f"/sv/grupper/{slug}/"))
    assert page.text("h1") == brand
    assert page.texts("dl.facts dd")[0].startswith(association)


@pytest.mark.parametrize(
    ("slug", "language", "town"),
    [
        ("leader-pomovast", "sv/grupper", "Ekenäs"),  # a postal place, a municipality until 2009
        ("leader-pomovast", "fi/ryhmat", "Tammisaari"),
        ("aktion-osterbotten", "sv/grupper", "Vasa"),
        ("leader-sepra", "sv/grupper", "Fredrikshamn"),
        ("leader-sepra", "en/groups", "Hamina"),
        ("leader-viisari", "sv/grupper", "Saarijärvi"),
    ],
)
def test_an_office_is_in_a_town_of_the_readers_language(client, slug, language, town):
    facts = Page(client.get(f"/{language}/{slug}/")).texts("dl.facts dd")
    assert town in [fact.split()[-1] for fact in facts if fact]
