"""A text that looks like a formula is guarded in a table, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.exports.escaping import FORMULA_SIGNS, guard_formula, unguard_formula


@pytest.mark.parametrize("text", ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_formula_gets_an_apostrophe(text):
    assert guard_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kylätalo", "'Vanha' kylätalo", "1-2", "005", " =1"])
def test_other_text_stays(text):
    assert guard_formula(text) == unguard_formula(text) == text


@given(st.text(st.sampled_from([*FORMULA_SIGNS, "'", "a", "ä"])))
def test_comes_back_as_it_was(text):
    cell = guard_formula(text)
    assert unguard_formula(cell) == text
    assert not cell.startswith(tuple(FORMULA_SIGNS))
