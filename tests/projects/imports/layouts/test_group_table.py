"""A Leader group's own table: year headings, several municipalities in a cell, sums whose stage is not stated."""

from datetime import date
from decimal import Decimal

from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import cells, csv_file, parsed_row_of, parsed_rows_of

FINNISH = ["HANKKEEN NIMI", "HAKIJA", "PAIKKAKUNTA", "JULKINEN RAHOITUS", "TUKI %", "HANKKEEN KUVAUS"]
SWEDISH = ["PROJEKTETS NAMN", "SÖKANDE", "ORT", "OFFENTLIG FINANSIERING", "STÖD %", "PROJEKTBESKRIVNING", "ÅR"]
ROW = [
    "Kylätalo kuntoon",
    "Mallikylän kyläyhdistys ry",
    "Parainen,\nKemiönsaari",
    "27 003,20 €",
    "70",
    "Talo korjataan.",
]


def test_reads_the_finnish_table():
    parsed = parsed_row_of([FINNISH, ROW])
    assert parsed.place_names == ["Parainen", "Kemiönsaari"]
    assert parsed.money == {"announced": {"public_eur": Decimal("27003.20")}}
    assert (parsed.decision, parsed.kind, parsed.problems, parsed.warnings) == ("unknown", "", [], [])


def test_reads_the_swedish_table():
    row = [
        "Byagården i skick",
        "Mallby ungdoms\u00adförbund rf",
        "Pargas\nKimitoön",
        "27003,20 €",
        "70 %",
        "Huset renoveras.",
        "2016",
    ]
    parsed = parsed_row_of([SWEDISH, row])
    assert (parsed.titles, parsed.applicant) == ({"sv": "Byagården i skick"}, "Mallby ungdomsförbund rf")
    assert parsed.place_names == ["Pargas", "Kimitoön"]
    assert (parsed.starts, parsed.starts_precision, parsed.ends) == (date(2016, 1, 1), "year", None)


def test_rows_take_year_and_section_from_the_headings_above():
    rows = [
        FINNISH,
        ["2015"],
        ["Kehittämishankkeet"],
        ROW,
        ["Vuosi 2016"],
        FINNISH,
        ROW,
        ["Yhteensä", "", "", "54 006,40"],
    ]
    first, second = parsed_rows_of(rows)
    assert (first.line, first.starts, first.measure) == (4, date(2015, 1, 1), "Kehittämishankkeet")
    assert second.starts == date(2016, 1, 1)
    assert first.warnings == ["Only a year is given, 2015; it is taken as the start."]


def test_goes_on_below_a_subtotal_where_the_next_year_begins():
    rows = [FINNISH, ["2015"], ROW, ["Yhteensä", "", "", "27 003,20 €"], ["2016"], ROW]
    assert [parsed.starts.year for parsed in parsed_rows_of(rows)] == [2015, 2016]


def test_reports_other_headings_instead_of_taking_them_for_projects():
    heading, project = parsed_rows_of([FINNISH, ["Rauma"], ROW])
    assert heading.problems == ["Only one cell is filled: a heading, not a project."]
    assert project.problems == []


def test_keeps_stages_and_sources_of_money_apart():
    parsed = parsed_row_of(
        cells(**{
            "Myönnetty tuki": "1 000,00", "Maksettu tuki": "900,00", "Kokonaiskustannukset": "2 000,00",
            "Omarahoitus": "noin 1 000,00",
        })
    )  # fmt: skip
    assert parsed.money == {
        "granted": {"public_eur": 1000},
        "paid": {"public_eur": 900},
        "announced": {"total_eur": 2000, "private_eur": 1000},
    }
    assert parsed.is_money_approximate


def test_remarks_on_sums_that_do_not_fit():
    more, zero = parsed_row_of(cells(Kokonaiskustannukset="5", Julkinen="10")), parsed_row_of(cells(Julkinen="0"))
    assert "more than the total cost" in more.warnings[0]
    assert "0 €" in zero.warnings[0]


def test_distinguishes_endorsed_from_decided_and_refused():
    assert parsed_row_of(cells(Päätös="Hallitus puolsi")).decision == "endorsed"
    assert parsed_row_of(cells(Beslut="beviljat")).decision == "decided"
    assert "turned down" in parsed_row_of(cells(Päätös="Hylätty")).problems[0]
    assert "not understood" in parsed_row_of(cells(Päätös="pöydällä")).warnings[0]


def test_knows_theme_projects_and_their_parts():
    parsed = parsed_row_of(cells(Teemahanke="kyllä", Hankenumero="10"))
    assert (parsed.kind, parsed.problems) == ("theme", [])
    part = parsed_row_of(cells(**{"Teemahankkeen numero": "10", "Hankenumero": "10"}))
    assert part.problems == ["The project is named as its own theme project."]


def test_names_the_headings_that_are_not_used():
    assert read_file(csv_file([FINNISH, ROW]), "x.csv").unmapped == ["TUKI %"]


def test_takes_only_web_addresses_for_pages():
    assert parsed_row_of(cells(Linkki="https://kyla.example/talo")).source_url == "https://kyla.example/talo"
    for bad in ("javascript:alert(1)", "kylä", "http://[", "ftp://kyla.example"):
        parsed = parsed_row_of(cells(Linkki=bad))
        assert (parsed.source_url, len(parsed.warnings)) == ("", 1)
