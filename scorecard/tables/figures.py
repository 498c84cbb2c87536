"""Text in a number column to a Decimal, or what is wrong with it (never what it says)."""

from __future__ import annotations

import re
from decimal import Decimal

from scorecard.tables.cells import REMARKS, WITHHELD

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""

MOST_DIGITS = 15
"""Before the point: as many as a spreadsheet keeps."""
MOST_WRITTEN = 40
"""With those behind it, which a program may write more of."""
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_SUPPRESSED = re.compile(r"(?:<|>|≤|≥|&lt;|less than|fewer than|under).*")
_THOUSANDS = re.compile(r"[+-]?[£€$]?[0-9]{1,3}(?:[, \u00a0\u202f'][0-9]{3})+(?:\.[0-9]*)?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_EXPONENT = re.compile(r"[+-]?[0-9.]+e[+-]?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
_MISSING = {"n/a", "na", "#n/a", "-", "–", "—", "..", ".", ":", "*", "none", "null", "nil", "?",
            "missing", "tbc", "not available", "suppressed"}  # fmt: skip

_LEAVE_EMPTY = "leave the number empty and put {} in `status`"


def read_figure(text: str) -> tuple[Decimal | None, Fault | None]:
    """The number that stands in a field, exactly as typed; None where it is empty or at fault."""
    if not text:
        return None, None
    if _PLAIN.fullmatch(text):
        if len(text.partition(".")[0].lstrip("+-0")) > MOST_DIGITS or len(text) > MOST_WRITTEN:
            return None, ("has too many digits to be a figure", "write at most 15 of them")
        return Decimal(text), None
    return None, _fault(text.lower())


def _fault(text: str) -> Fault:
    symbol = text.strip("[]")
    if symbol in (*WITHHELD, *REMARKS):
        return "holds a symbol, not a number", _LEAVE_EMPTY.format(f"`{symbol}`")
    if _SUPPRESSED.fullmatch(text):
        hint = "give the true number here, since the build hides it, or "
        return "holds a range, not a number", hint + _LEAVE_EMPTY.format("`c`")
    if text in _MISSING:
        hint = _LEAVE_EMPTY.format("`x` (not available), `z` (not applicable) or `c` (hidden)")
        return "holds a mark for a missing figure, not a number", hint
    if _THOUSANDS.fullmatch(text):
        return "has a thousands separator", "write the digits alone, such as 12345"
    if text.endswith("%"):
        hint = "write the number without the sign (in a workbook, format the cell as a number)"
        return "is written or formatted as a percentage", hint
    if text[0] in "£€$":
        return "has a currency sign", "write the number alone; the unit is in the definition"
    if text.lstrip("+-") in ("nan", "inf", "infinity"):
        return "is not a finite number", _LEAVE_EMPTY.format("`x`")
    if _EXPONENT.fullmatch(text):
        return "is written with an exponent", "format the cell as a number and write all its digits"
    if _DECIMAL_COMMA.fullmatch(text):
        return "has a comma where the decimal point goes", "write a point, such as 12.5"
    if _DAY.fullmatch(text):
        return "is a date, not a number", "format the cell as a number and type it again"
    if text.startswith("#"):
        return "holds a formula's error, not a number", "mend the formula, or paste the value"
    return "is not a number", "write digits only; words go in `note` and symbols in `status`"
