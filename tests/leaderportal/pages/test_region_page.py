"""A region's page: its groups and what they cover, the matrix of services with its states, what is in no area."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from leaderportal.pages.maps import colours_of
from tests.factories import (
    AreaMembershipFactory,
    BoundarySetFactory,
    LeaderGroupFactory,
    MunicipalityFactory,
    RegionFactory,
    ServiceFactory,
    ServiceOfferFactory,
    ShapeFactory,
    WishFactory,
)
from tests.leaderportal.pages.world import address
from tests.page import Page, main_part, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(db):
    return RegionFactory(slug="maa", name_fi="Keskimaa")


@pytest.fixture
def groups(region):
    """Two groups, of which the second comes first in the alphabet."""
    named = [LeaderGroupFactory(slug=slug, name_fi=name) for slug, name in (("a", "Mänty"), ("b", "Leader Kuusi"))]
    for group in named:
        AreaMembershipFactory(group=group, municipality__region=region)
    return named


def page(client, name="region"):
    return client.get(address(name, "maa"))


def test_a_region_without_groups_still_answers(client, region):
    MunicipalityFactory(region=region, name_fi="Yksinäinen")
    assertContains(page(client), "Yksinäinen")
    assertContains(page(client), "No Leader group works in the region.")
    assertNotContains(page(client), "Ask all at once")
    assert page(client, "region-services").status_code == 200


def lead(client):
    return main_part(page(client)).text("p.lead")


def test_the_lead_says_how_many_groups_and_how_much_they_cover(client, region, groups):
    count = "2 Leader groups work in the region."
    assert lead(client) == f"{count} Their areas take in all 2 municipalities."
    AreaMembershipFactory(group=groups[0], municipality__region=region, coverage="part")
    assert lead(client) == f"{count} Their areas take in all 3 municipalities, one of them only in part."
    MunicipalityFactory(region=region)
    assert lead(client) == f"{count} Their areas take in 3 of the 4 municipalities, one of them only in part."
    AreaMembershipFactory(group=groups[0], municipality__region=region, coverage="part")
    assert lead(client) == f"{count} Their areas take in 4 of the 5 municipalities, 2 of them only in part."


def test_the_lead_of_a_region_with_one_group(client, region):
    group = AreaMembershipFactory(municipality__region=region).group
    count = "One Leader group works in the region."
    assert lead(client) == f"{count} Its area takes in all 1 municipalities."
    AreaMembershipFactory(group=group, municipality__region=region, coverage="part")
    assert lead(client) == f"{count} Its area takes in all 2 municipalities, one of them only in part."
    MunicipalityFactory(region=region)
    assert lead(client) == f"{count} Its area takes in 2 of the 3 municipalities, one of them only in part."
    AreaMembershipFactory(group=group, municipality__region=region, coverage="part")
    assert lead(client) == f"{count} Its area takes in 3 of the 4 municipalities, 2 of them only in part."


@pytest.mark.parametrize("name", ["region", "region-services"])
def test_the_matrix_has_a_column_a_group_and_a_row_a_service(client, groups, name):
    services = [ServiceFactory(name_fi=name) for name in ("Kylät", "Nuoret")]
    ServiceOfferFactory(group=groups[0], service=services[0])
    ServiceOfferFactory(group=groups[1], service=services[1], is_confirmed=True)
    rows = main_part(page(client, name)).texts("table.matrix tr")
    assert rows == ["Service Leader Kuusi Mänty", "Kylät Ask Stated", "Nuoret Confirmed Ask"]


def test_the_key_names_the_four_states(client, groups):
    assert main_part(page(client)).texts("h2#services + ul.legend li") == [
        "Confirmed by the group",
        "Shown by what has been done",
        "Stated on a public page",
        "Ask the group",
    ]


def test_the_colours_of_the_map_have_a_key_beside_it(client, region, groups):
    BoundarySetFactory()
    for place in region.municipalities.all():
        ShapeFactory(layer="municipality", key=place.code, scale="detail", path="M0 0z")
    whole = Page(page(client))
    key = {item.find("i").get("class"): text_of(item) for item in whole.select("figure + ul.legend li")}
    assert key == {"g1": "Leader Kuusi", "g2": "Mänty"}
    of_kuusi = groups[1].areas.get().municipality
    assert whole.value(f'svg a[href="{address("municipality", of_kuusi.slug)}"] path', "class") == "g1"


def test_colours_begin_again_after_six():
    groups = LeaderGroupFactory.build_batch(8)
    for number, group in enumerate(groups):
        group.pk = number
    assert list(colours_of(groups).values()) == ["g1", "g2", "g3", "g4", "g5", "g6", "g1", "g2"]


def test_what_is_in_no_area_is_listed(client, region, groups):
    MunicipalityFactory(region=region, name_fi="Kaupunkila")
    MunicipalityFactory(
        region=region, name_fi="Vanhala", successor=groups[0].areas.get().municipality, valid_to="2009-1-1"
    )
    assert main_part(page(client)).texts(".example")[-1] == "In no Leader area Kaupunkila"


def test_only_what_belongs_to_the_region_is_named_of_a_group_on_both_sides(client, groups):
    AreaMembershipFactory(group=groups[0], municipality__name_fi="Rajan takana")
    AreaMembershipFactory(
        group__name_fi="Entinen", group__valid_to=date(2020, 1, 1), municipality=groups[0].areas.first().municipality
    )
    assertNotContains(page(client), "Rajan takana")
    assertNotContains(page(client), "Entinen")


def test_wishes_to_municipalities_are_not_shown_to_regions(client, region):
    WishFactory(name_fi="Kunnalle", to_regions=False, to_municipalities=True)
    WishFactory(name_fi="Maakunnalle")
    assertContains(page(client), "Maakunnalle")
    assertNotContains(page(client), "Kunnalle")


def test_one_message_reaches_all(client, groups):
    assertContains(page(client), f'href="{address("enquiry")}?region=maa"')
    assertContains(page(client, "region-services"), f'href="{address("enquiry")}?region=maa"')
