from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scorecard.problems import Place

if TYPE_CHECKING:
    from tests.tables.conftest import Read

ROW = "families,2020-21 Q3,,,,4711,,,,"
SHORT = "indicator,period,numerator\n"


def test_an_empty_area_and_breakdown_mean_the_whole_area_and_the_total(read: Read) -> None:
    [(key, cell)] = read(ROW).tables.cells.items()
    assert (key.area, key.breakdown, key.category) == ("district", "all", "all")
    assert str(key.period) == "2020-21 Q3"
    assert cell.numerator == Decimal(4711)
    assert cell.place == Place("data/a.csv", 2)


def test_three_columns_are_enough(read: Read, data: Path) -> None:
    (data / "a.csv").write_text(SHORT + "families,2020-21 Q3,3\n")
    result = read()
    assert not result.lines
    assert len(result.tables.cells) == 1


@pytest.mark.parametrize(
    "header", [" Indicator ,PERIOD, Numerator", "\ufeffindicator,period,numerator"]
)
def test_capitals_spaces_and_a_byte_order_mark_in_the_header_do_no_harm(
    read: Read, data: Path, header: str
) -> None:
    (data / "a.csv").write_text(f"{header}\nfamilies,2020-21 Q3,3\n", encoding="utf-8")
    result = read()
    assert not result.lines
    assert len(result.tables.cells) == 1


def test_tables_in_folders_and_with_capital_endings_are_read(read: Read, data: Path) -> None:
    (data / "2020" / "q3").mkdir(parents=True)
    (data / "2020" / "q3" / "B.CSV").write_text(SHORT + "familes,2020-21 Q3,3\n")
    assert read().only == (
        "data/2020/q3/B.CSV:2: indicator: there is no indicator 'familes'; did you mean families?"
    )


def test_a_row_keeps_its_line_after_quoted_line_breaks_blank_lines_and_windows_endings(
    read: Read, data: Path
) -> None:
    (data / "a.csv").write_bytes(
        b"\r\nindicator,period,numerator,note\r\n"  # lines 1 and 2
        b'families,2020-21 Q1,3,"two\r\nlines"\r\n'  # lines 3 and 4
        b"\r\n , , ,\r\n"  # lines 5 and 6
        b"nothing,2020-21 Q2,3,\r\n"  # line 7
    )
    result = read()
    assert result.only.startswith("data/a.csv:7: indicator: there is no indicator 'nothing'")
    assert [cell.place.line for cell in result.tables.cells.values()] == [3]


def test_the_order_of_rows_and_files_does_not_matter(read: Read, data: Path) -> None:
    rows = [f"families,2020-21 Q{n},{n}\n" for n in (1, 2, 3, 4)]
    (data / "a.csv").write_text(SHORT + "".join(rows))
    first = read().tables
    (data / "a.csv").write_text(SHORT + "".join(rows[:1:-1]))
    (data / "b.csv").write_text(SHORT + "".join(rows[:2]))
    second = read().tables
    assert list(first.cells) == list(second.cells)
    assert [c.numerator for c in first.cells.values()] == [
        c.numerator for c in second.cells.values()
    ]


def test_nothing_private_is_printed_with_the_tables(read: Read) -> None:
    tables = read(ROW).tables
    assert "4711" not in repr(tables) + repr(next(iter(tables.cells.values())))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("counts.cvs", "did you mean counts.csv?"),
        ("counts.csvx", "did you mean counts.csv?"),
        ("counts.csv.txt", "rename it to counts.csv"),
        ("counts.csv.bak", "rename it to counts.csv"),
        ("counts.xls", "open it and save it as counts.xlsx"),
        ("counts.tsv", "save it with commas as counts.csv"),
        ("counts.xslx", "did you mean counts.xlsx?"),
        ("counts", "give it the ending .csv or .xlsx, or move it out of the data folder"),
        ("old/counts.doc", "give it the ending .csv or .xlsx, or move it out of the data folder"),
    ],
)
def test_a_misnamed_file_is_a_problem_and_not_passed_over(
    read: Read, data: Path, name: str, hint: str
) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(SHORT)
    assert read().only == f"data/{name}: is neither a .csv nor an .xlsx file; {hint}"


def test_notes_licences_hidden_files_and_locks_are_passed_over(read: Read, data: Path) -> None:
    (data / ".cache").mkdir()
    for name in (".gitkeep", ".cache/a.txt", "README.md", "LICENSE", "~$a.xlsx", "Thumbs.db"):
        (data / name).write_text("anything")
    assert not read().lines


def test_a_missing_data_folder_is_a_problem(read: Read, data: Path) -> None:
    data.rmdir()
    assert read().only == "data: there is no such folder; make the folder, or name it with --data"


