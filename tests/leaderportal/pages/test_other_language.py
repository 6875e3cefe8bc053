"""A text that exists only in another language is shown all the same, marked with its language and a short note."""

import pytest

from tests import factories as make
from tests.leaderportal.pages.world import address
from tests.page import Page, text_of

pytestmark = pytest.mark.django_db
NOTES = {"fi": "ruotsiksi", "en": "in Swedish"}
# Each text says of what it is: found again on the pages that show it.
PAGES = [
    ("front", (), "vision mission tagline strength duty wish example"),
    ("municipality", ("omala",), "summary part offer example role wish"),
    ("region", ("maa",), "summary wish"),
    ("group", ("kuusi",), "summary part offer terms example role strategy own strength"),
    ("compare", (), "summary"),
    ("services", (), "service"),
    ("service", ("kylat",), "service offer activity example"),
    ("duties", (), "duty"),
    ("duty", ("nuoriso",), "duty service offer example"),
    ("examples", (), "example"),
]


@pytest.fixture
def in_swedish_only(db):
    """All texts in Swedish only, with markup in them."""

    def swedish(name, field="text"):
        return {f"{field}_fi": "", f"{field}_sv": f"Text om {name} <b>"}

    region = make.RegionFactory(slug="maa")
    group = make.LeaderGroupFactory(slug="kuusi", **swedish("summary", "summary"))
    other = make.LeaderGroupFactory(slug="manty")
    place = make.MunicipalityFactory(slug="omala", region=region)
    for member in (group, other):
        make.AreaMembershipFactory(group=member, municipality=place, coverage="part", **swedish("part", "part"))
    service = make.ServiceFactory(slug="kylat", **swedish("service"))
    make.DutyServiceFactory(service=service, duty__slug="nuoriso", duty__text_sv="Text om duty <b>")
    make.ServiceOfferFactory(group=group, service=service, **swedish("offer"), **swedish("terms", "terms"))
    make.ExampleActivityFactory(group=group, year=2024, **swedish("example")).services.add(service)
    make.ContactFactory(group=group, **swedish("role", "role"))
    make.LocalDevelopmentStrategyFactory(group=group, **swedish("strategy", "title"))
    strength = make.StrengthFactory(**swedish("strength"))
    make.GroupStrengthFactory(group=group, strength=strength, **swedish("own"))
    make.NetworkActivityFactory(service=service, **swedish("activity"))
    make.WishFactory(to_municipalities=True, **swedish("wish"))
    for code in ("vision", "mission", "tagline"):
        make.StatementFactory(code=code, **swedish(code))


@pytest.mark.parametrize(("name", "args", "texts"), PAGES)
@pytest.mark.parametrize("language", NOTES)
def test_the_text_is_marked_and_noted(client, in_swedish_only, language, name, args, texts):
    query = "?g=kuusi&g=manty" if name == "compare" else ""
    page = Page(client.get(address(name, *args, language=language) + query))
    marked = page.select('span[lang="sv"]')
    notes = {text_of(mark): text_of(mark.getnext()) for mark in marked if text_of(mark).startswith("Text om")}
    assert notes == {f"Text om {text} <b>": f"({NOTES[language]})" for text in texts.split()}
    assert page.text().count("Text om") == sum(text_of(mark).count("Text om") for mark in marked)


@pytest.mark.parametrize(("name", "args", "texts"), PAGES)
def test_in_the_language_of_the_text_there_is_no_note(client, in_swedish_only, name, args, texts):
    query = "?g=kuusi&g=manty" if name == "compare" else ""
    page = Page(client.get(address(name, *args, language="sv") + query))
    for text in texts.split():
        assert f"Text om {text} <b>" in page.text()
    assert not any(mark.startswith("Text om") for mark in page.texts('span[lang="sv"]'))
