"""Text that a spreadsheet would take for a formula: marked on the way out, unmarked on the way in.

A spreadsheet runs a cell that begins with one of these signs, whoever wrote the text. An apostrophe before it makes it
text again. A text that already begins with apostrophes and such a sign gets one more, so that the way back is sure.
"""

import re

SIGNS = "=+-@\t\r\n＝＋－＠"
_LOOKS_LIKE_ONE = re.compile(f"'*[{re.escape(SIGNS)}]")
_MAY_BEGIN_ONE = frozenset(SIGNS + "'")


def guarded(text):
    """Return a text as it may stand in a cell: with an apostrophe before it where it looks like a formula."""
    # Nearly every text fails the first test, which costs a fraction of the second.
    return f"'{text}" if text[:1] in _MAY_BEGIN_ONE and _LOOKS_LIKE_ONE.match(text) else text


def unguarded(cell):
    """Return the text that guarded() made the cell of."""
    return cell[1:] if cell.startswith("'") and _LOOKS_LIKE_ONE.match(cell) else cell
