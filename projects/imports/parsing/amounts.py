"""Sums as people write them: "27 003,20 €", "81 732,00 euroa", "52 338,00€.", "vajaat 51 000"."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.imports.errors import CellError
from projects.imports.source_files.rows import Cell

from .vocabulary import is_blank

MAX_EUR = Decimal(100_000_000)  # no Leader project comes near; a sum above it lacks its decimal sign

_SPACES = "\\s\u00a0\u2007\u2009\u202f"
_APPROXIMATE = re.compile(
    r"^(?:vajaat|vajaa|reilut|reilu|noin|n\.|arviolta|arvio|yli|alle|runsaat|runsas|lähes|cirka|ca\.?|omkring|ungefär"
    r"|knappt|knappa|drygt|dryga|över|about|approx\.?|approximately|circa|just under|a good|around|nearly|over|~|≈)"
    rf"(?=[{_SPACES}0-9])[{_SPACES}]*",
    re.IGNORECASE,
)
_UNIT = rf"(?:€|euroa|euron|euros|euro|eur|e)[{_SPACES}.,;:]*"
_UNIT_BEFORE = re.compile(rf"^(?:€|eur)[{_SPACES}]*", re.IGNORECASE)
_UNIT_AFTER = re.compile(rf"[{_SPACES}]*(?:[,:][-–—])?[{_SPACES}]*(?:{_UNIT})?[.;:,]*$", re.IGNORECASE)
_IN_WORDS = re.compile(r"milj|million|tuhat|tusen|thousand|\dM|M€|mn|\dk|k€|t€", re.IGNORECASE)
# Digits in threes apart from the first few, or no spaces at all: "5 000 600", never "70 000 51 000" or "12 34".
_DIGITS = re.compile(rf"(?:[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)(?:[.,][0-9]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_CENT = Decimal("0.01")


class Money(NamedTuple):
    """A sum in EUR, None when the cell does not state one; approximate when the cell says so."""

    eur: Decimal | None
    is_approximate: bool = False


def read_money(cell: Cell, decimal: str | None = None) -> Money:
    """Return the Money of a cell.

    decimal: "," or ".", the file's decimal sign, None where nothing in the file shows it. Raises CellError for what is
    no sum of euros, is negative or above MAX_EUR, uses the other decimal sign, or could be thousands as well as
    decimals ("3.000") and the file does not show which.
    """
    if not isinstance(cell, str):
        return Money(_within_bounds(_to_cents(str(cell), cell), cell))
    if is_blank(cell):
        return Money(None)
    digits, is_approximate = _digits(cell)
    if digits.startswith(("-", "−", "–")):
        raise CellError(_("“%(cell)s” is negative.") % {"cell": cell.strip()})
    if not _DIGITS.fullmatch(digits):
        message = _("“%(cell)s” is not a sum in euros.")
        if cell.lstrip().startswith("="):
            message = _("“%(cell)s” is a formula; save the value instead.")
        elif _IN_WORDS.search(cell):
            message = _("“%(cell)s” is written in words; write the sum in full, in euros.")
        raise CellError(message % {"cell": _short(cell)})
    sign = _sign_in(digits)
    if sign is AMBIGUOUS:
        sign = _resolved_sign(digits, decimal, cell)
    elif sign and decimal and sign != decimal:
        message = _("“%(cell)s” has “%(sign)s” as its decimal sign, the rest of the file “%(decimal)s”.")
        raise CellError(message % {"cell": cell.strip(), "sign": sign, "decimal": decimal})
    number = re.sub(rf"[{_SPACES}]", "", digits)
    whole, _mark, part = number.rpartition(sign) if sign and sign in number else (number, "", "")
    if not re.fullmatch(r"[0-9]+", whole) and not _GROUPED.fullmatch(whole):
        raise CellError(_("“%(cell)s” is not a sum in euros.") % {"cell": _short(cell)})
    text = re.sub(r"[.,]", "", whole) + (f".{part}" if part else "")
    return Money(_within_bounds(_to_cents(text, cell), cell), is_approximate)


AMBIGUOUS = "?"


def decimal_sign(cell: Cell) -> str | None:
    """Return the decimal sign that a cell proves, "," or "."; None when it proves nothing or is no sum."""
    if not isinstance(cell, str) or not cell:
        return None
    digits, _is_approximate = _digits(cell)
    sign = _sign_in(digits) if _DIGITS.fullmatch(digits) else None
    return None if sign is AMBIGUOUS else sign


def _digits(cell: str) -> tuple[str, bool]:
    """Return what is left of a cell without unit and words of approximation, and whether it had such words."""
    text = cell.strip()
    bare = _APPROXIMATE.sub("", text)
    bare = _UNIT_AFTER.sub("", _UNIT_BEFORE.sub("", bare), count=1)
    return bare.strip(), bare != text and bool(_APPROXIMATE.match(text))


def _sign_in(digits: str) -> str | None:
    """Return the decimal sign that a string of digits and marks proves, None without marks, or AMBIGUOUS."""
    marks = re.findall("[.,]", digits)
    if not marks:
        return None
    if len(set(marks)) > 1:
        return marks[-1]
    if len(marks) > 1:  # 1.234.567: thousands, so the other one is the decimal sign
        return "," if marks[0] == "." else "."
    head, tail = digits.split(marks[0])
    could_be_thousands = len(tail) == 3 and len(head) <= 3 and not head.startswith("0")
    return AMBIGUOUS if could_be_thousands else marks[0]


def _resolved_sign(digits: str, decimal: str | None, cell: str) -> str:
    """Return the decimal sign to read an ambiguous sum with: the file's own, where that makes the mark thousands."""
    if decimal and decimal not in digits:
        return decimal
    message = _("“%(cell)s” may be thousands or decimals, and the file does not show which.")
    raise CellError(message % {"cell": cell.strip()})


def _to_cents(text: str, cell: Cell) -> Decimal:
    try:
        eur = Decimal(text).quantize(_CENT, ROUND_HALF_UP)
    except InvalidOperation:
        eur = Decimal("nan")
    if not eur.is_finite():
        raise CellError(_("“%(cell)s” is not a sum in euros.") % {"cell": _short(cell)})
    return eur


def _within_bounds(eur: Decimal, cell: Cell) -> Decimal:
    if eur < 0:
        raise CellError(_("“%(cell)s” is negative.") % {"cell": _short(cell)})
    if eur > MAX_EUR:
        raise CellError(_("“%(cell)s” is more than any project can get.") % {"cell": _short(cell)})
    return eur


def _short(cell: Cell) -> str:
    text = " ".join(str(cell).split())
    return text if len(text) <= 60 else text[:59] + "…"
