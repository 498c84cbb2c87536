"""A small project on disk: three kinds of measure, two localities, a workbook and commentary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = "indicator,period,area,breakdown,category,numerator,denominator,value,status,note"
SCORECARD = """\
title: Small scorecard
partnership: A partnership
contact: {name: Performance team}
illustrative: true
areas:
  - {id: district, name: The district, parts: [east, west]}
  - {id: east, name: East locality}
  - {id: west, name: West locality}
comparators:
  - {id: england, name: England}
breakdowns:
  - {id: age, name: Age group, exhaustive: true,
     categories: [{id: younger, name: 0 to 9}, {id: older, name: 10 to 18}]}
releases:
  - {period: 2020-21 Q3, due: 2021-02-12}
"""
HELPED = """\
id: helped
title: Families helped
measure: count
counts: families
flow: sum
priorities: [pathway]
breakdowns: [age]
"""
ON_TIME = """\
id: on-time
title: Assessments on time
measure: percentage
polarity: higher
flow: sum
priorities: [pathway]
outcomes: [early]
comparators: [england]
target: {at_least: 80}
"""
WAITING = """\
id: waiting
title: Families waiting
measure: count
counts: families
flow: snapshot
frequency: monthly
priorities: [pathway]
"""
DAYS = """\
id: days
title: Days to assess
measure: mean
flow: sum
priorities: [pathway]
"""
COMMENTARY = """\
---
corrective_action: Ask schools to send their part of the assessment sooner.
owner: Quality sub-group
due: 2021-03-31
---

More assessments were finished on time.
"""
PERIODS = ("2018-19 Q4", "2019-20 Q1", "2019-20 Q2", "2019-20 Q3", "2019-20 Q4",
           "2020-21 Q1", "2020-21 Q2", "2020-21 Q3")  # fmt: skip
MONTHS = ("May 2020", "Jun 2020", "Jul 2020", "Aug 2020", "Sep 2020", "Oct 2020", "Nov 2020",
          "Dec 2020")  # fmt: skip

# Every figure is unlike any line number or year, so that a message that repeats one is seen.
ON_TIME_ROWS = tuple(
    f"on-time,{period},{area},,,{numerator},{denominator},,,"
    for at, period in enumerate(PERIODS)
    for area, numerator, denominator in (
        ("", 841 + 2 * at, 1073 + 4 * at),
        ("east", 417 + at, 536 + 2 * at),
        ("west", 424 + at, 537 + 2 * at),
    )
)
HELPED_ROWS = (
    "helped,2020-21 Q3,,,,687,,,,",
    "helped,2020-21 Q3,east,,,346,,,,",
    "helped,2020-21 Q3,west,,,341,,,,",
    "helped,2020-21 Q3,,age,younger,254,,,,",
    "helped,2020-21 Q3,,age,older,433,,,,",
    "helped,2019-20,,,,2651,,,,",
    "helped,2019-20 Q1,,,,659,,,,",
    "helped,2019-20 Q2,,,,661,,,,",
    "helped,2019-20 Q3,,,,663,,,,",
    "helped,2019-20 Q4,,,,668,,,,",
)
WAITING_ROWS = tuple(f"waiting,{month},,,,{571 + at},,,," for at, month in enumerate(MONTHS))
ENGLAND_ROWS = tuple(
    f"on-time,{period},england,,,,,74.{at + 1},," for at, period in enumerate(PERIODS)
)
DAYS_ROWS = (("days", "2020-21 Q3", "", 5417.5, 391), ("days", "2020-21 Q2", "", 5523, 397))
DAYS_HEADER = ("indicator", "period", "area", "numerator", "denominator")


def table(rows: tuple[str, ...]) -> str:
    """Rows under the full header, as a CSV file holds them."""
    return "\n".join((HEADER, *rows)) + "\n"


FILES: Mapping[str, str] = {
    "content/scorecard.yml": SCORECARD,
    "content/disclosure.yml": "threshold: 6\nminimum_denominator: 20\n",
    "content/priorities.yml": "- {id: pathway, title: A clear pathway}\n",
    "content/outcomes.yml": "- {id: early, title: Families are helped early}\n",
    "content/actions.yml": "- {id: train, title: Train everybody, priority: pathway}\n",
    "content/indicators/helped.yml": HELPED,
    "content/indicators/on-time.yml": ON_TIME,
    "content/indicators/waiting.yml": WAITING,
    "content/indicators/days.yml": DAYS,
    "content/commentary/2020-21-q3/on-time.md": COMMENTARY,
    "data/helped.csv": table(HELPED_ROWS),
    "data/on-time.csv": table(ON_TIME_ROWS),
    "data/waiting.csv": table(WAITING_ROWS),
    "data/england.csv": table(ENGLAND_ROWS),
}


def write_project(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write the project, with some files replaced or added; the workbook is always there."""
    for name, text in {**FILES, **(files or {})}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    write_workbook(folder, [DAYS_HEADER, *DAYS_ROWS])
    return folder


def write_workbook(folder: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write data/book.xlsx with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(list(row))
    book.save(folder / "data" / "book.xlsx")
