"""The files hold what the database holds: unknown stays unknown, codes stay text, sums and days stay exact."""

import io
import json
from datetime import datetime
from decimal import Decimal
from itertools import count, islice

import pytest
from openpyxl import load_workbook

from projects.exports.escaping import FORMULA_SIGNS, guard_formula
from projects.exports.rows import HEADER, rows_of
from projects.exports.writers import write_csv, write_json, write_xlsx
from projects.search.index import reindex
from tests.factories import ProjectFactory

from .examples import BASE_URL, everything, make_odd_project, table_of

pytestmark = pytest.mark.django_db


def rows(order="newest", **chosen):
    return rows_of(everything(**chosen), order, BASE_URL)


def json_of(rows, metadata=None, **options):
    return json.loads(b"".join(write_json(rows, metadata or {})), **options)


def workbook_of(rows, metadata=None):
    return load_workbook(io.BytesIO(b"".join(write_xlsx(rows, metadata or {}))))


def text_cell(text):
    """Return the cell that a workbook has for a text."""
    row = dict.fromkeys(HEADER) | {"title_fi": text}
    return workbook_of([row]).worksheets[0].cell(2, HEADER.index("title_fi") + 1)


def test_table_holds_every_column_of_a_project():
    project = make_odd_project()
    [row] = table_of(write_csv(rows()))
    expected = {
        "id": str(project.pk), "number": "100080", "title_sv": "Byagård", "kind": "project", "decision": "decided",
        "group": "kuusi", "partners": "koivu;manty", "applicant_kind": "association", "municipalities": "005;091",
        "theme": "culture", "starts": "2020-08-01", "starts_precision": "day", "ends": "2024-12-31",
        "ends_precision": "year", "funding_stage": "granted", "public_funding_eur": "27003.20", "eu_eur": "1000.00",
        "funding_is_approximate": "no", "source": "register", "source_url": "https://lahde.example/1",
        "address": f"{BASE_URL}{project.pk}",
    }  # fmt: skip
    assert list(row) == HEADER
    assert {name: row[name] for name in expected} == expected


def test_unknown_is_empty_in_a_table_and_null_in_json_never_zero():
    ProjectFactory(applicant="")
    reindex()
    unknown = [*("number", "public_funding_eur", "total_eur", "eu_eur", "starts", "funding_is_approximate", "group")]
    assert {table_of(write_csv(rows()))[0][name] for name in unknown} == {""}
    [project] = json_of(rows())["projects"]
    assert {project[name] for name in unknown} == {None}
    assert project["municipalities"] == []


def test_text_in_a_table_is_never_a_formula():
    make_odd_project()
    [row] = table_of(write_csv(rows()))
    assert row["title_fi"] == '\'=Kylätalo, "Seura"'
    assert row["summary_fi"] == "'- ensin\n- sitten; lopuksi"
    assert row["applicant"] == "'@Kylä ry"


def test_every_formula_is_guarded_in_a_table_and_stays_as_it_is_in_json():
    texts = [f"{mark}{sign}A1" for mark in ("", "'", "''", '"', " ") for sign in (*FORMULA_SIGNS, "a", "Ä", "", '"')]
    for text in texts:
        ProjectFactory(title_fi=text)
    reindex()
    assert [row["title_fi"] for row in table_of(write_csv(rows()))] == [guard_formula(text) for text in texts]
    assert [project["title_fi"] for project in json_of(rows())["projects"]] == texts


def test_a_text_may_be_long():
    ProjectFactory(summary_fi='"Kylä", ' * 50_000)
    reindex()
    [project] = json_of(rows())["projects"]
    assert project["summary_fi"] == '"Kylä", ' * 50_000


def test_table_begins_with_a_byte_order_mark_only_on_request():
    make_odd_project()
    assert b"".join(write_csv(rows())).startswith(b"id,number,")
    assert b"".join(write_csv(rows(), with_bom=True)).startswith(b"\xef\xbb\xbfid,number,")


