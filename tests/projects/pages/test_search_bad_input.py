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
    assert len(response.context["remarks"]) > 3


def test_an_unknown_value_is_told(search):
    ProjectFactory()
    assertContains(search("theme=atlantis"), "atlantis")
    assert len(search("theme=atlantis").context["remarks"]) == 1


def test_an_unknown_parameter_is_passed_over(search):
    ProjectFactory()
    assert search("utm_source=x&fbclid=y").context["remarks"] == []


def test_any_method_gets_an_answer(client):
    for method in ("head", "options"):
        assert getattr(client, method)(reverse("projects:search")).status_code in (200, 405)
