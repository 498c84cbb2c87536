"""Any table reads the same from CSV and from a workbook."""

from __future__ import annotations

import csv
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scorecard.framework import Framework
from scorecard.problems import Problems
from scorecard.tables import read_tables
from tests.tables.conftest import HEADER

COLUMNS = HEADER.split(",")
PERIODS = [f"20{y}-{y + 1} Q{q}" for y in (18, 19, 20) for q in (1, 2, 3, 4)]
NOTES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]) | st.just("\n"),
    max_size=12,
).map(str.strip)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    table = []
    for period in draw(st.lists(st.sampled_from(PERIODS), unique=True, min_size=1)):
        row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        name = draw(st.sampled_from(["families", "re-referrals", "saved", "days"]))
        row |= {"indicator": name, "period": period, "note": draw(NOTES)}
        row["area"] = draw(st.sampled_from(["", "east", "west"]))
        if draw(st.booleans()):
            row["status"] = draw(st.sampled_from(["c", "x", "z"]))
        elif name == "saved":
            row["value"] = draw(st.decimals(-9999, 9999, places=2))
        else:
            row["numerator"] = draw(st.integers(0, 5000))
            if name != "families":
                row["denominator"] = row["numerator"] + draw(st.integers(1, 5000))
            row["status"] = draw(st.sampled_from(["", "p", "u b"]))
        table.append(row)
    return draw(st.permutations(table))


def _read(folder: Path, framework: Framework) -> tuple[list[str], list[Any]]:
    problems = Problems()
    tables = read_tables(folder, framework, problems)
    cells = [
        (key, c.numerator, c.denominator, c.value, c.symbols, c.note)
        for key, c in tables.cells.items()
    ]
    return [problem.message for problem in problems], cells


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(table=rows())
def test_a_table_reads_the_same_from_csv_and_from_a_workbook(
    framework: Framework, table: list[dict[str, Any]]
) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        for name in ("csv", "xlsx"):
            (root / name).mkdir()
        with (root / "csv" / "a.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(table)
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append(COLUMNS)
        for line, row in enumerate(table, start=2):
            for column, name in enumerate(COLUMNS, start=1):
                if row[name] != "":
                    cell = sheet.cell(line, column)
                    cell.value = row[name]
                    if isinstance(row[name], str):
                        cell.data_type = "s"  # a note such as =1 is text, not a formula
        book.save(root / "xlsx" / "a.xlsx")
        from_csv, from_book = _read(root / "csv", framework), _read(root / "xlsx", framework)
        assert from_csv == from_book
        assert len(from_csv[1]) == len(table)
    finally:
        shutil.rmtree(root)
