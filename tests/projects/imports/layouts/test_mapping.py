"""A mapping file tells what the columns of any table are; what is wrong in it is named."""

import json

import pytest

from projects.imports.errors import ImportFileError
from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import csv_file

ROWS = [["Nimike", "Kuka", "Summa", "Muu"], ["Laituri", "Mallikylän kyläyhdistys ry", "3.000", "x"]]
MAPPING = {
    "columns": {"Nimike": "title_sv", "KUKA": "applicant", "Summa": "granted.public_eur", "Muu": ""},
    "decimal": ",",
    "source": "malli",
    "decision": "decided",
}


def read(mapping, rows=ROWS):
    return read_file(csv_file(rows), "x.csv", mapping)


@pytest.mark.parametrize("mapping", [MAPPING, json.dumps(MAPPING), json.dumps(MAPPING).encode()])
def test_reads_a_table_with_headings_of_its_own(mapping):
    reading = read(mapping)
    (parsed,) = reading.rows()
    assert (reading.layout, reading.source, reading.unmapped) == ("mapping", "malli", ["Muu"])
    assert (parsed.titles, parsed.decision) == ({"sv": "Laituri"}, "decided")
    assert parsed.money == {"granted": {"public_eur": 3000}}


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "needs “columns”"),
        ({"columns": {}}, "needs “columns”"),
        ({"columns": {"Nimike": "titel"}}, "“titel”, which does not exist. Near ones: title"),
        ({"columns": {"Nimike": 3}}, "“3”, which does not exist"),
        ({"columns": {"Kuka": "applicant"}}, "which column is the title"),
        (MAPPING | {"decimal": ";"}, "“decimal” must be one of: , ."),
        (MAPPING | {"source": 3}, "code of a source"),
        (MAPPING | {"colour": "red"}, "“colour”, which is not known"),
        (
            {"columns": {"Nimike": "title", "Kuka": "applicant", "Hakija": "group"}},
            "does not have the heading “Hakija”",
        ),
        ({"columns": {"A": "title", "B": "applicant"}}, "headings that are known"),
    ],
)
def test_names_what_is_wrong(mapping, reason):
    with pytest.raises(ImportFileError, match=reason.replace("(", r"\(").replace("{", r"\{")):
        read(mapping)
