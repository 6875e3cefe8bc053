"""CAP beneficiaries: payments by financial year, LEADER by its code, no natural persons."""

from datetime import date
from decimal import Decimal

from tests.projects.imports.files import parsed_row_of

HEADER = (
    "Varainhoitovuosi;Tuensaajan nimi;Emoyrityksen nimi;Verotuskunta;Toimenpiteen koodi;Toimenpiteen erityistavoite;"
    "Alkupvm;Loppupvm;Maataloustukirahasto;Maaseuturahasto;Yhteensä"
).split(";")
ROW = [
    "2024",
    "Mallikylän kyläyhdistys ry",
    "",
    "Kainuu",
    "LEADER",
    "SO8",
    "1.1.2024",
    "31.12.2025",
    "",
    "800,00",
    "1 000,50",
]


def read(**changes):
    row = dict(zip(HEADER, ROW, strict=True)) | changes
    return parsed_row_of([list(row), list(row.values())])


def test_a_payment_is_never_a_grant():
    parsed = read()
    assert parsed.money == {"paid": {"public_eur": Decimal("1000.50")}}
    assert (parsed.financial_year, parsed.starts, parsed.problems) == (2024, date(2024, 1, 1), [])


def test_reads_the_financial_year_as_it_is_written_out():
    assert read(Varainhoitovuosi="16.10.2023–15.10.2024").financial_year == 2024


def test_the_municipality_of_taxation_is_the_applicants_and_not_where_it_happens():
    parsed = read()
    assert (parsed.applicant_place, parsed.place_names) == ("Kainuu", [])


def test_keeps_leader_by_its_code():
    for code in ("LEADER", "77", "19.2", "M19"):
        assert read(**{"Toimenpiteen koodi": code}).problems == []
    for code in ("10.1", "10.19", "ECO-177", "V.1"):
        assert "not LEADER" in read(**{"Toimenpiteen koodi": code}).problems[0]
    assert "cannot be known as LEADER" in read(**{"Toimenpiteen koodi": ""}).problems[0]


def test_nothing_is_kept_of_a_name_that_is_not_surely_an_organisations():
    for name in ("Meikäläinen Maija", "Malli Matti Johannes", "Tuntematon Sukunimi"):
        parsed = read(**{"Tuensaajan nimi": name})
        assert (parsed.is_person, parsed.raw, parsed.applicant, parsed.titles, parsed.money) == (True, {}, "", {}, {})


WITHOUT_CODES = (
    "Varainhoitovuosi;Tuensaaja;Emoyhtiö;ALV-tunnus;Kunta;Toimenpide;Erityistavoite;Alkupvm;Loppupvm;"
    "Maataloustukirahasto;Maaseuturahasto;Yhteensä"
).split(";")


def read_without_codes(
    measure="19.2 Leader-toimintaryhmien hankkeet", name="Mallikylän kyläyhdistys ry", headings=WITHOUT_CODES
):
    row = ["2024", name, "", "", "Kainuu", measure, "SO8", "1.1.2024", "31.12.2025", "", "800,00", "1 000,50"]
    return parsed_row_of([headings, row])


def test_without_a_column_of_codes_leader_is_known_by_the_measure():
    for measure in ("LEADER", "19.2 Leader-toimintaryhmien hankkeet", "77 Yhteistyö", "Artikla 77", "M19"):
        assert read_without_codes(measure).problems == [], measure
    for measure in ("Ekojärjestelmä 77", "10.19 Ympäristö", "Perustulotuki"):
        assert "not LEADER" in read_without_codes(measure).problems[0]
    assert "cannot be known as LEADER" in read_without_codes("").problems[0]


def test_a_row_without_a_projects_name_goes_by_its_measure_and_says_so():
    parsed = read_without_codes()
    assert parsed.titles == {"fi": "19.2 Leader-toimintaryhmien hankkeet"}
    assert parsed.summaries == {"fi": "SO8"}
    assert (parsed.money, parsed.financial_year) == ({"paid": {"public_eur": Decimal("1000.50")}}, 2024)
    assert "the measure stands as the title" in parsed.warnings[0]
    assert read().titles == {"fi": "LEADER"}  # with codes only, the code


def test_the_name_of_the_project_is_the_title_where_the_file_has_one():
    parsed = read_without_codes(headings=["Hankkeen nimi" if name == "Emoyhtiö" else name for name in WITHOUT_CODES])
    assert "the measure stands" in parsed.warnings[0]  # the cell is empty
    row = dict(zip(HEADER, ROW, strict=True)) | {"Toimen nimi": "Kylätalon katto"}
    named = parsed_row_of([list(row), list(row.values())])
    assert (named.titles, named.warnings) == ({"fi": "Kylätalon katto"}, [])


def test_swedish_headings_are_the_same_file():
    headings = (
        "Budgetår;Stödmottagare;Moderbolag;Momsnummer;Kommun;Åtgärd;Specifikt mål;Startdatum;Slutdatum;"
        "Garantifonden;Landsbygdsfonden;Sammanlagt"
    ).split(";")
    parsed = read_without_codes("19.2 Genomförande av lokala strategier", "Mallby byaråd rf", headings)
    assert (parsed.problems, parsed.titles) == ([], {"sv": "19.2 Genomförande av lokala strategier"})


def test_both_days_may_stand_in_one_column():
    row = dict(zip(HEADER, ROW, strict=True)) | {"Toimen alkamis- ja päättymispäivä": "1.2.2024–30.6.2025"}
    del row["Alkupvm"], row["Loppupvm"]
    parsed = parsed_row_of([list(row), list(row.values())])
    assert (parsed.starts, parsed.ends) == (date(2024, 2, 1), date(2025, 6, 30))


def test_a_row_whose_name_is_not_published_is_no_project():
    assert read_without_codes(name="").problems == ["The row does not name a beneficiary."]


def test_nothing_is_kept_of_a_person_without_codes_either():
    parsed = read_without_codes(name="Meikäläinen Maija")
    assert (parsed.is_person, parsed.raw, parsed.titles) == (True, {}, {})