def test_json_has_numbers_lists_and_what_the_data_is():
    project = make_odd_project()
    answer = json_of(rows(), {"licence": "Faktoja"})
    assert answer["meta"] == {"licence": "Faktoja"}
    [row] = answer["projects"]
    assert (row["id"], row["public_funding_eur"], row["eu_eur"]) == (project.pk, 27003.2, 1000)
    assert row["municipalities"] == ["005", "091"]
    assert row["title_fi"] == project.title_fi
    assert row["funding_is_approximate"] is False


@pytest.mark.parametrize("euros", ["0.01", "0.10", "1000.00", "27003.20", "16777217.01", "9999999999.99"])
def test_no_cent_is_lost_in_json(euros):
    make_odd_project(public_funding_eur=Decimal(euros))
    [project] = json_of(rows(), parse_float=Decimal)["projects"]
    assert project["public_funding_eur"] == Decimal(euros)


def test_workbook_has_text_numbers_and_days_and_what_the_data_is():
    make_odd_project()
    book = workbook_of(rows(), {"licence": "Faktoja", "sources": ["a", "b"]})
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
    assert b"".join(write_csv(rows())).decode() == ",".join(HEADER) + "\r\n"
    assert json_of(rows())["projects"] == []


def test_comes_by_id_or_in_the_order_that_is_asked_for():
    later, sooner = ProjectFactory(title_fi="Ö", title_key="ö"), ProjectFactory(title_fi="A", title_key="a")
    reindex()
    assert [row["id"] for row in table_of(write_csv(rows()))] == [str(later.pk), str(sooner.pk)]
    assert [row["id"] for row in table_of(write_csv(rows("title")))] == [str(sooner.pk), str(later.pk)]


def test_holds_the_chosen_ones_only_and_none_that_was_hidden_meanwhile():
    chosen, hidden = ProjectFactory(applicant_kind="parish"), ProjectFactory(applicant_kind="parish")
    ProjectFactory(applicant_kind="company")
    reindex()
    parishes = rows(applicant=["parish"])
    type(hidden).objects.filter(pk=hidden.pk).update(is_published=False)
    assert [row["id"] for row in table_of(write_csv(parishes))] == [str(chosen.pk)]


def test_takes_one_statement_for_thousands(django_assert_num_queries):
    ProjectFactory.create_batch(30)
    reindex()
    found = rows()
    with django_assert_num_queries(1):
        assert len(table_of(write_csv(found))) == 30


@pytest.mark.parametrize("text", ["=1+1", "+358", "-2", "@SUM(A1)", "<a & b>", " väli ", "rivi\nrivi", "\tsarkain"])
def test_text_in_a_workbook_is_never_a_formula_and_stays_as_it_is(text):
    cell = text_cell(text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_workbook_leaves_out_what_xml_cannot_hold():
    assert text_cell("a\x00b\x1b\ufffec").value == "abc"


def test_a_text_longer_than_a_cell_of_a_workbook_is_cut():
    assert len(text_cell("ä" * 40_000).value) == 32_767


def test_a_flag_and_a_code_are_text_in_a_workbook():
    row = dict.fromkeys(HEADER) | {"id": 7, "municipalities": ["005", "091"], "funding_is_approximate": False}
    sheet = workbook_of([row]).worksheets[0]
    cells = dict(zip(HEADER, [cell.value for cell in sheet[2]], strict=False))
    assert (cells["id"], cells["municipalities"], cells["funding_is_approximate"]) == ("7", "005;091", "no")


def test_the_header_of_a_workbook_stays_in_sight():
    book = workbook_of(rows())
    assert len(book.sheetnames) == 2
    assert book.worksheets[0].freeze_panes == "A2"
    assert [cell.value for cell in book.worksheets[0][1]] == HEADER


@pytest.mark.parametrize("write", [write_csv, lambda rows: write_json(rows, {})])
def test_bytes_leave_before_the_last_row_is_read(write):
    endless = (dict.fromkeys(HEADER) | {"id": number, "partners": []} for number in count())
    assert sum(map(len, islice(write(endless), 5))) > 10_000
