"""The data folder to raw rows, each with the place where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from scorecard.problems import Place, Problems
from scorecard.tables.cells import RawRow
from scorecard.tables.columns import looks_like_header, read_header
from scorecard.yaml_source import files_below, read_text

NOT_DATA = ("readme", "license", "licence")
LEFT_BEHIND = ("thumbs.db", "desktop.ini")
OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")


def read_folder(data: Path, shown: str, problems: Problems) -> Iterator[RawRow]:
    """Every row of every table in the folder and the folders in it, by file name and line."""
    if not data.is_dir():
        what = "is a file, not a folder" if data.exists() else "there is no such folder"
        problems.error(Place(shown), "", what, "make the folder, or name it with --data")
        return
    for file in files_below(data, shown, problems):
        steps = file.relative_to(data)
        if _ignored(steps):
            continue
        path = f"{shown}/{steps.as_posix()}"
        if file.suffix.lower() == ".csv":
            yield from read_csv(file, path, problems)
        elif file.suffix.lower() == ".xlsx":
            # Few projects have one, and what reads it takes a fifth of a second to load.
            from scorecard.tables.workbooks import read_workbook

            yield from read_workbook(file, path, problems)
        else:
            problems.error(
                Place(path), "", "is neither a .csv nor an .xlsx file", _renamed(file.name)
            )


def _ignored(steps: Path) -> bool:
    name = steps.name.lower()
    return (
        name.startswith("~$")  # the lock that Excel puts beside an open workbook
        or name in LEFT_BEHIND
        or (Path(name).stem in NOT_DATA and Path(name).suffix in ("", ".md", ".txt"))
    )


def _renamed(name: str) -> str:
    path = Path(name)
    suffix = path.suffix.lower()
    if suffix in OTHER_WORKBOOKS:
        return f"open it and save it as {path.stem}.xlsx"
    if suffix in (".tsv", ".tab"):
        return f"save it with commas as {path.stem}.csv"
    inner = Path(path.stem)
    if inner.suffix.lower() in (".csv", ".xlsx"):
        return f"rename it to {inner.name}"
    near = get_close_matches(suffix.strip(".~"), ("csv", "xlsx"), n=1, cutoff=0.5)
    if near:
        return f"did you mean {path.stem}.{near[0]}?"
    return "give it the ending .csv or .xlsx, or move it out of the data folder"


def read_csv(file: Path, path: str, problems: Problems) -> Iterator[RawRow]:
    """The rows of one CSV file; faults of the file itself become problems.

    pandas cannot say on which line a row stands once a field holds a line break or a blank line
    was skipped, and fills a short row without a word, so the rows come from `csv`.
    """
    text = read_text(file, path, problems)
    if text is None:
        return
    if "\0" in text:  # UTF-16 without its mark is valid UTF-8, and nonsense
        problems.error(Place(path, 1), "", "the file is not UTF-8", "save it again as CSV UTF-8")
        return
    records = _records(text, path, problems)
    known = len(problems.found)
    first = next(records, None)
    if first is None:
        if len(problems.found) == known:
            problems.error(Place(path), "", "the file is empty", "write its rows, or remove it")
        return
    line, names = first
    if (mark := _other_separator(names)) is not None:
        problems.error(
            Place(path, line),
            "",
            f"the columns are separated by {mark}, not by commas",
            "save it again as CSV with commas ('CSV UTF-8 (comma delimited)')",
        )
        return
    header = read_header(names, lambda _: Place(path, line), problems)
    width = len(names)
    rows = 0
    for line, fields in records:
        rows += 1
        if _ragged(fields, width):
            _report_ragged(Place(path, line), problems, many=len(fields) > width)
        elif header is not None:
            yield RawRow(path, line, {name: fields[at] for name, at in header.items()})
    if not rows:
        problems.error(
            Place(path, line), "", "the file has a header and no rows", "add its rows, or remove it"
        )


def _records(text: str, path: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line on which it begins."""
    # newline="" leaves line breaks within quotes as they are, and counts each of them once.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.error(
                Place(path, line),
                "",
                "the quotes in this row do not close as they should",
                'put a field with commas, quotes or line breaks in "...", with quotes doubled',
            )
            return
        if any(value.strip() for value in fields):
            yield line, fields


def _other_separator(names: Sequence[str]) -> str | None:
    if looks_like_header(names):
        return None
    marks = {"semicolons": ";", "tabs": "\t", "vertical bars": "|"}
    whole = ",".join(names)
    return next((m for m, sign in marks.items() if looks_like_header(whole.split(sign))), None)


def _ragged(fields: Sequence[str], width: int) -> bool:
    return len(fields) < width or any(value.strip() for value in fields[width:])


def _report_ragged(place: Place, problems: Problems, *, many: bool) -> None:
    if many:
        hint = "put text with a comma in quotes, and write numbers without thousands separators"
        problems.error(place, "", "the row has more fields than the header", hint)
    else:
        hint = "write a comma for every empty field, as the header has them"
        problems.error(place, "", "the row has fewer fields than the header", hint)
