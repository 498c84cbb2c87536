"""Small scorecards for tests: real YAML files on disk, and published cells to score them with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from scorecard.framework import Framework
from scorecard.framework.loading import load_framework
from scorecard.periods import Period, parse_period
from scorecard.problems import Problems, as_text
from scorecard.published import (
    CellKey,
    IndicatorResults,
    PublishedCell,
    PublishedTables,
    Result,
    Scorecard,
    Status,
)
from scorecard.scoring.assess import assess

SCORECARD = """\
title: Early Help scorecard
partnership: Early Help Partnership
contact: {name: Performance team, email: performance@example.org}
areas:
  - {id: district, name: The district, parts: [east, west]}
  - {id: east, name: East locality}
  - {id: west, name: West locality}
comparators:
  - {id: england, name: England}
  - {id: neighbours, name: Neighbours, method: mean, members: 10}
breakdowns:
  - {id: age, name: Age group, exhaustive: true,
     categories: [{id: younger, name: 0 to 9}, {id: older, name: 10 to 18}]}
"""
PRIORITIES = "- {id: pathway, title: A clear pathway}\n"
OUTCOMES = "- {id: respond-early, title: Families are helped early}\n"
INDICATOR = """\
id: on-time
title: Assessments on time
measure: percentage
polarity: higher
flow: sum
priorities: [pathway]
outcomes: [respond-early]
comparators: [england, neighbours]
breakdowns: [age]
"""
FILES: Mapping[str, str] = {
    "scorecard.yml": SCORECARD,
    "priorities.yml": PRIORITIES,
    "outcomes.yml": OUTCOMES,
    "indicators/on-time.yml": INDICATOR,
}
COUNT = "id: on-time\ntitle: Families helped\nmeasure: count\npolarity: higher\nflow: sum\n"
RATE = (
    "id: on-time\ntitle: First offences\nmeasure: rate\nper: 1000\npolarity: lower\nflow: sum\n"
    "comparators: [england]\n"
)
SCORE = "id: on-time\ntitle: Audit grade\nmeasure: score\npolarity: higher\n"
NOT_HELD = INDICATOR + "parts: not_held\n"

HIDDEN = "hidden"
MISSING = "missing"
Figure = str | tuple[int, int] | int
At = str | tuple[str, ...]
"""A period, or a period with an area and perhaps a category."""
Figures = dict[At, Figure]


def write_content(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write a content/ folder: the small scorecard, with some files replaced or added."""
    content = folder / "content"
    for name, text in {**FILES, **(files or {})}.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return content


def faults(folder: Path, files: Mapping[str, str] | None = None) -> list[str]:
    """Every problem of a small scorecard, as a person would read it."""
    problems = Problems()
    load_framework(write_content(folder, files), problems)
    return as_text(problems).splitlines()


def framework_of(folder: Path, indicator: str = INDICATOR, **files: str) -> Framework:
    """The framework of a small scorecard with one indicator, which must be without fault."""
    named = {f"{name}.yml": text for name, text in files.items()}
    content = write_content(folder, {"indicators/on-time.yml": indicator, **named})
    problems = Problems()
    framework = load_framework(content, problems)
    assert framework is not None
    assert as_text(problems) == ""
    return framework


def cell_of(key: CellKey, figure: Figure) -> PublishedCell:
    """A published cell: parts as a pair, a count as a number, a value as text, or none."""
    if figure == HIDDEN:
        return PublishedCell(key, Status.SUPPRESSED)
    if figure == MISSING:
        return PublishedCell(key, Status.NOT_AVAILABLE)
    if isinstance(figure, tuple):
        parts = Decimal(figure[0]), Decimal(figure[1])
        return PublishedCell(key, Status.SHOWN, *parts)
    if isinstance(figure, int):
        return PublishedCell(key, Status.SHOWN, Decimal(figure))
    return PublishedCell(key, Status.SHOWN, given_value=Decimal(figure))


def key_of(period: str, area: str = "district", category: str = "all") -> CellKey:
    """The key of a figure of the small scorecard's one indicator."""
    breakdown = "all" if category == "all" else "age"
    return CellKey("on-time", parse_period(period), area, breakdown, category)


def score(
    framework: Framework,
    figures: Mapping[At, Figure],
    until: str = "2030-31 Q4",
    as_at: date = date(2031, 5, 1),
) -> Scorecard:
    """Score figures of the one indicator, by period, or by period, area and category."""
    cells = {}
    for at, figure in figures.items():
        key = key_of(*((at,) if isinstance(at, str) else at))
        cells[key] = cell_of(key, figure)
    return assess(PublishedTables(cells), framework, parse_period(until), as_at)


def results_of(framework: Framework, figures: Mapping[At, Figure]) -> IndicatorResults:
    """The results of the one indicator."""
    return score(framework, figures).of("on-time")


def result_of(framework: Framework, figures: Mapping[At, Figure], *at: str) -> Result:
    """The result of one figure: the latest, or the one named by period, area and category."""
    results = results_of(framework, figures)
    if at:
        return results.results[key_of(*at)]
    assert results.latest is not None
    return results.latest


def period(text: str) -> Period:
    """A period as it is written in data."""
    return parse_period(text)