def test_what_cannot_be_looked_into_is_a_problem_and_not_passed_over(
    read: Read, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (data / "gone.csv").symlink_to(tmp_path / "gone.csv")
    (data / "more").symlink_to(tmp_path / "elsewhere")
    (data / ".hidden").symlink_to(tmp_path / "gone.csv")
    assert read(ROW).lines == [
        "data/gone.csv: is a link that leads to no file; put the file here, or remove it",
        "data/more: is a link to a folder, which is not followed; put the folder here",
    ]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that does not read")
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_that_cannot_be_read_is_a_problem(read: Read, data: Path, name: str) -> None:
    (data / name).symlink_to("/proc/self/mem")
    said = "cannot be read; close it in Excel, or check its permissions"
    assert read().only == f"data/{name}: {said}"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read all")
@pytest.mark.parametrize("name", ["", "inner"])
def test_a_folder_that_cannot_be_opened_is_a_problem(read: Read, data: Path, name: str) -> None:
    (data / name).mkdir(exist_ok=True)
    (data / name).chmod(0)
    found = read().lines
    (data / name).chmod(0o700)
    assert found == [
        f"{data_path(name)}: the folder cannot be opened; check its permissions, or move it away"
    ]


def data_path(name: str) -> str:
    return f"data/{name}".rstrip("/")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le"])
def test_another_encoding_is_a_problem_with_the_line_of_the_first_byte_that_shows_it(
    read: Read, data: Path, encoding: str
) -> None:
    last = "e" if encoding == "utf-16-le" else "é"
    text = (
        f"indicator,period,numerator,note\nfamilies,2020-21 Q1,4711,\nfamilies,2020-21 Q2,3,{last}"
    )
    (data / "a.csv").write_bytes(text.encode(encoding))
    line = 3 if encoding == "cp1252" else 1
    assert read().only.startswith(f"data/a.csv:{line}: the file is not UTF-8; ")


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n", '"",""\n'])
def test_an_empty_file_is_a_problem(read: Read, data: Path, text: str) -> None:
    (data / "a.csv").write_text(text)
    assert read().only == "data/a.csv: the file is empty; write its rows, or remove it"


def test_a_header_without_rows_is_a_problem(read: Read, data: Path) -> None:
    (data / "a.csv").write_text(SHORT + "\n,,\n")
    assert read().only == (
        "data/a.csv:1: the file has a header and no rows; add its rows, or remove it"
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("indicator,numerator", "period: the column is missing; add a column period"),
        ("period,numerator", "indicator: the column is missing; add a column indicator"),
        (
            "indicator,period,area",
            "numerator: the column is missing, and so is value; add a column numerator (with",
        ),
        (
            "indicator,perod,numerator",
            "perod: the column 'perod' is not known here; did you mean period? (or remove",
        ),
        (
            "indicator,period,numerator,denomintor",
            "denomintor: the column 'denomintor' is not known here; did you mean denominator?",
        ),
        ("indicator,period,Numerator ,numerator", "numerator: the column is there twice; keep one"),
        ("indicator;period;numerator", "the columns are separated by semicolons, not by commas"),
        ("indicator\tperiod\tnumerator", "the columns are separated by tabs, not by commas"),
        ("families,2020-21 Q3,4711", "the first row is not a header; let it begin with indicator,"),
    ],
)
def test_a_faulty_header_is_named_with_its_mend(
    read: Read, data: Path, header: str, expected: str
) -> None:
    row = ",".join(["families", "2020-21 Q3", "4711", "4711"][: header.count(",") + 1])
    (data / "a.csv").write_text(f"\n{header}\n{row}\n")
    [line] = [line for line in read().lines if line.startswith("data/a.csv:2: ")]
    assert line.startswith(f"data/a.csv:2: {expected}")
    assert "4711" not in line


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("families,2020-21 Q3,4,711", "the row has more fields than the header"),
        ("families,2020-21 Q3", "the row has fewer fields than the header"),
        ('families,2020-21 Q3,"4711', "the quotes in this row do not close as they should"),
        ('families,"2020-21 Q3"x,4711', "the quotes in this row do not close as they should"),
    ],
)
def test_a_ragged_row_is_a_problem_at_its_line(
    read: Read, data: Path, row: str, expected: str
) -> None:
    (data / "a.csv").write_text(SHORT + f"families,2020-21 Q2,3\n{row}\n")
    only = read().only
    assert only.startswith(f"data/a.csv:3: {expected}; ")
    assert "711" not in only


def test_empty_fields_after_the_last_column_do_no_harm(read: Read, data: Path) -> None:
    (data / "a.csv").write_text("indicator,period,numerator,,\nfamilies,2020-21 Q3,3,,,,\n")
    assert not read().lines
