"""No query string breaks the search: a page comes, says what was left out, and holds nothing of it as markup."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db

MARKUP = '"><script>alert(1)</script>'
ODD = ["x" * 10_000, "NaN", "-1", "0", "1e9", "9" * 5000, "\x00", "\u202e", "' OR 1=1 --", "%", "٣", "😀" * 50, MARKUP]
RAW = ["%00", "%ff", "%ed%a0%80", "%zz", "%", "+"]
PARAMETERS = "q theme group region municipality period year size applicant state record source service order view page"


@pytest.mark.slow
@pytest.mark.parametrize("parameter", PARAMETERS.split())
def test_odd_values_get_a_page(search, parameter):
    ProjectFactory()
    for value in [*map(quote, ODD), *RAW]:
        response = search(f"{parameter}={value}")
        assert response.status_code == 200, value
        assert b"<script>alert" not in response.content


def test_everything_odd_at_once_gets_a_page(search):
    query = "&".join(f"{name}={quote(value)}" for name in PARAMETERS.split() for value in ODD)
    response = search(query)
    assert response.status_code == 200
    assert len(response.context["warnings"]) > 3


def test_an_unknown_value_is_reported(search):
    ProjectFactory()
    assertContains(search("theme=atlantis"), "atlantis")
    assert len(search("theme=atlantis").context["warnings"]) == 1


@pytest.mark.parametrize(("query", "named"), [("teema=nuoret", "teema=nuoret"), ("foo=1", "foo=1"), ("foo", "foo")])
def test_an_unknown_parameter_is_reported(search, query, named):
    ProjectFactory()
    [warning] = search(query).context["warnings"]
    assert named in warning


def test_parameters_that_others_hang_on_a_link_are_passed_over(search):
    ProjectFactory()
    query = "utm_source=x&fbclid=y&gclid=1&msclkid=2&mtm_campaign=k&pk_source=s&_ga=1&_=170&=&"
    assert search(query).context["warnings"] == []


@pytest.mark.parametrize("signs", ["*", "-", "!!!", '""', "%00", "%E2%80%8B", "* - ?"])
def test_words_that_hold_no_word_are_reported(search, signs):
    ProjectFactory()
    response = search(f"q={signs}")
    [warning] = response.context["warnings"]
    assert signs in warning
    assert response.context["count"] == 1


@pytest.mark.parametrize("query", ["", "q=", "q=++", "theme=&theme=", "page=", "order="])
def test_an_empty_field_is_no_mistake(search, query):
    ProjectFactory()
    assert search(query).context["warnings"] == []


@pytest.mark.parametrize("name", ["theme", "year", "order", "view", "page"])
def test_a_value_of_which_nothing_can_be_read_is_reported_as_it_stands_in_the_address(search, name):
    ProjectFactory()
    [warning] = search(f"{name}=%00").context["warnings"]
    assert "%00" in warning


@pytest.mark.parametrize("name", ["q", "order", "view", "page"])
def test_a_parameter_with_one_value_is_reported_when_it_comes_twice(search, name):
    ProjectFactory()
    last = {"q": "hanke", "order": "title", "view": "table", "page": "1"}[name]
    response = search(f"{name}={last}&{name}={last}")
    [warning] = response.context["warnings"]
    assert name in warning
    assert response.context["count"] == 1


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000,
        "q=" + "+".join(f"sana{number}" for number in range(9)),
        "&".join(f"year={number}" for number in range(1900, 2001)),
    ],
)
def test_too_much_at_once_is_reported_with_what_is_allowed(search, query):
    [warning] = search(query).context["warnings"]
    assert all(limit in warning for limit in ("200", "8", "100"))


@pytest.mark.parametrize(
    "query", ["q=" + "+".join(["kylä"] * 8), "&".join(f"year={year}" for year in range(1901, 2001))]
)
def test_what_is_just_not_too_much_is_not_reported(search, query):
    assert search(query).context["warnings"] == []


def test_what_is_too_much_to_name_is_counted(search):
    warnings = search("&".join(f"theme=none{number}" for number in range(25))).context["warnings"]
    assert len(warnings) == 11
    assert "15" in warnings[-1]


def test_any_method_gets_an_answer(client):
    for method in ("head", "options"):
        assert getattr(client, method)(reverse("projects:search")).status_code in (200, 405)
