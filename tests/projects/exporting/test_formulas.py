"""A text that looks like a formula is told apart in a table, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.exports.formulas import SIGNS, guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kylätalo", "'Vanha' kylätalo", "1-2", "005", " =1"])
def test_other_text_stays(text):
    assert guarded(text) == unguarded(text) == text


@given(st.text(st.sampled_from([*SIGNS, "'", "a", "ä"])))
def test_comes_back_as_it_was(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(tuple(SIGNS))
