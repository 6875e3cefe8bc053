"""Groups side by side: two to four, and a clear word on every other wish."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import (
    AreaMembershipFactory,
    BoardCompositionFactory,
    LeaderGroupFactory,
    OfficeFactory,
    ServiceFactory,
    ServiceOfferFactory,
)
from tests.leaderportal.pages.world import address
from tests.page import main_part

pytestmark = pytest.mark.django_db
UNKNOWN = "One of the groups asked for is not known and was left out."
TOO_MANY = "At most four groups fit side by side; the first four are shown."
ONE_MORE = "Choose one more group to compare with."


@pytest.fixture(autouse=True)
def groups(db):
    LeaderGroupFactory(slug="entinen", valid_to="2022-12-31")
    return [LeaderGroupFactory(slug=letter, name_fi=f"Leader {letter.upper()}") for letter in "abcdef"]


def compare(client, *slugs):
    return client.get(address("compare"), {"g": slugs})


@pytest.mark.parametrize(
    ("asked", "compared", "warnings"),
    [
        ("", "", []),
        ("a", "a", [ONE_MORE]),
        ("ab", "ab", []),
        ("dcba", "dcba", []),
        ("aabba", "ab", []),
        ("abcdef", "abcd", [TOO_MANY]),
        ("axb", "ab", [UNKNOWN]),
        ("xyz", "", [UNKNOWN]),
        ("ax", "a", [UNKNOWN, ONE_MORE]),
        ("xabcde", "abcd", [UNKNOWN, TOO_MANY]),
    ],
)
def test_what_is_compared_and_warned_of(client, asked, compared, warnings):
    response = compare(client, *asked)
    assert "".join(group.slug for group in response.context["chosen"]) == compared
    main = main_part(response)
    assert main.texts(".warnings p") == warnings
    assert bool(main.select("table.matrix")) == (len(compared) > 1)
    assert ("Choose at least two groups" in main.text()) == (not compared)
    assert len(main.select("option[selected]")) == len(compared)  # what was chosen stays chosen


def test_former_groups_are_not_offered_and_count_as_unknown(client):
    assertNotContains(compare(client), 'value="entinen"')
    assertContains(compare(client, "a", "b", "entinen"), UNKNOWN)


def test_empty_choices_of_the_form_are_no_mistake(client):
    assert compare(client, "a", "", "b", "").context["warnings"] == []


def test_the_table_compares_areas_boards_offices_and_services(client, groups):
    a, b = groups[:2]
    for population, coverage in ((1000, "full"), (500, "part")):
        AreaMembershipFactory(group=a, municipality__population=population, coverage=coverage)
    BoardCompositionFactory(group=a, size=9)
    OfficeFactory(group=a, town="Kylä")
    ServiceOfferFactory(group=b, service=ServiceFactory(name_fi="Kylät"))
    main = main_part(compare(client, "a", "b"))
    rows = main.texts("table.stack tbody tr")
    # Each cell names its group, for a phone, where the cells of a row stand below each other.
    assert "Residents in these municipalities Leader A 1,500 Leader B not known" in rows
    assert rows[1] == "Main region Leader A not known Leader B not known"
    assert "Board Leader A 9 members Leader B not known" in rows
    assert "Office Leader A Kylä Leader B not known" in rows
    assert "(part)" in rows[2]
    assert "Kylät Ask Stated" in main.texts("table.matrix tr")
