"""Contact persons, e-mail addresses and phones are dropped, from the raw row too."""

from projects.imports.parsing.file_parser import read_file
from tests.projects.imports.files import cells, csv_file, parsed_row_of


def test_drops_columns_of_contacts_by_their_heading():
    rows = cells(
        **{"Yhteyshenkilö": "Maija Malli", "Puh.": "1", "Sähköposti": "x", "Kontaktperson": "M", "Katuosoite": "T 1"}
    )
    reading = read_file(csv_file(rows), "x.csv")
    (parsed,) = reading.rows()
    assert reading.private == ["Yhteyshenkilö", "Puh.", "Sähköposti", "Kontaktperson", "Katuosoite"]
    assert set(parsed.raw) == {"Hankkeen nimi", "Hakija"}


def test_drops_unknown_columns_whose_cells_are_contacts():
    rows = [
        ["Hankkeen nimi", "Hakija", "A", "B", "Y-tunnus"],
        ["Laituri", "Malli ry", "a@malli.example", "040 123 4567", "0116480-8"],
    ]
    assert set(parsed_row_of(rows).raw) == {"Hankkeen nimi", "Hakija", "Y-tunnus"}


def test_empties_single_cells_with_an_address():
    rows = [
        ["Hankkeen nimi", "Hakija", "Huom"],
        *[["Laituri", "Malli ry", "ok"]] * 3,
        ["Laavu", "Malli ry", "a@malli.example"],
    ]
    *_others, last = read_file(csv_file(rows), "x.csv").rows()
    assert last.raw["Huom"] == ""


def test_cuts_contacts_out_of_summaries():
    text = "Laituri korjataan 1.8.2020 ja 05 2019. YHTEYSHENKILÖ: Maija Malli, P. 040 123 4567\nHei! a@malli.example"
    parsed = parsed_row_of(cells(Kuvaus=text))
    assert parsed.summaries == {"fi": "Laituri korjataan 1.8.2020 ja 05 2019. \nHei!"}
    assert "Maija" not in str(parsed.raw)
    assert "contact persons" in parsed.warnings[0]
