"""The CSV downloads, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from scorecard.outputs.addresses import DOWNLOADS
from scorecard.outputs.rows import Row, indicator_rows
from scorecard.published import SCORECARD_COLUMNS, Scorecard

NUMBERS = frozenset(
    {"numerator", "denominator", "value", "lower_95", "upper_95", "target"}
    | {"old_numerator", "old_denominator", "old", "new_numerator", "new_denominator", "new"}
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv_files(scorecard: Scorecard, docs: Path) -> None:
    """Write downloads/scorecard.csv and one CSV for each indicator."""
    folder = docs / DOWNLOADS
    folder.mkdir(parents=True, exist_ok=True)
    illustrative = scorecard.framework.scorecard.illustrative
    every: list[Row] = []
    for results in scorecard.indicators:
        rows = [safe(row) for row in indicator_rows(results, illustrative=illustrative)]
        _write(folder / f"{results.indicator.id}.csv", rows)
        every += rows
    _write(folder / "scorecard.csv", every)


def _write(path: Path, rows: Iterable[Row]) -> None:
    # The byte-order mark tells Excel that the file is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, SCORECARD_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def safe(row: Row) -> Row:
    """Text that a spreadsheet would run as a formula begins with an apostrophe."""
    return {
        name: f"'{text}" if text.startswith(FORMULA_STARTS) and name not in NUMBERS else text
        for name, text in row.items()
    }
