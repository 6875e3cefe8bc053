"""Cells become readable text; paragraphs stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.imports.parsing.text import clean_line, clean_text, split_names
from projects.imports.parsing.vocabulary import language_of, period_of, yes_or_no
from tests.projects.imports.files import cells, parsed_row_of


def test_cleans_tags_entities_and_invisible_signs():
    assert clean_line(" Kylä\u00adtalo&nbsp;<b>kuntoon</b>\u200b \n 2 ") == "Kylätalo kuntoon 2"
    assert clean_line("a < b & c > d") == "a < b & c > d"


def test_keeps_paragraphs():
    assert clean_text("<p>Yksi</p><p>kaksi<br>kolme</p>\r\n\r\n\r\n\r\nneljä ") == "Yksi\n\nkaksi\nkolme\n\nneljä"


def test_quickly_past_hostile_markup():
    assert clean_text("<a" * 60_000)
    assert clean_text("<!--" * 30_000)


@given(st.text())
def test_cleaned_text_is_printable_and_stays_as_it_is(text):
    once = clean_text(clean_text(text))
    assert "\x00" not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Parainen,\nKemiönsaari", ("Parainen", "Kemiönsaari")),
        ("Pargas\nKimitoön", ("Pargas", "Kimitoön")),
        ("RAUMA", ("RAUMA",)),
        ("Rauma, Eura ja Säkylä", ("Rauma", "Eura", "Säkylä")),
        ("Pargas och Kimitoön; Pargas", ("Pargas", "Kimitoön")),
        ("Rauma|Eura", ("Rauma", "Eura")),
        ("Maarianhamina - Mariehamn", ("Maarianhamina - Mariehamn",)),
        ("-", ()),
    ],
)
def test_splits_the_names_in_a_cell(cell, names):
    assert split_names(cell) == names


def test_a_text_in_the_column_of_places_is_reported():
    assert "names in one cell" in parsed_row_of(cells(Kunta=",".join(map(str, range(100, 200))))).problems[0]


def test_reads_yes_and_no_in_three_languages():
    assert all(yes_or_no(word) for word in ("kyllä", "K", "x", "1", "Ja", "Yes"))
    assert [yes_or_no(word) for word in ("ei", "e", "Nej", "No", "0")] == [False] * 5
    assert yes_or_no("ehkä") is None


@pytest.mark.parametrize(
    ("programme", "period"),
    [
        ("Manner-Suomen maaseudun kehittämisohjelma 2014–2020 (siirtymäkausi 2021–2022)", "2014-2020"),
        ("Manner-Suomen maaseudun kehittämisohjelma 2014 - 2020", "2014-2020"),
        ("Euroopan maaseuturahasto 2023–2027", "2023-2027"),
        ("Leader", ""),
    ],
)
def test_finds_the_period_of_a_programme(programme, period):
    assert period_of(programme) == period


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kylätalon kunnostaminen", "fi"),
        ("Hanke ja sen tulokset", "fi"),
        ("Byagården får ny värme och nya fönster", "sv"),
        ("Development of the village", "en"),
        ("Silmu", ""),
    ],
)
def test_guesses_a_language_only_where_something_shows_it(text, language):
    assert language_of(text) == language
