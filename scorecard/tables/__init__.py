"""Private counts: reading the data folder, with the place of every fault."""

from __future__ import annotations

from pathlib import Path

from scorecard.framework import Framework
from scorecard.problems import Problems
from scorecard.tables.cells import COLUMNS, TOTAL, Key, PrivateCell, PrivateTables, RawRow
from scorecard.tables.checks import check_across, report_repeated
from scorecard.tables.reading import read_folder
from scorecard.tables.rows import RowReader

__all__ = ["COLUMNS", "TOTAL", "Key", "PrivateCell", "PrivateTables", "check_files", "read_tables"]


def check_files(data: Path, problems: Problems, *, shown: str = "data") -> None:
    """Report what is wrong with the files themselves, where nothing says what they should hold."""
    for _ in read_folder(data, shown, problems):
        pass


def read_tables(
    data: Path, framework: Framework, problems: Problems, *, shown: str = "data"
) -> PrivateTables:
    """Read every table of the data folder; all that is wrong in any of them goes to `problems`.

    `shown` is what messages call the folder. The cells of rows at fault are left out, so the
    tables are to be used only where no error was found. A message names places, never figures.
    """
    reader = RowReader.of(framework, problems)
    seen: dict[Key, RawRow] = {}
    cells: dict[Key, PrivateCell] = {}
    for row in read_folder(data, shown, problems):
        key = reader.read_key(row)
        if key is None:
            continue
        cell = reader.read_cell(row, key)
        if key in seen:
            report_repeated(row, seen[key], problems)
            continue
        seen[key] = row
        if cell is not None:
            cells[key] = cell
    tables = PrivateTables.of(cells)
    check_across(tables.cells, framework, problems)
    return tables
