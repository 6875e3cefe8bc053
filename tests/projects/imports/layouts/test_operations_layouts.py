"""Kohesio and lists of operations: money of other funds, kept as activities."""

from datetime import date
from decimal import Decimal

from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import csv_file, parsed_row_of

KOHESIO = {
    "Operation_Unique_Identifier": "https://linkedopendata.example/entity/Q1",
    "Operation_Name_English": "Model village",
    "Operation_Name_Programme_Language": "Mallikylä",
    "Operation_Start_Date": "01/08/2020",
    "Operation_End_Date": "2022-12-31",
    "Total_Eligible_Expenditure_amount": "337478.4",
    "Total_Eligible_Expenditure_Currency": "EUR",
    "Project_EU_Budget": "134991.36",
    "Beneficiary_Name": "Mallin kaupunki",
    "LAU_Labels": "Rauma|Säkylä",
    "NUTS3_Label": "Satakunta",
    "Programming_Period": "2014-2020",
    "Operation_Summary_Programme_Language": "<p>Hanke kehittää kylää.</p><p>Talo&nbsp;korjataan.</p>",
    "Operation_Summary_English": "The project develops the village.",
}
LIST = {
    "Tuensaajan nimi": "Mallin ammattikorkeakoulu Oy",
    "Toimen nimi": "Kylät verkossa",
    "Toimen alkamispäivä": "1.1.2024",
    "Toimen päättymispäivä": "31.12.2025",
    "Kokonaiskustannukset": "100 000,00",
    "Unionin osarahoitusaste": "60 %",
    "Sijainti": "Rauma",
}


def read(row, separator=","):
    return parsed_row_of(csv_file([list(row), list(row.values())], separator, "utf-8-sig"))


def test_reads_kohesio():
    parsed = read(KOHESIO)
    assert (parsed.source_key, parsed.number) == ("https://linkedopendata.example/entity/Q1", "")
    assert parsed.money == {"granted": {"total_eur": Decimal("337478.40"), "eu_eur": Decimal("134991.36")}}
    assert (parsed.starts, parsed.ends, parsed.period) == (date(2020, 8, 1), date(2022, 12, 31), "2014-2020")
    assert (parsed.place_names, parsed.region_name) == (["Rauma", "Säkylä"], "Satakunta")
    assert parsed.summaries == {"fi": "Hanke kehittää kylää.\n\nTalo korjataan."}
    assert (parsed.applicant_kind, parsed.problems) == ("municipality", [])


def test_drops_machine_translations_where_there_is_another_text():
    assert read(KOHESIO).titles == {"fi": "Mallikylä"}
    assert read(KOHESIO | {"Operation_Name_Programme_Language": ""}).titles == {"en": "Model village"}


def test_operations_are_activities_with_other_money():
    for parsed in (read(KOHESIO), read(LIST, ";")):
        assert parsed.kind == "activity"
        assert parsed.warnings[-1].startswith("Not Leader money")


def test_reports_money_that_is_not_in_euros():
    assert read(KOHESIO | {"Total_Eligible_Expenditure_Currency": "SEK"}).problems == [
        "The money is not in euros but “SEK”."
    ]


def test_reads_dumps_that_lack_columns():
    row = {name: KOHESIO[name] for name in list(KOHESIO)[:5]}
    assert read(row).problems == []


def test_reads_a_list_of_operations():
    reading = read_file(csv_file([list(LIST), list(LIST.values())]), "x.csv")
    (parsed,) = reading.rows()
    assert reading.layout == "operations"
    assert (parsed.titles, parsed.applicant_kind) == ({"fi": "Kylät verkossa"}, "company")
    assert parsed.money == {"granted": {"total_eur": 100_000}}
