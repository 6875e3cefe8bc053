"""The open data as tables: CSV that a spreadsheet opens without running anything in it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderportal.api.pagination import NumberedPagination
from leaderportal.api.rendering import csv_cell
from tests.factories import AreaMembershipFactory, ExampleActivityFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


def table(client, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return answer, list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def test_table_holds_what_json_holds(client):
    AreaMembershipFactory(municipality=MunicipalityFactory(code="005", name_fi="Äänekoski"), postal_codes="00100 00200")
    _answer, rows = table(client, "/api/v1/areas/?format=csv")
    expected = client.get("/api/v1/areas/").json()["results"][0]
    assert rows[0]["municipality"] == "005"
    assert rows[0]["municipality_name"] == "Äänekoski"
    assert rows[0]["postal_codes"] == "00100;00200"
    assert list(rows[0]) == list(expected)


def test_detail_is_a_table_of_one_row(client):
    area = AreaMembershipFactory()
    _answer, rows = table(client, f"/api/v1/groups/{area.group.slug}/?format=csv")
    assert [row["municipalities"] for row in rows] == [area.municipality.code]


def test_empty_table_has_its_header(client):
    answer, rows = table(client, "/api/v1/examples/?format=csv")
    assert rows == []
    assert answer.content.startswith(b"group,title,title_language,")


@pytest.mark.parametrize("typed", ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_text_that_looks_like_a_formula_stays_text(client, typed):
    ExampleActivityFactory(title=typed, text_fi=typed)
    _answer, rows = table(client, "/api/v1/examples/?format=csv")
    assert rows[0]["title"] == rows[0]["text_fi"] == f"'{typed}"


@given(st.one_of(st.text(), st.lists(st.text()), st.integers(), st.none()))
def test_no_cell_starts_like_a_formula(value):
    assert isinstance(value, int) or not str(csv_cell(value)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_table_comes_whole_where_json_has_pages(client):
    area = AreaMembershipFactory()
    for _row in range(NumberedPagination.page_size):
        AreaMembershipFactory(group=area.group, municipality__region=area.municipality.region)
    answer, rows = table(client, "/api/v1/areas/?format=csv")
    assert len(rows) == NumberedPagination.page_size + 1
    assert 'filename="areas.csv"' in answer["Content-Disposition"]


def test_part_of_a_table_says_so_in_its_name_and_leads_on(client):
    AreaMembershipFactory()
    AreaMembershipFactory()
    answer, rows = table(client, "/api/v1/areas/?format=csv&page_size=1")
    assert len(rows) == 1
    assert 'filename="areas-page-1-of-2.csv"' in answer["Content-Disposition"]
    assert 'page=2&page_size=1>; rel="next"' in answer["Link"]
