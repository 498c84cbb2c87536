"""The five scorecards of this repository, and what each says of a reference of its source."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.loading import load_framework
from scorecard.framework.targets import Target
from scorecard.problems import Problems, as_text
from tests.sharing import made_once

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "data" / "frameworks"
INPUTS = ("content", "data", "theme", "mkdocs.yml")
"""What a project consists of; whatever else stands beside it was built."""

Row = dict[str, str]


@dataclass(frozen=True)
class Example:
    """One scorecard: its folder, the page that follows its source, and the tables of that."""

    name: str
    folder: Path
    source: Path
    tables: tuple[str, ...]

    @cached_property
    def framework(self) -> Framework:
        """Its definitions, with the figures in them."""
        problems = Problems()
        found = load_framework(self.folder / "content", problems)
        assert found is not None, as_text(problems)
        return found

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the tables of its source."""
        return tuple(row for name in self.tables for row in rows_of(TABLES / f"{name}.csv"))

    @cached_property
    def data(self) -> tuple[Row, ...]:
        """All rows of its data."""
        files = sorted((self.folder / "data").glob("*.csv"))
        return tuple(row for file in files for row in rows_of(file))

    @property
    def items(self) -> tuple[Any, ...]:
        """Everything that can have a reference of the source."""
        return tuple(_items(self.framework))

    def items_of(self, ref: str) -> list[Any]:
        """The items that one reference of the table stands for."""
        return [item for item in self.items if item.source_ref == ref]

    def data_of(self, item: Any) -> list[Row]:
        """The rows of data that are an item's own: an indicator's, or a category's."""
        if isinstance(item, Indicator):
            return [r for r in self.data if r["indicator"] == item.id and not r["category"]]
        return [row for row in self.data if row["category"] == item.id]

    def built(self, factory: pytest.TempPathFactory) -> tuple[Path, CompletedProcess[str]]:
        """A clean checkout of it, in which the program was run once for all tests, and its words.

        Tests only read it.
        """
        made = made_once(factory, f"example-{self.name}", self._build)
        ended = json.loads((made / "ended.json").read_text("utf-8"))
        return made / self.name, CompletedProcess(**ended)

    def _build(self, folder: Path) -> None:
        program = Path(sys.executable).with_name("scorecard")
        project = self.copy_to(folder / self.name)
        command = [str(program), "--project", str(project), "build", "--strict"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        (folder / "ended.json").write_text(json.dumps(vars(ended)), "utf-8")

    def copy_to(self, folder: Path) -> Path:
        """A clean checkout of it: what people wrote, and nothing that was built."""
        for name in INPUTS:
            given = self.folder / name
            if given.is_dir():
                shutil.copytree(given, folder / name)
            elif given.exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy(given, folder / name)
        return folder


def _example(name: str, *tables: str) -> Example:
    folder = ROOT / "examples" / name
    return Example(name, folder, folder / "SOURCE.md", tables)


EXAMPLES = (
    Example("root", ROOT, ROOT / "docs" / "source-bradford.md", ("bradford_appendix_a",)),
    _example("walsall-framework-2018", "walsall_framework_2018_19"),
    _example("walsall-plan-2017", "walsall_outcomes_plan_2017", "walsall_review_2016"),
    _example("coventry", "coventry_2015_16"),
    _example(
        "worcestershire",
        "worcestershire_kpi_2016",
        "worcestershire_back_to_basics_2016",
        "worcestershire_stronger_families",
    ),
)


def example(name: str) -> Example:
    """One of the five, by its name."""
    return next(one for one in EXAMPLES if one.name == name)


def rows_of(file: Path) -> list[Row]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _items(framework: Framework) -> Iterator[Any]:
    yield from framework.indicators
    yield from framework.priorities
    yield from framework.outcomes
    for breakdown in framework.scorecard.breakdowns:
        yield from breakdown.categories
    for action in framework.actions:
        yield action
        yield from action.sub_actions
    if framework.maturity is not None:
        yield from framework.maturity.areas
    if framework.criteria is not None:
        for theme in framework.criteria.themes:
            yield from theme.criteria


def names_of(framework: Framework) -> set[str]:
    """Every id that a reader could be pointed to, pages among them."""
    found = {item.id for item in _items(framework) if item.id is not None}
    found |= {page.name for page in framework.pages}
    found |= {breakdown.id for breakdown in framework.scorecard.breakdowns}
    if framework.criteria is not None:
        found |= {theme.id for theme in framework.criteria.themes}
    return found


def figures_of(item: Any, rows: list[Row]) -> set[Decimal]:
    """Every figure that an item's data or definition holds, and the percentages that follow."""
    found = {Decimal(row[part]) for row in rows for part in ("value", "numerator") if row[part]}
    for row in rows:
        if row["numerator"] and row["denominator"]:
            share = 100 * Decimal(row["numerator"]) / Decimal(row["denominator"])
            found |= {round(share, places) for places in range(3)}
    if isinstance(item, Indicator):
        starts = [item.baseline, item.target.from_ if item.target else None]
        found |= {start.value for start in starts if start and start.value is not None}
    levels = [a.level for a in getattr(item, "assessments", ())] + [getattr(item, "level", None)]
    return found | {Decimal(level) for level in levels if level is not None}


def lines_of(target: Target | None) -> set[Decimal]:
    """Every number that a target aims for, at any date."""
    found: set[Decimal] = set()
    if target is None:
        return found
    bounds = [target, target.milestone, *(target.by_period or {}).values()]
    for bound in bounds:
        if bound is not None:
            found |= {n for n in (bound.at_least, bound.at_most) if n is not None}
    return found
