"""Workbooks to raw rows: each sheet that holds a table, with the cell where each field stands."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from scorecard.problems import Place, Problems
from scorecard.tables.cells import FIGURES, RawRow
from scorecard.tables.columns import BEGINNING, looks_like_header, read_header
from scorecard.yaml_source import read_bytes

Cells = Sequence[Any]
LOOKED_AT = 20
"""How many rows of a sheet are looked at for a header."""


def read_workbook(file: Path, path: str, problems: Problems) -> Iterator[RawRow]:
    """The rows of each sheet whose first row is a header; other sheets are passed over."""
    books = _opened(file, path, problems)
    if books is None:
        return
    values, formulas = books
    tables = 0
    written = False
    for sheet in values.worksheets:
        rows = [row for row in sheet.iter_rows() if any(text_of(cell) for cell in row)]
        written = written or bool(rows)
        at = _header_at(rows)
        if at:
            tables += 1
            problems.error(
                Place(path, sheet=sheet.title, cell=rows[at][0].coordinate),
                "",
                "has rows above the header",
                "remove them",
            )
        elif at == 0:
            tables += 1
            if sheet.sheet_state != "visible":
                problems.warning(
                    Place(path, sheet=sheet.title),
                    "",
                    "the sheet is hidden, and its rows are read all the same",
                    "show it, or remove it",
                )
            _report_unsaved(formulas[sheet.title], sheet, path, problems)
            yield from _read_sheet(sheet.title, rows, path, problems)
    if not written:
        problems.error(Place(path), "", "the file is empty", "write its rows, or remove it")
    elif not tables:
        problems.error(
            Place(path),
            "",
            "no sheet has a header in its first row",
            f"let the first row begin with {BEGINNING}",
        )


def _header_at(rows: Sequence[Cells]) -> int | None:
    """Which of the first rows that are not blank is a header."""
    for at, row in enumerate(rows[:LOOKED_AT]):
        if looks_like_header([text_of(cell) for cell in row]):
            return at
    return None


def _opened(file: Path, path: str, problems: Problems) -> tuple[Any, Any] | None:
    """The workbook as it was calculated, and its formulas."""
    raw = read_bytes(file, path, problems)
    if raw is None:
        return None
    try:
        with warnings.catch_warnings():
            # It warns of drop-down lists and other furniture that it does not keep.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(raw), data_only=True), load_workbook(BytesIO(raw))
    except Exception:  # noqa: BLE001 - a damaged file makes it fail in ways that nobody can list
        problems.error(
            Place(path),
            "",
            "cannot be opened as a workbook",
            "save it again as .xlsx, without a password",
        )
        return None


def _read_sheet(
    title: str, rows: Sequence[Cells], path: str, problems: Problems
) -> Iterator[RawRow]:
    first = rows[0]

    def place(index: int) -> Place:
        return Place(path, sheet=title, cell=first[index].coordinate)

    header = read_header([text_of(cell) for cell in first], place, problems)
    if len(rows) == 1:
        problems.error(
            place(0), "", "the sheet has a header and no rows", "add its rows, or remove it"
        )
    if header is None:
        return
    letters = {name: get_column_letter(first[at].column) for name, at in header.items()}
    named = {at for at, cell in enumerate(first) if text_of(cell)}
    for row in rows[1:]:
        stray = [c for at, c in enumerate(row) if at not in named and text_of(c)]
        for cell in stray[:1]:
            problems.error(
                Place(path, sheet=title, cell=cell.coordinate),
                "",
                "stands in a column without a name",
                "name the column, or clear the cell",
            )
        fields = {name: _field(row[at], name) for name, at in header.items()}
        if any(fields.values()):
            yield RawRow(path, row[0].row, fields, title, letters)


def _field(cell: Any, column: str) -> str | date:
    value = cell.value
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(cell)
    # A cell that shows 70% holds 0.7: what people see is what is judged.
    if column in FIGURES and text and "%" in str(cell.number_format) and _is_number(value):
        return f"{text}%"
    return text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def text_of(cell: Any) -> str:
    """What a cell holds, as text, with the digits of a number that a spreadsheet shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        # A spreadsheet shows 15 digits; those beyond are noise of its binary arithmetic.
        return format(Decimal(f"{value:.15g}"), "f")
    return str(value).strip()


def _report_unsaved(formulas: Any, values: Any, path: str, problems: Problems) -> None:
    for row in formulas.iter_rows():
        for cell in row:
            stored = values[cell.coordinate]
            # A result that is an empty text is typed as text; one that was never stored is not.
            if cell.data_type == "f" and stored.value is None and stored.data_type == "n":
                problems.error(
                    Place(path, sheet=formulas.title, cell=cell.coordinate),
                    "",
                    "the formula has no stored result",
                    "open the workbook, let it calculate and save it, or paste values only",
                )
