"""360Giving in its spreadsheet form."""

from decimal import Decimal

from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import csv_file, parsed_row_of

GRANT = {
    "Identifier": "360G-malli-00123",
    "title ": "Community hall",
    "Description": "The association repairs the hall for the people of the village.",
    "Currency": "EUR",
    "Amount Applied For": "12000",
    "Amount Awarded": "10000.50",
    "Award Date": "2024-03-01",
    "Planned Dates:0:Start Date": "2024-04-01",
    "Planned Dates:0:End Date": "2025-03-31",
    "Recipient Org:Identifier": "FI-PRO-0000000-0",
    "Recipient Org:Name": "Mallikylän kyläyhdistys ry",
    "Beneficiary Location:0:Name": "Rauma",
    "Beneficiary Location:1:Name": "Säkylä",
    "Funding Org:Name": "Mallin Leader ry",
}


def read(**changes):
    row = GRANT | changes
    return parsed_row_of(csv_file([list(row), list(row.values())], ",", "cp1252"))


def test_reads_a_grant():
    parsed = read()
    assert (parsed.source_key, parsed.group_name) == ("360G-malli-00123", "Mallin Leader ry")
    assert parsed.money == {"granted": {"public_eur": Decimal("10000.50")}, "planned": {"public_eur": 12000}}
    assert parsed.place_names == ["Rauma", "Säkylä"]
    assert (parsed.titles, parsed.problems) == ({"en": "Community hall"}, [])


def test_is_known_by_its_headings():
    assert read_file(csv_file([list(GRANT), list(GRANT.values())]), "x.csv").layout == "360giving"


def test_keeps_nothing_of_a_grant_to_a_person():
    parsed = read(**{"Recipient Org:Name": "", "Recipient Ind:Name": "Maija Malli"})
    assert (parsed.is_person, parsed.raw) == (True, {})
