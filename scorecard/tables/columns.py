"""The header of a table: which column stands where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches

from scorecard.problems import Place, Problems, suggestion
from scorecard.tables.cells import COLUMNS

BEGINNING = ",".join(COLUMNS[:3]) + ", ..."


def shown_word(word: str, known: Iterable[str] = ()) -> str:
    """The word in quotes for a message, or nothing where it might be a figure gone astray.

    A word with digits is shown only where it is nearly one that is known, as `age-0-4` may be.
    """
    safe = bool(re.fullmatch(r"[^\W\d_][^\d]{0,39}", word))
    if not safe and re.fullmatch(r"[A-Za-z][A-Za-z0-9_ -]{0,39}", word):
        with_digits = [name for name in known if re.search(r"\d", name)]
        safe = bool(get_close_matches(word.casefold(), with_digits, n=1, cutoff=0.75))
    return f" {word!r}" if safe else ""


def column_name(text: str) -> str:
    """A column's name without the capitals and spaces that people add."""
    return " ".join(text.split()).lower()


def looks_like_header(names: Sequence[str]) -> bool:
    """Whether at least two names are, or nearly are, columns of a table of figures."""
    near = [name for name in map(column_name, names) if name in COLUMNS or _nearly(name, COLUMNS)]
    return len(near) >= 2


def _nearly(name: str, columns: Sequence[str]) -> list[str]:
    return get_close_matches(name, columns, n=1, cutoff=0.75)


def read_header(
    names: Sequence[str], place: Callable[[int], Place], problems: Problems
) -> dict[str, int] | None:
    """Where each column stands, or None where rows cannot be read without what is missing."""
    if not looks_like_header(names):
        problems.error(
            place(0), "", "the first row is not a header", f"let it begin with {BEGINNING}"
        )
        return None
    found: dict[str, int] = {}
    unknown: list[str] = []
    for index, text in enumerate(names):
        name = column_name(text)
        if name in found:
            problems.error(place(index), name, "the column is there twice", "keep one of the two")
        elif name in COLUMNS:
            found[name] = index
        elif name:
            unknown.append(name)
            free = [c for c in COLUMNS if c not in map(column_name, names)] or COLUMNS
            # Read on as if it were mended, so that its rows do not seem to lack what they hold.
            for meant in _nearly(name, free):
                found.setdefault(meant, index)
            label = shown_word(name)
            problems.error(
                place(index),
                name if label else "",
                f"the column{label} is not known here",
                suggestion(name, free) + " (or remove the column)",
            )
    return found if _complete(found, unknown, place(0), problems) else None


def _complete(
    found: Mapping[str, int], unknown: Sequence[str], place: Place, problems: Problems
) -> bool:
    complete = True
    for needed in ("indicator", "period"):
        if needed not in found:
            complete = False
            # A name that is nearly right has been reported already, with its suggestion.
            if not get_close_matches(needed, unknown, n=1, cutoff=0.6):
                problems.error(place, needed, "the column is missing", f"add a column {needed}")
    if "numerator" not in found and "value" not in found:
        complete = False
        if not any(get_close_matches(n, unknown, n=1, cutoff=0.6) for n in ("numerator", "value")):
            problems.error(
                place,
                "numerator",
                "the column is missing, and so is value",
                "add a column numerator (with denominator), or a column value",
            )
    return complete
