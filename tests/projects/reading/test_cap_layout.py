"""CAP beneficiaries: payments by financial year, LEADER by its code, no natural persons."""

from datetime import date
from decimal import Decimal

from tests.projects.reading.files import draft_of

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
    return draft_of([list(row), list(row.values())])


def test_a_payment_is_never_a_grant():
    draft = read()
    assert draft.money == {"paid": {"public_eur": Decimal("1000.50")}}
    assert (draft.financial_year, draft.starts, draft.problems) == (2024, date(2024, 1, 1), [])


def test_reads_the_financial_year_as_it_is_written_out():
    assert read(Varainhoitovuosi="16.10.2023–15.10.2024").financial_year == 2024


def test_the_municipality_of_taxation_is_the_applicants_and_not_where_it_happens():
    draft = read()
    assert (draft.applicant_place, draft.place_names) == ("Kainuu", [])


def test_keeps_leader_by_its_code():
    for code in ("LEADER", "77", "19.2", "M19"):
        assert read(**{"Toimenpiteen koodi": code}).problems == []
    for code in ("10.1", "ECO-177", "V.1"):
        assert "not LEADER" in read(**{"Toimenpiteen koodi": code}).problems[0]
    assert "cannot be known as LEADER" in read(**{"Toimenpiteen koodi": ""}).problems[0]


def test_nothing_is_kept_of_a_name_that_is_not_surely_an_organisations():
    for name in ("Meikäläinen Maija", "Malli Matti Johannes", "Tuntematon Sukunimi"):
        draft = read(**{"Tuensaajan nimi": name})
        assert (draft.is_person, draft.raw, draft.applicant, draft.titles, draft.money) == (True, {}, "", {}, {})
