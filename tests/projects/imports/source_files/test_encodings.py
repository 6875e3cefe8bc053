"""The encoding is known by the bytes, and damage in single lines stays theirs."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.imports.parsing.file_parser import read_file
from projects.imports.source_files.encoding import MAX_CONTROLS
from tests.projects.imports.files import csv_file, parsed_rows_of

HEADER = ["Hankkeen nimi", "Hakija", "Julkinen rahoitus"]
ROW = ["Kylätalo – ”Åkerö”", "Mallikylän kyläyhdistys ry", "1 000,50 €"]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-bom"), ("cp1252", "cp1252"), ("utf-16", "utf-16")]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_reads_letters_and_separators_of_any_office(encoding, name, separator):
    reading = read_file(csv_file([HEADER, ROW], separator, encoding), "x.csv")
    (parsed,) = reading.rows()
    assert (reading.encoding, reading.separator, reading.headers) == (name, separator, HEADER)
    assert list(parsed.raw.values()) == ROW
    assert parsed.problems == []


def test_never_takes_cp1252_for_latin_1():
    (parsed,) = parsed_rows_of(csv_file([HEADER, ["Lähikauppa", "Osuuskunta Malli", "1 000,50 €"]], encoding="cp1252"))
    assert parsed.raw["Julkinen rahoitus"] == "1 000,50 €"


def test_says_where_letters_that_cp1252_lacks_were_read_as_latin_1():
    file = io.BytesIO("Hankkeen nimi;Hakija\nLähiö\x81;Malli ry\nKylä;Malli ry\n".encode("latin-1"))
    first, second = parsed_rows_of(file)
    assert (first.titles, first.problems) == ({"fi": "Lähiö"}, [])
    assert "latin-1" in first.warnings[0]
    assert second.warnings == []


def test_a_line_in_another_encoding_is_rejected_alone():
    lines = [
        b"Hankkeen nimi;Hakija\n",
        "Kylä;A ry\n".encode(),
        "Järvi;B ry\n".encode("cp1252"),
        "Ö;C ry\n".encode(),
    ]
    reading = read_file(io.BytesIO(b"".join(lines)), "x.csv")
    parsed_rows = list(reading.rows())
    assert reading.is_mixed
    assert [bool(parsed.problems) for parsed in parsed_rows] == [False, True, False]
    assert parsed_rows[1].line == 3
    parsed_rows[1].raw["Hankkeen nimi"].encode("utf-8")  # can be stored


def test_utf_8_lines_in_a_cp1252_file_are_rejected_alone():
    lines = [b"Hankkeen nimi;Hakija\n", *["Kylä;A ry\n".encode("cp1252")] * 3, "Järvi;B ry\n".encode()]
    parsed_rows = parsed_rows_of(io.BytesIO(b"".join(lines)))
    assert [bool(parsed.problems) for parsed in parsed_rows] == [False, False, False, True]


@pytest.mark.parametrize("title", ["JÃ¤rvi", "KylÃ¤talo", "50 â‚¬", "J\\u00e4rvi", "J\ufffdrvi", "Jä\x00rvi"])
def test_damaged_letters_are_reported_and_not_mended(title):
    (parsed,) = parsed_rows_of([["Hankkeen nimi", "Hakija"], [title, "Malli ry"]])
    assert parsed.problems
    assert "\x00" not in parsed.raw["Hankkeen nimi"]


def test_signs_that_the_register_lost_are_remarked_on():
    (parsed,) = parsed_rows_of([["Hankkeen nimi", "Hakija"], ["¿Osaava maaseutu¿", "Malli ry"]])
    assert (parsed.problems, len(parsed.warnings)) == ([], 1)


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_reads_back_every_text_in_utf_8(titles, encoding):
    rows = [["Hankkeen nimi", "Hakija"], *([title, "Mallikylän kyläyhdistys ry"] for title in titles)]
    parsed_rows = parsed_rows_of(csv_file(rows, encoding=encoding))
    assert [parsed.raw["Hankkeen nimi"] for parsed in parsed_rows] == titles


@given(st.binary(max_size=MAX_CONTROLS))
def test_any_bytes_below_a_header_are_rows_or_reported(tail):
    for parsed in parsed_rows_of(io.BytesIO(b"Hankkeen nimi;Hakija;Julkinen rahoitus\n" + tail)):
        "".join(parsed.raw.values()).encode("utf-8")
