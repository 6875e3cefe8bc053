"""What the product exported is read back: codes with their zeros, stages, guarded formulas, every column known."""

from datetime import date
from decimal import Decimal

from projects.exports.columns import COLUMNS
from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import csv_file, parsed_row_of

VALUES = {
    "id": "7", "number": "268124", "title_fi": "Kylätalo", "title_sv": "Byagård", "summary_fi": "'=talo\n\nkuntoon",
    "kind": "theme", "decision": "endorsed", "group": "malli-leader", "partners": "toinen-leader;kolmas-leader",
    "applicant": "Mallikylän kyläyhdistys ry", "applicant_kind": "association", "applicant_municipality": "5",
    "municipalities": "005;91", "region": "2", "theme": "culture", "programme": "maaseutu-2014", "period": "2014-2020",
    "starts": "2020-01-01", "starts_precision": "year", "ends": "2021-12-31", "ends_precision": "month",
    "funding_stage": "granted", "public_funding_eur": "1000.50", "eu_eur": "420.00", "total_eur": "2000.00",
    "funding_is_approximate": "yes", "theme_project": "100", "source": "malli", "source_key": "a-1",
    "source_url": "https://malli.example/1", "source_date": "2024-05-01", "address": "https://portal.example/7",
}  # fmt: skip


def read(**changes):
    values = VALUES | changes
    names = [column.name for column in COLUMNS]
    return parsed_row_of(csv_file([names, [values.get(name, "") for name in names]], ",", "utf-8-sig"))


def test_reads_back_every_column():
    parsed = read()
    assert parsed.problems == []
    assert (parsed.number, parsed.source, parsed.source_key) == ("268124", "malli", "a-1")
    assert parsed.titles == {"fi": "Kylätalo", "sv": "Byagård"}
    assert (parsed.kind, parsed.decision, parsed.applicant_kind) == ("theme", "endorsed", "association")
    assert (parsed.group_name, parsed.partner_names) == ("malli-leader", ["toinen-leader", "kolmas-leader"])
    assert (parsed.theme, parsed.programme, parsed.period) == ("culture", "maaseutu-2014", "2014-2020")
    assert (parsed.starts, parsed.starts_precision) == (date(2020, 1, 1), "year")
    assert (parsed.ends, parsed.ends_precision) == (date(2021, 12, 31), "month")
    assert parsed.money == {
        "granted": {"public_eur": Decimal("1000.50"), "eu_eur": Decimal(420), "total_eur": Decimal(2000)}
    }
    assert parsed.is_money_approximate
    assert (parsed.parent_number, parsed.source_date) == ("100", date(2024, 5, 1))


def test_gives_codes_back_the_zeros_that_a_spreadsheet_ate():
    parsed = read()
    assert (parsed.place_names, parsed.applicant_place, parsed.region_name) == (["005", "091"], "005", "02")


def test_takes_away_the_apostrophe_that_guards_a_formula():
    assert read().summaries == {"fi": "=talo\n\nkuntoon"}
    assert read(title_fi="'-kylä").titles["fi"] == "-kylä"
    assert read(title_fi="'90-luku").titles["fi"] == "'90-luku"


def test_reports_a_code_that_does_not_exist():
    assert "kind: “hanke” is not one of" in read(kind="hanke").problems[0]
    assert "starts_precision" in read(starts_precision="hour").problems[0]


def test_is_known_as_the_own_export():
    file = csv_file([[column.name for column in COLUMNS]])
    reading = read_file(file, "x.csv")
    assert (reading.layout, reading.unmapped) == ("own", ["id", "checked_on", "address"])
