"""The CSV downloads, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path

from scorecard.outputs.rows import Row, Rows
from scorecard.published import SCORECARD_COLUMNS, Scorecard

NUMBERS = frozenset(
    {"numerator", "denominator", "value", "lower_95", "upper_95", "target"}
    | {"old_numerator", "old_denominator", "old", "new_numerator", "new_denominator", "new"}
)
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv_files(_: Scorecard, rows: Rows, folder: Path) -> None:
    """Write scorecard.csv, with every published cell, and one CSV for each indicator."""
    head, every = _lines([SCORECARD_COLUMNS]), []
    for indicator, own in rows.items():
        every.append(_lines(map(itemgetter(*SCORECARD_COLUMNS), map(safe, own))))
        _write(folder / f"{indicator}.csv", head + every[-1])
    _write(folder / "scorecard.csv", head + "".join(every))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _write(path: Path, text: str) -> None:
    # Plain UTF-8, as the data package says: a byte-order mark would join the first column's name.
    path.write_bytes(text.encode())


def safe(row: Row) -> Row:
    """Text that a spreadsheet would run as a formula begins with an apostrophe."""
    # Most rows have none, and a list finds that out in half the time of a new row.
    if not [text for text in row.values() if text[:1] in FORMULA_STARTS]:
        return row
    return {
        name: f"'{text}" if text[:1] in FORMULA_STARTS and name not in NUMBERS else text
        for name, text in row.items()
    }
