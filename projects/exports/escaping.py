"""Text that a file format would misread, made safe on the way out and restored on the way in.

A spreadsheet runs a cell that begins with one of FORMULA_SIGNS, no matter who wrote it. An apostrophe before it makes
it text again. A text that already begins with apostrophes and such a sign gets one more, so that it can be restored.
"""

import re

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
_LOOKS_LIKE_FORMULA = re.compile(f"'*[{re.escape(FORMULA_SIGNS)}]")
_MAY_BEGIN_FORMULA = frozenset(FORMULA_SIGNS + "'")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 has no way to write these


def guard_formula(text: str) -> str:
    """Return a text as it may stand in a cell: with an apostrophe before it where it looks like a formula."""
    # Nearly every text fails the first test, which costs a fraction of the second.
    return f"'{text}" if text[:1] in _MAY_BEGIN_FORMULA and _LOOKS_LIKE_FORMULA.match(text) else text


def unguard_formula(cell: str) -> str:
    """Return the text that guard_formula() made the cell of."""
    return cell[1:] if cell.startswith("'") and _LOOKS_LIKE_FORMULA.match(cell) else cell


def xml_text(text: str) -> str:
    """Return a text without the characters that no XML document can hold."""
    return _NOT_IN_XML.sub("", text)
