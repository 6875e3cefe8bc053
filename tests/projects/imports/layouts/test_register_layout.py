"""Rows of the project register's cards: labels and values in Finnish and Swedish, each for itself."""

from datetime import date

from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import csv_file, parsed_row_of, parsed_rows_of

FINNISH = {
    "Hankenumero": "268124",
    "Hankkeen nimi": "Mallisuon luontopolku",
    "Hakija": "MALLIKYLÄN KYLÄYHDISTYS RY",
    "Julkinen hankekuvaus": "Hanke kunnostaa polun ja laavun kylän asukkaille.",
    "Ohjelma/Rahasto": "Manner-Suomen maaseudun kehittämisohjelma 2014 - 2020 (siirtymäkausi 2021–2022)",
    "Aloituspäivämäärä": "08.05.2017",
    "Loppumispäivämäärä": "12.05.2020",
    "Onko kyseessä Leader-hanke?": "kyllä",
    "Toimenpide": "Kehittämishanke",
    "Leader-ryhmä": "Mallin Leader ry",
    "Toteutuskunta": "RAUMA",
    "Tila": "Käynnissä",
    "Asiasanat": "kylät; luonto",
    "Julkisen rahoituksen osuus:": "50,00 %",
    "Yhteyshenkilöt": "Maija Malli, p. 040 123 4567",
}
SWEDISH = {
    "Projektnummer": "268124",
    "Projektets namn": "Naturstig i Mallkärr",
    "Sökande": "Mallby byaförening rf",
    "Offentlig projektbeskrivning": "Projektet bygger en stig och ett vindskydd för byns invånare.",
    "Program/Fond": "Euroopan maaseuturahasto 2023–2027",
    "Slutdatum": "30.08.2025",
    "Är det ett Leader-projekt?": "kyllä",
    "Åtgärd": "Utvecklingsprojekt",
    "Status": "Är igång",
}


def read(row):
    return parsed_row_of([list(row), list(row.values())])


def test_reads_a_finnish_card():
    parsed = read(FINNISH)
    assert (parsed.number, parsed.titles, parsed.applicant_kind) == (
        "268124", {"fi": "Mallisuon luontopolku"}, "association",
    )  # fmt: skip
    assert (parsed.starts, parsed.ends, parsed.period) == (date(2017, 5, 8), date(2020, 5, 12), "2014-2020")
    assert (parsed.group_name, parsed.place_names) == ("Mallin Leader ry", ["RAUMA"])
    assert (parsed.decision, parsed.source_state, parsed.measure) == ("decided", "Käynnissä", "Kehittämishanke")
    assert (parsed.problems, parsed.warnings) == ([], [])


def test_never_makes_money_of_a_percentage():
    assert read(FINNISH).money == {}


def test_reads_a_swedish_card_with_finnish_values():
    parsed = read(SWEDISH)
    assert parsed.titles == {"sv": "Naturstig i Mallkärr"}
    assert list(parsed.summaries) == ["sv"]
    assert (parsed.period, parsed.starts, parsed.ends) == ("2023-2027", None, date(2025, 8, 30))
    assert parsed.problems == []


def test_keeps_a_text_under_its_own_language_and_marks_the_guess():
    swedish = "Projektet bygger en stig och ett vindskydd för byns invånare."
    parsed = read(FINNISH | {"Hankkeen nimi": "Naturstig", "Julkinen hankekuvaus": swedish})
    assert (parsed.titles, parsed.summaries) == ({"sv": "Naturstig"}, {"sv": swedish})
    assert parsed.warnings == ["The language of the title was guessed: Swedish."]


def test_leaves_out_what_is_not_a_leader_project():
    for no in ("ei", "Nej", "e"):
        assert read(FINNISH | {"Onko kyseessä Leader-hanke?": no}).problems == ["Not a Leader project."]
    assert "does not say" in read(FINNISH | {"Onko kyseessä Leader-hanke?": ""}).warnings[0]


def test_reads_measure_and_number_from_the_head_of_a_card():
    parsed = read(FINNISH | {"Hankenumero": "Investointihanke - 268124", "Toimenpide": ""})
    assert (parsed.number, parsed.measure) == ("268124", "Investointihanke")


def test_takes_the_full_summary_and_the_surest_measure():
    row = FINNISH | {"Alatoimenpide": "7.4 Maaseudun palvelut", "Hankkeen yhteenveto": "Lyhyt"}
    parsed = read(row)
    assert parsed.measure == "Kehittämishanke"
    assert parsed.summaries == {"fi": FINNISH["Julkinen hankekuvaus"]}


def test_is_known_as_the_register_whatever_the_order_of_columns():
    backwards = dict(reversed(FINNISH.items()))
    reading = read_file(csv_file([list(backwards), list(backwards.values())], ","), "x.csv")
    assert reading.layout == "register"
    assert next(reading.rows()).titles == {"fi": "Mallisuon luontopolku"}
    assert len(parsed_rows_of([list(backwards), *[list(backwards.values())] * 3])) == 3
