"""What the search finds can be downloaded as a file: all of it, nothing else, and the file says what it is."""

import io
import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertTemplateUsed

from groups.models import ProgrammingPeriod
from projects.exports import views
from projects.search.index import reindex
from tests.factories import ProjectFactory, RegionFactory, ThemeFactory

from .examples import make_odd_project, table_of

pytestmark = pytest.mark.django_db
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def got(client, query="", file_format="csv", language="fi"):
    word = {"fi": "hankkeet", "sv": "projekt", "en": "projects"}[language]
    response = client.get(f"/{language}/{word}/projects.{file_format}{query}")
    assert response.status_code == 200, response.content
    return response, response.getvalue()


@pytest.mark.parametrize("file_format", TYPES)
def test_a_file_says_what_it_is_and_has_a_name_with_the_day(client, file_format, time_machine):
    time_machine.move_to("2026-11-24T12:00:00+02:00")
    response, content = got(client, file_format=file_format)
    assert response["Content-Type"] == TYPES[file_format]
    assert response["Content-Disposition"] == f'attachment; filename="leader-hankkeet-2026-11-24.{file_format}"'
    assert response.streaming
    assert content


def test_holds_what_the_same_query_finds(client):
    culture, youth = ThemeFactory(code="culture"), ThemeFactory(code="youth")
    ProjectFactory(theme=culture, title_fi="Kylätalon katto")
    ProjectFactory(theme=culture, title_fi="Museo")
    ProjectFactory(theme=youth, title_fi="Katto")
    reindex()
    _response, content = got(client, "?theme=culture&q=katto")
    assert [row["title_fi"] for row in table_of([content])] == ["Kylätalon katto"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_columns_are_the_same_in_every_language(client, language):
    project = make_odd_project()
    _response, content = got(client, language=language)
    assert content == got(client)[1]
    assert table_of([content])[0]["address"] == f"http://testserver/project/{project.pk}"


def test_byte_order_mark_on_request(client):
    assert got(client, "?bom=1")[1].startswith(b"\xef\xbb\xbf")
    assert not got(client, "?bom=0")[1].startswith(b"\xef\xbb\xbf")


def test_json_has_question_address_terms_and_sources(client):
    RegionFactory(code="19", name_fi="Lappi", name_sv="Lappland")
    make_odd_project(region_id="19")
    _response, content = got(client, "?region=unknown&applicant=association", "json", "sv")
    meta = json.loads(content)["meta"]
    assert meta["address"] == "http://testserver/sv/projekt/?region=unknown&applicant=association"
    assert meta["count"] == 0
    assert meta["updated"] is None
    meta = json.loads(got(client, file_format="json")[1])["meta"]
    assert (meta["count"], meta["address"]) == (1, "http://testserver/fi/hankkeet/")
    assert meta["sources"] == ["register · Register"]
    assert "no licence" in meta["licence"]
    assert meta["updated"][:10] <= meta["downloaded"]


@pytest.mark.parametrize(
    "query",
    [
        *("?region=99", "?theme=x%00y", "?theme=%00", "?year=NaN", "?order=best", "?page=-1", "?teema=x", "?q=*"),
        "?group=" + "x" * 10_000,
    ],
)
@pytest.mark.parametrize("file_format", TYPES)
def test_what_is_not_understood_gives_no_file_but_a_reason(client, query, file_format):
    response = client.get(f"/en/projects/projects.{file_format}{query}")
    assert response.status_code == 400
    assertTemplateUsed(response, "base.html")
    [reason] = response.context["reasons"]
    assert f"{query[1:].split('=')[0]}=" in reason
    assert len(reason) < 100


@pytest.mark.parametrize("query", ["q=" + "kylä" * 3000, "page=1&page=2", "q=a&q=b"])
def test_what_had_to_be_cut_gives_no_file(client, query):
    assert client.get(f"/en/projects/projects.csv?{query}").status_code == 400


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_refusal_leads_to_the_search_for_what_was_understood(client, language):
    make_odd_project()
    with translation.override(language):
        search = reverse("projects:search")
        response = client.get(reverse("projects:download", args=["csv"]) + "?theme=culture&theme=nope&q=katto")
    assertContains(response, "theme=nope", status_code=400)
    assertContains(response, f'href="{search}?q=katto&amp;theme=culture"', status_code=400)
    assertContains(response, f'<html lang="{language}">', status_code=400)
    assertContains(response, 'content="noindex"', status_code=400)


def test_a_refusal_holds_nothing_of_the_address_as_markup(client):
    response = client.get("/en/projects/projects.csv", {"theme": "<script>alert(1)</script>", "<b>": "<i>"})
    assert response.status_code == 400
    assert b"<script>alert" not in response.content
    assert b"<i>" not in response.content


def test_parameters_of_other_sites_do_no_harm(client):
    make_odd_project()
    assert len(table_of([got(client, "?utm_source=x&fbclid=1")[1]])) == 1


def test_too_many_projects_for_a_workbook_are_refused_with_a_way_out(client, monkeypatch):
    make_odd_project()
    monkeypatch.setattr(views, "MAX_XLSX_ROWS", 0)
    response = client.get("/en/projects/projects.xlsx")
    assert response.status_code == 400
    assert "CSV" in response.content.decode()
    assert got(client)[1]


def test_there_is_no_other_format(client):
    assert client.get("/fi/hankkeet/projects.pdf").status_code == 404


def test_only_reading_is_allowed(client):
    assert client.post("/fi/hankkeet/projects.csv").status_code == 405


def test_workbook_opens(client):
    make_odd_project()
    sheet, about = load_workbook(io.BytesIO(got(client, file_format="xlsx")[1])).worksheets
    assert sheet.max_row == 2
    assert [row[0].value for row in about.iter_rows(min_row=2)][:3] == ["question", "count", "address"]


@pytest.mark.parametrize(("file_format", "most"), [("csv", 6), ("json", 8), ("xlsx", 8)])
def test_takes_as_many_statements_for_many_as_for_one(client, file_format, most, django_assert_max_num_queries):
    period = ProgrammingPeriod.objects.create(code="2023-2027", starts=date(2023, 1, 1), ends=date(2027, 12, 31))
    ProjectFactory.create_batch(40, period=period)
    reindex()
    with django_assert_max_num_queries(most):
        got(client, "?period=2023-2027&q=hanke", file_format)


def test_streams_also_when_it_is_compressed(client):
    make_odd_project()
    response = client.get("/fi/hankkeet/projects.csv", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response.streaming
