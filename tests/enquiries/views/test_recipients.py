"""Recipients follow from the place; where it leaves a choice, the sender makes it and nothing typed is lost."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from enquiries.models import Enquiry
from tests.enquiries.conftest import filled_in
from tests.factories import AreaMembershipFactory, LeaderGroupFactory, MunicipalityFactory


def asked():
    """Return the slugs of the groups that got the only enquiry, "coordinator" for the coordinator."""
    recipients = Enquiry.objects.get().recipients.select_related("group")
    return [recipient.group.slug if recipient.group else "coordinator" for recipient in recipients]


def test_a_municipality_of_one_group_goes_to_that_group(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen"))
    assert asked() == ["vesuri"]


def test_a_split_municipality_comes_back_with_the_choice_and_what_was_typed(client, url, split_town):
    response = client.post(url, filled_in("municipality:kurikka"))
    assert not Enquiry.objects.exists()
    assertContains(response, "Leader Liiveri: Jalasjärvi")
    assertContains(response, "Leader Suupohja: muu Kurikka")
    assertContains(response, "Voisiko ryhmä auttaa kyläilloissa?")
    assertContains(response, 'value="municipality:kurikka" selected')


@pytest.mark.parametrize(
    ("to", "expected"), [("liiveri", ["liiveri"]), ("suupohja", ["suupohja"]), ("all", ["liiveri", "suupohja"])]
)
def test_the_sender_of_a_split_municipality_chooses_one_or_all(client, url, split_town, to, expected):
    client.post(url, filled_in("municipality:kurikka", to=to))
    assert asked() == expected


@pytest.mark.parametrize("to", ["vesuri", "coordinator", "nobody", "\x00"])
def test_a_group_outside_the_choice_is_refused(client, url, town, split_town, to):
    assert client.post(url, filled_in("municipality:kurikka", to=to)).status_code == 200
    assert not Enquiry.objects.exists()


def test_a_choice_left_from_another_place_does_not_matter(client, url, town):
    client.post(url, filled_in("municipality:kuhmoinen", to="liiveri"))
    assert asked() == ["vesuri"]


def test_a_split_municipality_from_a_groups_page_goes_to_that_group(client, url, split_town):
    client.post(f"{url}?group=suupohja", filled_in("municipality:kurikka"))
    assert asked() == ["suupohja"]


def test_a_region_goes_to_all_its_working_groups(client, url, town, group):
    AreaMembershipFactory(
        group__slug="toinen", municipality=MunicipalityFactory(region=town.region, slug="toinen-kunta")
    )
    AreaMembershipFactory(group__valid_to="2022-12-31", municipality=town)
    AreaMembershipFactory(group__slug="muualla")
    client.post(url, filled_in(f"region:{town.region.slug}"))
    assert sorted(asked()) == ["toinen", "vesuri"]
    assert Enquiry.objects.get().region == town.region


def test_a_group_whose_membership_has_ended_is_not_asked(client, url, town):
    AreaMembershipFactory(group__slug="entinen", municipality=town, valid_to="2022-12-31")
    client.post(url, filled_in("municipality:kuhmoinen"))
    assert asked() == ["vesuri"]


@pytest.fixture
def outside(town):
    """A municipality in no area, beside one that is in the area of Leader Vesuri."""
    outside = MunicipalityFactory(slug="helsinki", name_fi="Helsinki")
    outside.neighbours.add(town)
    return outside


@pytest.mark.parametrize(("to", "expected"), [("vesuri", ["vesuri"]), ("coordinator", ["coordinator"])])
def test_outside_every_area_a_neighbour_or_the_coordinator_is_chosen(client, url, outside, to, expected):
    first = client.post(url, filled_in("municipality:helsinki"))
    assertContains(first, "is not in the area of any Leader group")
    assert not Enquiry.objects.exists()
    client.post(url, filled_in("municipality:helsinki", to=to))
    assert asked() == expected


def test_outside_without_neighbours_goes_to_the_coordinator(client, url, town):
    MunicipalityFactory(slug="yksin")
    client.post(url, filled_in("municipality:yksin"))
    assert asked() == ["coordinator"]


def test_a_region_without_groups_goes_to_the_coordinator(client, url, town):
    lonely = MunicipalityFactory()
    client.post(url, filled_in(f"region:{lonely.region.slug}"))
    assert asked() == ["coordinator"]


def test_the_whole_area_of_a_group_goes_to_that_group(client, url, group):
    client.post(f"{url}?group=vesuri", filled_in("area:vesuri"))
    assert asked() == ["vesuri"]
    assert Enquiry.objects.get().place == group


def test_from_a_groups_page_about_a_place_elsewhere_the_sender_chooses(client, url, town, split_town):
    response = client.post(f"{url}?group=liiveri", filled_in("municipality:kuhmoinen"))
    assertContains(response, "Leader Liiveri")
    assertContains(response, "Leader Vesuri")
    client.post(f"{url}?group=liiveri", filled_in("municipality:kuhmoinen", to="liiveri"))
    assert asked() == ["liiveri"]


def test_a_dissolved_municipality_leads_to_its_successor(client, url, town):
    MunicipalityFactory(slug="entinen", valid_to="2025-12-31", successor=town)
    client.post(url, filled_in("municipality:entinen"))
    assert Enquiry.objects.get().municipality == town


def test_a_former_group_leads_to_its_successor(client, url, town, group):
    LeaderGroupFactory(slug="entinen-ryhma", valid_to="2022-12-31", successor=group)
    assertContains(client.get(f"{url}?group=entinen-ryhma"), "Leader Vesuri")


def test_the_page_says_who_will_get_it(client, url, town):
    assertContains(client.get(f"{url}?municipality=kuhmoinen"), "We pass your enquiry on to Leader Vesuri.")


def test_the_choice_is_asked_at_once_when_the_place_is_known(client, url, split_town):
    response = client.get(f"{url}?municipality=kurikka")
    assertContains(response, "Leader Liiveri: Jalasjärvi")
    assertNotContains(response, 'role="alert"')
