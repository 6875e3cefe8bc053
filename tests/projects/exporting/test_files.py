"""The files hold what the database holds: unknown stays unknown, codes stay text, sums and days stay exact."""

import io
import json
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from projects.exports.files import as_csv, as_json, as_workbook
from projects.exports.formulas import SIGNS, guarded
from projects.exports.rows import HEADER, rows_of
from projects.search.index import reindex
from tests.factories import ProjectFactory

from .examples import PLACE, everything, make_odd_project, table_of

pytestmark = pytest.mark.django_db


def pieces(order="newest", **chosen):
    return rows_of(everything(**chosen), order, PLACE)


def test_table_holds_every_column_of_a_project():
    project = make_odd_project()
    [row] = table_of(as_csv(pieces()))
    told = {
        "id": str(project.pk), "number": "100080", "title_sv": "Byagård", "kind": "project", "decision": "decided",
        "group": "kuusi", "partners": "koivu;manty", "applicant_kind": "association", "municipalities": "005;091",
        "theme": "culture", "starts": "2020-08-01", "starts_precision": "day", "ends": "2024-12-31",
        "ends_precision": "year", "funding_stage": "granted", "public_funding_eur": "27003.20", "eu_eur": "1000.00",
        "funding_is_approximate": "no", "source": "register", "source_url": "https://lahde.example/1",
        "address": f"{PLACE}{project.pk}",
    }  # fmt: skip
    assert list(row) == HEADER
    assert {name: row[name] for name in told} == told


def test_unknown_is_empty_in_a_table_and_null_in_json_never_zero():
    ProjectFactory(applicant="")
    reindex()
    unknown = [*("number", "public_funding_eur", "total_eur", "eu_eur", "starts", "funding_is_approximate", "group")]
    assert {table_of(as_csv(pieces()))[0][name] for name in unknown} == {""}
    [project] = json.loads(b"".join(as_json(pieces(), {})))["projects"]
    assert {project[name] for name in unknown} == {None}
    assert project["municipalities"] == []


def test_text_in_a_table_is_never_a_formula():
    make_odd_project()
    [row] = table_of(as_csv(pieces()))
    assert row["title_fi"] == '\'=Kylätalo, "Seura"'
    assert row["summary_fi"] == "'- ensin\n- sitten; lopuksi"
    assert row["applicant"] == "'@Kylä ry"


def test_the_database_marks_the_texts_that_python_marks():
    texts = [f"{mark}{sign}A1" for mark in ("", "'", "''", '"', " ") for sign in (*SIGNS, "a", "Ä", "", '"')]
    for text in texts:
        ProjectFactory(title_fi=text)
    reindex()
    assert [row["title_fi"] for row in table_of(as_csv(pieces()))] == [guarded(text) for text in texts]
    assert [project["title_fi"] for project in json.loads(b"".join(as_json(pieces(), {})))["projects"]] == texts


def test_a_text_may_be_long():
    ProjectFactory(summary_fi='"Kylä", ' * 50_000)
    reindex()
    [project] = json.loads(b"".join(as_json(pieces(), {})))["projects"]
    assert project["summary_fi"] == '"Kylä", ' * 50_000


def test_table_begins_with_a_byte_order_mark_only_on_request():
    make_odd_project()
    assert b"".join(as_csv(pieces())).startswith(b"id,number,")
    assert b"".join(as_csv(pieces(), with_bom=True)).startswith(b"\xef\xbb\xbfid,number,")


def test_json_has_numbers_lists_and_what_the_data_is():
    project = make_odd_project()
    answer = json.loads(b"".join(as_json(pieces(), {"licence": "Faktoja"})))
    assert answer["meta"] == {"licence": "Faktoja"}
    [told] = answer["projects"]
    assert (told["id"], told["public_funding_eur"], told["eu_eur"]) == (project.pk, 27003.2, 1000)
    assert told["municipalities"] == ["005", "091"]
    assert told["title_fi"] == project.title_fi
    assert told["funding_is_approximate"] is False


@pytest.mark.parametrize("euros", ["0.01", "0.10", "1000.00", "27003.20", "16777217.01", "9999999999.99"])
def test_no_cent_is_lost_in_json(euros):
    make_odd_project(public_funding_eur=Decimal(euros))
    told = json.loads(b"".join(as_json(pieces(), {})), parse_float=Decimal)
    assert told["projects"][0]["public_funding_eur"] == Decimal(euros)


def test_workbook_has_text_numbers_and_days_and_what_the_data_is():
    make_odd_project()
    book = load_workbook(io.BytesIO(b"".join(as_workbook(pieces(), {"licence": "Faktoja", "sources": ["a", "b"]}))))
    sheet, about = book.worksheets
    row = dict(zip(HEADER, [cell.value for cell in sheet[2]], strict=True))
    assert row["number"] == "100080"
    assert row["title_fi"] == '=Kylätalo, "Seura"'
    assert sheet.cell(2, HEADER.index("title_fi") + 1).data_type == "s"
    assert (row["public_funding_eur"], row["starts"], row["total_eur"]) == (27003.2, datetime(2020, 8, 1), None)
    assert [[cell.value for cell in row] for row in about.iter_rows(min_row=2)] == [
        ["licence", "Faktoja"],
        ["sources", "a, b"],
    ]


def test_of_nothing_there_is_a_header_and_an_empty_list():
    assert b"".join(as_csv(pieces())).decode() == ",".join(HEADER) + "\r\n"
    assert json.loads(b"".join(as_json(pieces(), {})))["projects"] == []


def test_comes_by_id_or_in_the_order_that_is_asked_for():
    later, sooner = ProjectFactory(title_fi="Ö", title_key="ö"), ProjectFactory(title_fi="A", title_key="a")
    reindex()
    assert [row["id"] for row in table_of(as_csv(pieces()))] == [str(later.pk), str(sooner.pk)]
    assert [row["id"] for row in table_of(as_csv(pieces("title")))] == [str(sooner.pk), str(later.pk)]


def test_holds_the_chosen_ones_only_and_none_that_was_hidden_meanwhile():
    chosen, hidden = ProjectFactory(applicant_kind="parish"), ProjectFactory(applicant_kind="parish")
    ProjectFactory(applicant_kind="company")
    reindex()
    parishes = pieces(applicant=["parish"])
    type(hidden).objects.filter(pk=hidden.pk).update(is_published=False)
    assert [row["id"] for row in table_of(as_csv(parishes))] == [str(chosen.pk)]


def test_takes_few_statements_for_thousands(django_assert_num_queries):
    ProjectFactory.create_batch(30)
    reindex()
    found = pieces()
    with django_assert_num_queries(2):
        assert len(table_of(as_csv(found))) == 30
