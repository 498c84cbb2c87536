"""A tiny project to release quarter by quarter, and the program on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from click.testing import CliRunner, Result

from scorecard.cli import main

QUARTERS = ("2020-21 Q1", "2020-21 Q2", "2020-21 Q3", "2020-21 Q4")
SCORECARD = """\
title: Tiny scorecard
partnership: A partnership
contact: {name: Performance team}
areas:
  - {id: district, name: The district, parts: [east, west]}
  - {id: east, name: East locality}
  - {id: west, name: West locality}
releases:
  - {period: 2020-21 Q1, due: 2020-08-14}
  - {period: 2020-21 Q2, due: 2020-11-13}
  - {period: 2020-21 Q3, due: 2021-02-12}
  - {period: 2020-21 Q4, due: 2021-05-14}
"""
HELPED = """\
id: helped
title: Families helped
measure: count
counts: families
flow: sum
polarity: higher
"""
APPROVALS = "".join(
    f"- {{period: {quarter}, role: Board chair, date: 2020-07-01}}\n" for quarter in QUARTERS
)
FIGURES = {
    "2020-21 Q1": (60, 36, 24),
    "2020-21 Q2": (64, 33, 31),
    "2020-21 Q3": (57, 28, 29),
    "2020-21 Q4": (71, 40, 31),
}
HEADER = "indicator,period,area,numerator,status,note"


def rows(period: str, total: int, east: int, west: int, marks: str = ",") -> list[str]:
    """The three rows of a quarter; `marks` is their status and note."""
    return [
        f"helped,{period},{area},{count},{marks}"
        for area, count in (("", total), ("east", east), ("west", west))
    ]


def plain_rows() -> list[str]:
    """The rows of all quarters as they were first counted."""
    return [row for period, counts in FIGURES.items() for row in rows(period, *counts)]


def write_data(folder: Path, lines: Iterable[str]) -> None:
    """Write the one data file."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    text = "\n".join((HEADER, *lines)) + "\n"
    (folder / "data/helped.csv").write_text(text, encoding="utf-8")


def write_tiny(folder: Path) -> Path:
    """Write the project."""
    (folder / "content/indicators").mkdir(parents=True)
    (folder / "content/scorecard.yml").write_text(SCORECARD, encoding="utf-8")
    (folder / "content/indicators/helped.yml").write_text(HELPED, encoding="utf-8")
    (folder / "content/approvals.yml").write_text(APPROVALS, encoding="utf-8")
    write_data(folder, plain_rows())
    return folder


def revised(period: str, counts: tuple[int, int, int]) -> list[str]:
    """All rows, with those of one quarter counted again and marked as revised."""
    lines = [row for row in plain_rows() if f",{period}," not in row]
    return [*lines, *rows(period, *counts, marks="r,Counted again")]


def run(project: Path, *arguments: str | Path) -> Result:
    """Run a command on a project, in this process."""
    words = ["--project", str(project), *map(str, arguments)]
    return CliRunner().invoke(main, words)


def release(project: Path, period: str, *more: str | Path) -> Result:
    """Release a period; fails the test when it is refused."""
    result = run(project, "release", period, *more)
    assert result.exit_code == 0, result.output
    return result


def state(folder: Path, *without: str) -> dict[str, str]:
    """A hash of every file below a folder, less those below some names at its top."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in without
    }
