"""Rows of several sheets are loaded as one file, and each says on which sheet it stood."""

import csv
from io import StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from projects.models import ImportRow, Project
from tests.factories import ProjectSourceFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

HEADER = ["Hankenumero", "Hankkeen nimi", "Hakija", "Alkaa", "Päättyy"]
GOOD = ["1", "Laavu", "Mallikylän kyläyhdistys ry", "1.8.2020", "1.8.2021"]
ENDS_FIRST = ["2", "Laituri", "Mallikylän kyläyhdistys ry", "1.8.2020", "1.8.2019"]
OTHER_WITH_ITS_NUMBER = ["1", "Silta", "Toinen ry", "", ""]


@pytest.fixture
def workbook(tmp_path):
    """The path of a workbook of three sheets, two of which have projects."""
    book = openpyxl.Workbook()
    book.active.title = "Ohje"
    book.active.append(["Täytä taulukot"])
    for name, rows in (("2016", [GOOD]), ("2017", [ENDS_FIRST, OTHER_WITH_ITS_NUMBER])):
        sheet = book.create_sheet(name)
        for cells in [HEADER, *rows]:
            sheet.append(cells)
    book.save(tmp_path / "hankkeet.xlsx")
    return tmp_path / "hankkeet.xlsx"


def test_the_report_names_sheets_and_lines(workbook, tmp_path):
    ProjectSourceFactory(code="table")
    out, rejected = StringIO(), tmp_path / "rejected.csv"
    with override("en"):
        call_command("import_projects", workbook, source="table", rejected=rejected, stdout=out)
    said = out.getvalue()
    assert "Sheets: 2016, 2017." in said
    assert "Ohje" in said
    assert "sheet 2017, line 2: Laituri" in said
    assert "same number or id: Laavu, sheet 2016, line 2." in said
    assert Project.objects.get().title_fi == "Laavu"
    places = ImportRow.objects.order_by("pk").values_list("sheet", "line", "outcome")
    assert list(places) == [("2016", 2, "new"), ("2017", 2, "rejected"), ("2017", 3, "rejected")]
    rows = csv.DictReader(rejected.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert [row["rejected_line"] for row in rows] == ["2017: 2", "2017: 3"]


def test_the_admin_names_them_too(admin_client, workbook):
    source = ProjectSourceFactory()
    file = SimpleUploadedFile("hankkeet.xlsx", workbook.read_bytes())
    sent = admin_client.post(reverse("admin:projects_importrun_add"), {"file": file, "source": source.pk}, follow=True)
    page = Page(sent).text()
    for text in ("2016, 2017", "Ohje", "2016: 2"):
        assert text in page
    admin_client.post(sent.redirect_chain[-1][0], {"load": "1"})
    rows = Page(admin_client.get(reverse("admin:projects_importrow_changelist")))
    assert "2017: 3" in rows.texts("#result_list .field-line_label")
