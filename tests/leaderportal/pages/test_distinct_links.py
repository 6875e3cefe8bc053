"""Links of the same text lead to the same page: they can be told apart without what is around them."""

from collections import defaultdict

import pytest

from tests import factories as make
from tests.leaderportal.pages.world import address
from tests.page import main_part, text_of

pytestmark = pytest.mark.django_db
PAGES = [
    ("municipality", ("omala",)),
    ("group", ("kuusi",)),
    ("service", ("kylat",)),
    ("duty", ("nuoriso",)),
    ("examples", ()),
]


@pytest.fixture
def two_groups(db):
    """Two groups that share a municipality; each fact and each example has a source of its own."""
    place = make.MunicipalityFactory(slug="omala")
    services = [make.ServiceFactory(slug="kylat", name_fi="Kylät"), make.ServiceFactory(name_fi="Yritykset")]
    duty = make.DutyFactory(slug="nuoriso")
    for service in services:
        make.DutyServiceFactory(duty=duty, service=service)
    for slug in ("kuusi", "manty"):
        group = make.LeaderGroupFactory(slug=slug, name_fi=f"Leader {slug.title()}")
        make.AreaMembershipFactory(group=group, municipality=place, coverage="part")
        make.OfficeFactory(group=group, town="Omala", source=f"https://{slug}.example/office")
        make.BoardCompositionFactory(group=group, size=9, source=f"https://{slug}.example/board")
        make.LocalDevelopmentStrategyFactory(group=group, source=f"https://{slug}.example/strategy")
        for service in services:
            make.ServiceOfferFactory(group=group, service=service, source=f"https://{slug}.example/{service.pk}")
            title = f"{service.name_fi} {slug}"
            example = make.ExampleActivityFactory(group=group, title=title, source=f"https://{slug}.example/{title}")
            example.services.add(service)


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_links_of_one_text_have_one_target(client, two_groups, name, args):
    targets = defaultdict(set)
    for link in main_part(client.get(address(name, *args))).select("a"):
        targets[text_of(link)].add(link.get("href"))
    assert any(text.startswith("source: ") for text in targets)
    same = {text: found for text, found in targets.items() if len(found) > 1}
    assert same == {}
