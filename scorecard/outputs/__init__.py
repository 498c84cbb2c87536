"""One file for each thing that a build writes, in one explicit list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scorecard.outputs.addresses import DOWNLOADS as FOLDER
from scorecard.outputs.csv_files import write_csv_files
from scorecard.outputs.datapackage import write_datapackage
from scorecard.outputs.json_files import write_json_files
from scorecard.outputs.rows import Rows, rows_of
from scorecard.published import Scorecard

DOWNLOADS: tuple[Callable[[Scorecard, Rows, Path], None], ...] = (
    write_csv_files,
    write_json_files,
    write_datapackage,
)
"""Every kind of file for download: a new one is a file of its own and a line here."""


def write_downloads(scorecard: Scorecard, docs: Path) -> None:
    """Write every file that people and programs may take away."""
    (docs / FOLDER).mkdir(parents=True, exist_ok=True)
    rows = rows_of(scorecard)
    for write in DOWNLOADS:
        write(scorecard, rows, docs / FOLDER)
