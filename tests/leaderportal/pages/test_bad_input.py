"""Any address and query gets a page: no error of the server, a clear word to the reader, nothing of it as markup."""

from html import escape
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

from tests.leaderportal.pages.world import LANGUAGES, PAGES, address, make_world
from text.normalise import clean

OF_ONE_THING = ["municipality", "region", "region-services", "group", "service", "duty"]
LASTING = ["/municipality/", "/region/", "/group/"]
MARKUP = '"><script>alert(1)</script>'
NO_PAGES = ["abc", "-1", "0", "1.5", "99999999999999999999", "٣", MARKUP, "9" * 5000]
ODD = [
    "nowhere",
    "OMALA",
    "x" * 5000,
    "ä" * 500,
    "\u200b\u200d",
    "\x00",
    "omala\x00",
    "\x01\x1f\x7f",
    "\u202eomala",
    "' OR 1=1 --",
    "1; DROP TABLE places_municipality",
    "%",
    "_",
    "\\",
    "99999999999999999999",
    "None",
    "..",
    "😀" * 50,
    MARKUP,
]
RAW = ["%00", "%ff", "%ff%fe", "%c3%28", "%ed%a0%80", "%zz", "%", "%u0041", "a%2Fb", "%2e%2e%2f", "+", "%25"]
KINDS = sorted({(name, args) for name, args, _query in PAGES})
ODD_WORDS = [*(quote(word, safe="") for word in ODD), *RAW]
READ_PARAMETERS = ["compare", "enquiry", "examples", "find", "search"]  # the other pages get them all at once
PARAMETERS = "q g page service region kind lat lon municipality group duty".split()
every_kind = pytest.mark.parametrize(("name", "args"), KINDS)


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def path_with(name, word):
    """Return the path of a page with `word`, quoted already, in the place of the slug."""
    return address(name, "SLUG").replace("SLUG", word)


def is_led_on(response):
    """Whether the finder knows the one page that is meant."""
    return response.status_code == 302 and response.headers["Location"].endswith(("/omala/", "/kuusi/"))


def is_helpful_404(response, language):
    assert response.status_code == 404
    assertTemplateUsed(response, "places/_finder.html")
    assertContains(response, f'<html lang="{language}">', status_code=404)
    assertNotContains(response, "<script>alert", status_code=404)


@pytest.mark.parametrize("name", OF_ONE_THING)
def test_an_unknown_word_in_the_address_gets_the_search_box(client, name):
    for word in ODD_WORDS:
        is_helpful_404(client.get(path_with(name, word)), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_missing_page_speaks_the_language_of_its_address(client, language):
    with translation.override(language):
        said = translation.gettext("There is no page at this address")
    response = client.get(address("municipality", "nowhere", language=language))
    is_helpful_404(response, language)
    assertContains(response, escape(said), status_code=404)


@pytest.mark.parametrize("start", LASTING)
def test_an_unknown_lasting_address_gets_the_search_box_in_the_browsers_language(client, start):
    for word in ODD_WORDS:
        is_helpful_404(client.get(start + word, headers={"accept-language": "sv"}), "sv")


def test_the_words_of_a_missing_address_are_offered_as_a_search(client):
    assertContains(client.get("/en/old/kylan-talo/"), 'value="kylan talo"', status_code=404)


def test_a_very_long_address_is_not_found_and_comes_back_cut(client):
    response = client.get("/en/" + "x" * 20_000)
    is_helpful_404(response, "en")
    assert response.content.count(b"x" * 101) < 5  # in links to itself in other languages at most


@pytest.mark.slow
@pytest.mark.parametrize("name", READ_PARAMETERS)
def test_odd_values_of_parameters_get_a_page(client, name):
    for value in ODD:
        for parameter in PARAMETERS:
            response = client.get(address(name), {parameter: value})
            assert response.status_code == 200 or is_led_on(response), (parameter, value)
            assert b"<script>alert" not in response.content


@pytest.mark.parametrize("name", READ_PARAMETERS)
def test_any_bytes_in_the_query_get_a_page(client, name):
    for raw in RAW:
        query = "&".join(f"{parameter}={raw}" for parameter in PARAMETERS)
        assert client.get(f"{address(name)}?{query}&&=&;{raw}").status_code == 200, raw


@every_kind
def test_odd_and_repeated_parameters_get_a_page(client, name, args):
    many = {parameter: [*ODD, "kuusi", "omala"] for parameter in PARAMETERS}
    response = client.get(address(name, *args), many)
    assert response.status_code == 200 or is_led_on(response)
    assert b"<script>alert" not in response.content


def test_nine_hundred_groups_are_compared_as_the_few_that_there_are(client):
    response = client.get(address("compare"), {"g": ["kuusi", "manty", *(f"g{number}" for number in range(900))]})
    assert [group.slug for group in response.context["chosen"]] == ["kuusi", "manty"]
    assert len(response.context["warnings"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_a_thousand_parameters_are_refused_on_a_page_of_the_portal(client, language):
    response = client.get(address("compare", language=language), {"g": ["kuusi"] * 1001})
    assertContains(response, f'<html lang="{language}">', status_code=400)
    assertTemplateUsed(response, "leaderportal/refused.html")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", NO_PAGES)
def test_a_wrong_page_number_is_told_in_the_readers_language(client, language, number):
    response = client.get(address("examples", language=language), {"page": number})
    with translation.override(language):
        said = translation.gettext("There is no page “%(asked)s”; page %(number)s of %(count)s is shown.")
    assertContains(response, escape(said % {"asked": number[:20], "number": 1, "count": 1}))


@pytest.mark.parametrize("number", ["", " ", "\u200b", "\x00", "1\x00", " 1 "])
def test_a_page_number_that_looks_right_or_empty_is_no_mistake(client, number):
    assert client.get(address("examples"), {"page": number}).context["warnings"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parameter", ["service", "region"])
def test_an_unknown_filter_is_told_in_the_readers_language(client, language, parameter):
    with translation.override(language):
        said = translation.gettext("“%(asked)s” is not known and was left out.")
    for word in ["nowhere", "omala\x00", "\u202eomala", MARKUP, "' OR 1=1 --", "x" * 5000]:
        response = client.get(address("examples", language=language), {parameter: word})
        assertContains(response, escape(said % {"asked": clean(word)[:60]}))
        assert b"\x00" not in response.content


@pytest.mark.parametrize("method", ["head", "post", "put", "patch", "delete", "options", "trace"])
@every_kind
def test_no_method_breaks_a_page(name, args, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address(name, *args))
    assert response.status_code in (200, 403, 405)


anything = st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass"))
# Addresses and queries as bytes, half of the slugs near to real ones.
slugs = st.one_of(anything, st.tuples(st.sampled_from([b"omala", b"kuusi", b"keskimaa"]), anything).map(b"".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([*OF_ONE_THING, *LASTING, *(name for name, args in KINDS if not args)]),
    slug=slugs,
    query=st.lists(st.tuples(st.sampled_from(PARAMETERS), anything), max_size=4),
    language=st.sampled_from(LANGUAGES),
)
def test_no_address_breaks_the_portal(client, name, slug, query, language):
    with translation.override(language):
        if name in LASTING:
            path = name + quote(slug, safe="")
        elif name in OF_ONE_THING:
            path = reverse(name, args=["SLUG"]).replace("SLUG", quote(slug, safe=""))
        else:
            path = reverse(name)
    response = client.get(path + "?" + "&".join(f"{key}={quote(value)}" for key, value in query))
    assert response.status_code in (200, 301, 302, 404)
