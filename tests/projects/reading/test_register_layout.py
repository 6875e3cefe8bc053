"""Rows of the project register's cards: labels and values in Finnish and Swedish, each for itself."""

from datetime import date

from projects.imports.parsing.file_parser import read_file
from tests.projects.reading.files import csv_file, draft_of, drafts_of

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
    return draft_of([list(row), list(row.values())])


def test_reads_a_finnish_card():
    draft = read(FINNISH)
    assert (draft.number, draft.titles, draft.applicant_kind) == (
        "268124", {"fi": "Mallisuon luontopolku"}, "association",
    )  # fmt: skip
    assert (draft.starts, draft.ends, draft.period) == (date(2017, 5, 8), date(2020, 5, 12), "2014-2020")
    assert (draft.group_name, draft.place_names) == ("Mallin Leader ry", ["RAUMA"])
    assert (draft.decision, draft.source_state, draft.measure) == ("decided", "Käynnissä", "Kehittämishanke")
    assert (draft.problems, draft.remarks) == ([], [])


def test_never_makes_money_of_a_percentage():
    assert read(FINNISH).money == {}


def test_reads_a_swedish_card_with_finnish_values():
    draft = read(SWEDISH)
    assert draft.titles == {"sv": "Naturstig i Mallkärr"}
    assert list(draft.summaries) == ["sv"]
    assert (draft.period, draft.starts, draft.ends) == ("2023-2027", None, date(2025, 8, 30))
    assert draft.problems == []


def test_keeps_a_text_under_its_own_language_and_marks_the_guess():
    swedish = "Projektet bygger en stig och ett vindskydd för byns invånare."
    draft = read(FINNISH | {"Hankkeen nimi": "Naturstig", "Julkinen hankekuvaus": swedish})
    assert (draft.titles, draft.summaries) == ({"sv": "Naturstig"}, {"sv": swedish})
    assert draft.remarks == ["The language of the title was guessed: Swedish."]


def test_leaves_out_what_is_not_a_leader_project():
    for no in ("ei", "Nej", "e"):
        assert read(FINNISH | {"Onko kyseessä Leader-hanke?": no}).problems == ["Not a Leader project."]
    assert "does not say" in read(FINNISH | {"Onko kyseessä Leader-hanke?": ""}).remarks[0]


def test_reads_measure_and_number_from_the_head_of_a_card():
    draft = read(FINNISH | {"Hankenumero": "Investointihanke - 268124", "Toimenpide": ""})
    assert (draft.number, draft.measure) == ("268124", "Investointihanke")


def test_takes_the_full_summary_and_the_surest_measure():
    row = FINNISH | {"Alatoimenpide": "7.4 Maaseudun palvelut", "Hankkeen yhteenveto": "Lyhyt"}
    draft = read(row)
    assert draft.measure == "Kehittämishanke"
    assert draft.summaries == {"fi": FINNISH["Julkinen hankekuvaus"]}


def test_is_known_as_the_register_whatever_the_order_of_columns():
    backwards = dict(reversed(FINNISH.items()))
    reading = read_file(csv_file([list(backwards), list(backwards.values())], ","), "x.csv")
    assert reading.layout == "register"
    assert next(reading.drafts()).titles == {"fi": "Mallisuon luontopolku"}
    assert len(drafts_of([list(backwards), *[list(backwards.values())] * 3])) == 3
