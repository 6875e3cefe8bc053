"""A file that is no table as a whole is refused with a sentence that says why."""

import io
import zipfile

import pytest

from projects.imports.errors import ImportFileError
from projects.imports.parsing.file_parser import read_file
from tests.projects.reading.files import csv_file, xlsx_file


def reason_for(content, name="hankkeet.csv"):
    with pytest.raises(ImportFileError) as refused:
        list(read_file(io.BytesIO(content), name).drafts())
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
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked Excel"),
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


def test_refuses_a_spreadsheet_with_entities_in_its_xml():
    good = xlsx_file([["Hankkeen nimi", "Hakija"], ["Laituri", "Malli ry"]])
    bad = io.BytesIO()
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(bad, "w") as copy:
        for entry in archive.infolist():
            data = archive.read(entry)
            if "sheet1" in entry.filename:
                data = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + data
            copy.writestr(entry, data)
    assert "damaged" in reason_for(bad.getvalue())


@pytest.mark.parametrize("width", [201, 5000])
def test_refuses_more_than_200_columns(width):
    header = ["Hankkeen nimi", "Hakija", *(f"Sarake {number}" for number in range(width - 2))]
    assert "201 columns" in reason_for(xlsx_file([header]).getvalue())
    assert f"{width} columns" in reason_for(csv_file([header]).getvalue())


def test_reads_200_columns():
    header = ["Hankkeen nimi", "Hakija", *(f"Sarake {number}" for number in range(198))]
    assert len(read_file(csv_file([header]), "x.csv").headers) == 200
