"""A file that is no table as a whole is refused with a sentence that says why."""

import io
import zipfile

import pytest

from projects.imports.errors import ImportFileError
from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import csv_file, ods_cell, ods_file, ods_row, xlsx_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)  # how XLS files begin, and locked XLSX files


def reason_for(content, name="hankkeet.csv"):
    with pytest.raises(ImportFileError) as refused:
        list(read_file(io.BytesIO(content), name).rows())
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n \r\n", "is empty"),
        (b"<!DOCTYPE html><html><body>502 Bad Gateway", "web page"),
        (b'\n<?xml version="1.0"?>\n<html>', "web page"),
        (b"%PDF-1.7", "PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged or cut short"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"kissa;koira\nyksi;kaksi\n", "headings that are known. Its widest row begins: kissa, koira"),
        (b"PK\x03\x04nonsense", "damaged or cut short"),
    ],
)
def test_says_what_is_wrong(content, reason):
    assert reason in reason_for(content)


def test_refuses_a_spreadsheet_that_was_cut_short():
    content = xlsx_file([["Hankkeen nimi", "Hakija"], ["Laituri", "Malli ry"]]).getvalue()
    assert "damaged or cut short" in reason_for(content[: len(content) // 2])


def test_refuses_a_spreadsheet_whose_sheet_is_damaged_further_down():
    good = xlsx_file([["Hankkeen nimi", "Hakija"], *[["Laituri", "Malli ry"]] * 3000])
    bad = io.BytesIO()
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(bad, "w") as copy:
        for entry in archive.infolist():
            data = archive.read(entry)
            copy.writestr(entry, data[: len(data) // 2] if "sheet1" in entry.filename else data)
    assert "damaged or cut short" in reason_for(bad.getvalue())


def test_refuses_an_archive_that_unpacks_to_far_more():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    assert len(bomb.getvalue()) < 30_000
    assert "too large when unpacked" in reason_for(bomb.getvalue())


def test_refuses_an_archive_of_too_many_files():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(2001):
            archive.writestr(f"{number}.xml", "")
    assert "too large when unpacked" in reason_for(bomb.getvalue())


def test_refuses_an_archive_that_is_no_spreadsheet():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hankkeet.csv", "Hankkeen nimi;Hakija")
    assert "Unpack it" in reason_for(other.getvalue())


def test_never_expands_an_entity_of_its_xml():
    good = xlsx_file([["Hankkeen nimi", "Hakija"], ["Laituri", "Malli ry"]])
    bad = io.BytesIO()
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(bad, "w") as copy:
        for entry in archive.infolist():
            data = archive.read(entry)
            if b"Laituri" in data:
                data = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + data.replace(b"Laituri", b"&a;")
            copy.writestr(entry, data)
    assert "damaged" in reason_for(bad.getvalue())


@pytest.mark.parametrize("far", ["ZZ100000", "A1048576"])
def test_refuses_a_small_file_that_describes_a_huge_sheet(far):
    """A sheet is held in memory from its first to its last cell."""

    def change(workbook):
        workbook.active[far] = "x"
        workbook.active["ALL1"] = "x"

    content = xlsx_file([["Hankkeen nimi", "Hakija"], ["Laituri", "Malli ry"]], change).getvalue()
    assert len(content) < 10_000
    assert "too large when unpacked" in reason_for(content)


def test_refuses_an_ods_file_that_repeats_a_row_too_often():
    row = '<table:table-row table:number-rows-repeated="100000">' + ods_cell("x", repeated=500) + "</table:table-row>"
    assert "too large when unpacked" in reason_for(ods_file(row).getvalue())


def test_refuses_a_locked_ods_file():
    locked = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert "locked with a password" in reason_for(ods_file(ods_row("Laituri"), manifest=locked).getvalue())


@pytest.mark.parametrize("width", [201, 5000])
def test_refuses_more_than_200_columns(width):
    header = ["Hankkeen nimi", "Hakija", *(f"Sarake {number}" for number in range(width - 2))]
    assert "201 columns" in reason_for(xlsx_file([header]).getvalue())
    assert f"{width} columns" in reason_for(csv_file([header]).getvalue())


def test_reads_200_columns():
    header = ["Hankkeen nimi", "Hakija", *(f"Sarake {number}" for number in range(198))]
    assert len(read_file(csv_file([header]), "x.csv").headers) == 200
