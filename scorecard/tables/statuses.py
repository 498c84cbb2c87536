"""The `status` column: symbols for figures that arrive hidden, missing, provisional or revised."""

from __future__ import annotations

import re
from difflib import get_close_matches

from scorecard.problems import suggestion
from scorecard.tables.cells import REMARKS, WITHHELD
from scorecard.tables.columns import shown_word
from scorecard.tables.figures import Fault

SYMBOLS = (*WITHHELD, *REMARKS)
_MEANINGS = {
    "hidden": "c", "suppressed": "c", "confidential": "c", "s": "c",
    "missing": "x", "unavailable": "x", "na": "x", "n/a": "x",
    "not available": "x", "not applicable": "z", "unreliable": "u", "low reliability": "u",
    "provisional": "p", "prov": "p", "revised": "r", "revision": "r", "break": "b",
}  # fmt: skip


def read_status(text: str) -> tuple[tuple[str, ...], Fault | None]:
    """The symbols in a status field (`c`, or several such as `p r`, with or without brackets)."""
    if not text:
        return (), None
    if text.lower() in _MEANINGS:
        return (), _unknown(text)
    symbols: list[str] = []
    for word in re.split(r"[\s,;]+", text):
        symbol = word[1:-1] if word.startswith("[") and word.endswith("]") else word
        if not symbol:
            continue
        if symbol not in SYMBOLS:
            return (), _unknown(symbol)
        if symbol not in symbols:
            symbols.append(symbol)
    if sum(symbol in WITHHELD for symbol in symbols) > 1:
        return (), ("gives two reasons for having no figure", "keep one of them")
    return tuple(symbols), None


def _unknown(word: str) -> Fault:
    message = f"the status word{shown_word(word)} is not known"
    lower = word.lower()
    if lower in SYMBOLS:
        return message, f"write it in small letters: {lower}"
    for meant in get_close_matches(lower, _MEANINGS, n=1, cutoff=0.75):
        return message, f"did you mean {_MEANINGS[meant]}?"
    return message, suggestion(lower, SYMBOLS)


def check_status(symbols: tuple[str, ...], *, figures: bool) -> Fault | None:
    """What does not fit between the symbols of a row and its figures."""
    stands_in = [symbol for symbol in symbols if symbol in WITHHELD]
    if figures and any(symbol != "low" for symbol in stands_in):
        return (
            f"the row is marked `{stands_in[0]}` and yet gives a figure",
            "remove the figures, or the symbol",
        )
    if not figures and not stands_in and symbols:
        return (
            f"the row is marked `{symbols[0]}` and gives no figure",
            "give the figure, or mark it `x` (not available)",
        )
    return None
