"""Workbooks to raw rows: each sheet that holds a table, with the cell where each field stands."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from scorecard.problems import Place, Problems
from scorecard.tables.cells import FIGURES, RawRow
from scorecard.tables.columns import HEADER, looks_like_header, read_header

Cells = Sequence[Any]
UNREADABLE = (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError)


def read_workbook(file: Path, path: str, problems: Problems) -> Iterator[RawRow]:
    """The rows of each sheet whose first row is a header; other sheets are passed over."""
    try:
        with warnings.catch_warnings():
            # It warns of drop-down lists and other furniture that it does not keep.
            warnings.simplefilter("ignore")
            values = load_workbook(file, data_only=True)
            formulas = load_workbook(file)
    except UNREADABLE:
        problems.error(
            Place(path),
            "",
            "cannot be opened as a workbook",
            "save it again as .xlsx, without a password",
        )
        return
    tables = 0
    written = False
    for sheet in values.worksheets:
        rows = [row for row in sheet.iter_rows() if any(_text(cell) for cell in row)]
        written = written or bool(rows)
        if rows and looks_like_header([_text(cell) for cell in rows[0]]):
            tables += 1
            _report_unsaved(formulas[sheet.title], sheet, path, problems)
            yield from _read_sheet(sheet.title, rows, path, problems)
    if not written:
        problems.error(Place(path), "", "the file is empty", "write its rows, or remove it")
    elif not tables:
        problems.error(
            Place(path),
            "",
            "no sheet has a header in its first row",
            f"let the first row begin with {HEADER[:26]}, ...",
        )


def _read_sheet(
    title: str, rows: Sequence[Cells], path: str, problems: Problems
) -> Iterator[RawRow]:
    first = rows[0]

    def place(index: int) -> Place:
        return Place(path, sheet=title, cell=first[index].coordinate)

    header = read_header([_text(cell) for cell in first], place, problems)
    if len(rows) == 1:
        problems.error(
            place(0), "", "the sheet has a header and no rows", "add its rows, or remove it"
        )
    if header is None:
        return
    letters = {name: get_column_letter(first[at].column) for name, at in header.items()}
    named = {at for at, cell in enumerate(first) if _text(cell)}
    for row in rows[1:]:
        stray = [c for at, c in enumerate(row) if at not in named and _text(c)]
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
    text = _text(cell)
    # A cell that shows 70% holds 0.7: what people see is what is judged.
    if column in FIGURES and text and "%" in str(cell.number_format) and _is_number(value):
        return f"{text}%"
    return text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        # A spreadsheet shows 15 digits; those beyond are noise of its binary arithmetic.
        short = f"{value:.15g}"
        return short if "e" not in short else f"{value:f}"
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
