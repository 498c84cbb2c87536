"""The CSV downloads, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from scorecard.outputs.addresses import DOWNLOADS
from scorecard.outputs.rows import Row, indicator_rows, scorecard_rows
from scorecard.published import SCORECARD_COLUMNS, Scorecard

NUMBERS = frozenset({"numerator", "denominator", "value", "lower_95", "upper_95", "target"})
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv_files(scorecard: Scorecard, docs: Path) -> None:
    """Write downloads/scorecard.csv and one CSV for each indicator."""
    folder = docs / DOWNLOADS
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "scorecard.csv", scorecard_rows(scorecard))
    illustrative = scorecard.framework.scorecard.illustrative
    for results in scorecard.indicators:
        rows = indicator_rows(results, illustrative=illustrative)
        _write(folder / f"{results.indicator.id}.csv", rows)


def _write(path: Path, rows: Iterable[Row]) -> None:
    # The byte-order mark tells Excel that the file is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, SCORECARD_COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _safe(name, text) for name, text in row.items()})


def _safe(column: str, text: str) -> str:
    """Text that a spreadsheet would run as a formula begins with an apostrophe."""
    if column in NUMBERS or not text.startswith(FORMULA_STARTS):
        return text
    return f"'{text}"
