"""What a person types is made comparable, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.normalise import clean, fold, match_key, ordering_key


@pytest.mark.parametrize(
    "text", ["", "  ", "\u200b\u200d", "\ufeff", "\x00\x07", "\u3164", "\u2800", "\u115f", "\ufe0f", "\u00ad"]
)
def test_what_shows_as_nothing_is_nothing(text):
    assert clean(text) == ""


def test_nul_and_control_characters_are_dropped_from_a_name():
    assert clean("Kuh\x00moi\x1bnen\u200b\r\n kunta") == "Kuhmoinen kunta"


@pytest.mark.parametrize("dash", ["-", "–", "—", "‐", " - ", " –"])
def test_all_dashes_are_one(dash):
    assert match_key(f"Keski{dash}Suomi") == "keski-suomi"


@pytest.mark.parametrize("apostrophe", ["'", "’", "´", "`"])
def test_all_apostrophes_are_one(apostrophe):
    assert match_key(f"Veej{apostrophe}jakaja") == "veej'jakaja"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Äänekoski", "aanekoski"), ("ÅLAND", "aland"), ("Soađegilli", "soadegilli"), ("S:t Michel", "s t michel")],
)
def test_folding_leaves_plain_letters(text, folded):
    assert fold(text) == folded


def test_letters_after_z_come_in_the_finnish_order():
    names = ["Öland", "Äänekoski", "Åland", "Zürich", "Akaa", "Aura"]
    assert sorted(names, key=ordering_key) == ["Akaa", "Aura", "Zürich", "Åland", "Äänekoski", "Öland"]


@given(st.text())
def test_any_text_has_its_keys(text):
    for comparable in (clean, match_key, fold, ordering_key):
        assert "\x00" not in comparable(text)
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
