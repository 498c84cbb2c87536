from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from scorecard.tables import workbooks

if TYPE_CHECKING:
    from tests.tables.conftest import Read

HEADER = ("Indicator", "Period", "Numerator", "Denominator", "Value", "Status")


def save(data: Path, *rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Counts"
    for row in (header, *rows):
        sheet.append(row)
    book.save(data / "book.xlsx")
    return book


def test_a_fault_in_a_workbook_is_named_by_its_sheet_and_cell(read: Read, data: Path) -> None:
    save(
        data,
        ("families", "2020-21 Q1", 3),
        (),
        ("families", "2020-21 Q2", "<5"),
        ("familes", "2020-21 Q2", 3),
        ("families", "2020-21 Q1", 4711),
    )
    first, second, third = sorted(read().lines)
    assert first.startswith("data/book.xlsx!Counts!A5: indicator: there is no indicator 'fam")
    assert second.startswith(
        "data/book.xlsx!Counts!A6: the row disagrees with the one at data/book.xlsx!Counts!A2; "
    )
    assert third.startswith("data/book.xlsx!Counts!C4: numerator: holds a range, not a number; ")


def test_a_table_may_stand_anywhere_on_its_sheet(read: Read, data: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Counts"
    rows = (("Indicator", "Period", "Numerator"), ("families", "2020-21 Q3", "<5"))
    for line, values in enumerate(rows, start=4):
        for column, value in zip("CDE", values, strict=True):
            sheet[f"{column}{line}"] = value
    book.save(data / "book.xlsx")
    assert read().only.startswith("data/book.xlsx!Counts!E5: numerator: holds a range")


def test_date_cells_and_numbers_are_read_as_what_they_are(read: Read, data: Path) -> None:
    save(
        data,
        ("waiting", datetime(2020, 12, 1), 3.0),  # noqa: DTZ001 - as a spreadsheet holds it
        ("waiting", date(2021, 1, 1), 4),
        ("gap", 2020, None, None, -3.5),
        ("saved", "2020-21 Q3", 0.3),
    )
    # The sum of 0.1 and 0.2, as a spreadsheet stores it.
    _calculate(data / "book.xlsx", "<v>0.3</v>", "<v>0.30000000000000004</v>")
    result = read()
    assert not result.lines
    found = {str(k.period): (c.numerator, c.value) for k, c in result.tables.cells.items()}
    assert found == {
        "Dec 2020": (Decimal(3), None),
        "Jan 2021": (Decimal(4), None),
        "2020": (None, Decimal("-3.5")),
        "2020-21 Q3": (Decimal("0.3"), None),
    }


def test_every_sheet_with_a_header_is_read_and_notes_and_blank_sheets_are_not(
    read: Read, data: Path
) -> None:
    book = save(data, ("families", "2020-21 Q1", 3))
    more = book.create_sheet("More")
    more.append(HEADER)
    more.append(("families", "2020-21 Q2", 3))
    book.create_sheet("Blank")
    book.create_sheet("Notes").append(("Counted on the last day",))
    book.save(data / "book.xlsx")
    result = read()
    assert not result.lines
    assert [str(key.period) for key in result.tables.cells] == ["2020-21 Q1", "2020-21 Q2"]


@pytest.mark.parametrize(
    ("number", "expected"), [(1e-7, "0.0000001"), (1e15, "1000000000000000"), (0.1 + 0.2, "0.3")]
)
def test_a_number_of_any_size_is_read_with_the_digits_that_a_spreadsheet_shows(
    number: float, expected: str
) -> None:
    cell = Workbook().worksheets[0].cell(1, 1, number)
    assert workbooks.text_of(cell) == expected


@pytest.mark.parametrize("above", [1, 19])
def test_a_header_below_other_rows_is_a_problem_even_beside_another_table(
    read: Read, data: Path, above: int
) -> None:
    book = save(data, ("families", "2020-21 Q1", 3))
    more = book.create_sheet("More")
    for row in (*[("Early help",)] * above, HEADER, ("families", "2020-21 Q2", 3)):
        more.append(row)
    book.save(data / "book.xlsx")
    assert read().only == (
        f"data/book.xlsx!More!A{above + 1}: has rows above the header; remove them"
    )


def test_a_hidden_sheet_with_a_table_is_read_with_a_warning(read: Read, data: Path) -> None:
    book = save(data, ("families", "2020-21 Q1", 3))
    more = book.create_sheet("More")
    more.append(HEADER)
    more.append(("families", "2020-21 Q2", 3))
    more.sheet_state = "hidden"
    book.save(data / "book.xlsx")
    result = read()
    assert not result.errors
    assert result.only == (
        "data/book.xlsx!More: the sheet is hidden, and its rows are read all the same; "
        "show it, or remove it"
    )
    assert len(result.tables.cells) == 2


def test_a_cell_formatted_as_a_percentage_does_not_hold_what_it_shows(
    read: Read, data: Path
) -> None:
    book = save(data, ("survey", "2020-21", None, None, 0.4711))
    book.worksheets[0]["E2"].number_format = "0.0%"
    book.save(data / "book.xlsx")
    only = read().only
    assert only.startswith("data/book.xlsx!Counts!E2: value: is written or formatted as a perc")
    assert "47" not in only


def test_the_stored_result_of_a_formula_is_read(read: Read, data: Path) -> None:
    save(data, ("families", "2020-21 Q1", "=1+2"))
    assert read().lines[0] == (
        "data/book.xlsx!Counts!C2: the formula has no stored result; "
        "open the workbook, let it calculate and save it, or paste values only"
    )
    _calculate(data / "book.xlsx", "<v></v>", "<v>3</v>")
    result = read()
    assert not result.lines
    assert [cell.numerator for cell in result.tables.cells.values()] == [Decimal(3)]


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell(read: Read, data: Path) -> None:
    save(data, ("families", "2020-21 Q1", 3, '=IF(C2="","",C2)'))
    file = data / "book.xlsx"
    _calculate(file, '<c r="D2"', '<c r="D2" t="str"')
    assert not read().lines


def _calculate(file: Path, before: str, after: str) -> None:
    """Store a formula's result in the file, as a spreadsheet does when it saves."""
    with ZipFile(file) as book:
        members = {name: book.read(name) for name in book.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode().replace("<v/>", "<v></v>")
    sheet = sheet.replace("<v />", "<v></v>")
    assert before in sheet
    members["xl/worksheets/sheet1.xml"] = sheet.replace(before, after).encode()
    with ZipFile(file, "w") as book:
        for name, content in members.items():
            book.writestr(name, content)


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        (HEADER, [], "!Counts!A1: the sheet has a header and no rows; "),
        ((*HEADER, "Denomintor"), [("families", "2020-21 Q1", 3)], "!Counts!G1: denomintor: the c"),
        ((*HEADER, "value"), [("families", "2020-21 Q1", 3)], "!Counts!F1: value: the column is t"),
        (HEADER, [("families", "2020-21 Q1", 3, *[None] * 5, 4711)], "!Counts!I2: stands in a c"),
        (("Indicator", "Numerator"), [("families", 3)], "!Counts!A1: period: the column is missi"),
        (("families", "2020-21 Q1"), [("families", 4711)], ": no sheet has a header in its first"),
        ((), [], ": the file is empty; "),
    ],
)
def test_a_faulty_sheet_is_named_with_its_mend(
    read: Read, data: Path, header: tuple[str, ...], rows: list[tuple[Any, ...]], expected: str
) -> None:
    if "value" in header:
        header = tuple(name for name in header if name != "Status")
        header = (*header[:5], "value")
    save(data, *rows, header=header)
    only = read().only
    assert only.startswith(f"data/book.xlsx{expected}")
    assert "4711" not in only


def test_a_workbook_that_is_damaged_is_a_problem(read: Read, data: Path) -> None:
    save(data, ("families", "2020-21 Q1", 3))
    _calculate(data / "book.xlsx", '<c r="C2"', '<c r="C2" s="4711"')
    assert read().only.startswith("data/book.xlsx: cannot be opened as a workbook; save it again")


def test_what_is_not_a_workbook_is_a_problem(read: Read, data: Path) -> None:
    (data / "book.xlsx").write_text("indicator,period,numerator\n")
    assert read().only == (
        "data/book.xlsx: cannot be opened as a workbook; save it again as .xlsx, without a password"
    )
