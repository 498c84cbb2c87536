"""A small framework, and a project whose data folder a test writes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scorecard.framework import Framework
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.indicators import Indicator
from scorecard.framework.policy import Policy
from scorecard.problems import Problems, Severity
from scorecard.tables import PrivateTables, read_tables

SCORECARD: Mapping[str, Any] = {
    "title": "Early Help scorecard",
    "partnership": "A partnership",
    "contact": {"name": "Performance team"},
    "areas": [
        {"id": "district", "name": "The district", "parts": ["east", "west"]},
        {"id": "east", "name": "East locality"},
        {"id": "west", "name": "West locality"},
    ],
    "comparators": [{"id": "england", "name": "England"}, {"id": "family", "name": "Neighbours"}],
    "breakdowns": [
        {
            "id": "age",
            "name": "Age group",
            "exhaustive": True,
            "categories": [
                {"id": "age-0-to-4", "name": "0 to 4"},
                {"id": "age-5-to-10", "name": "5 to 10"},
            ],
        },
        {
            "id": "send",
            "name": "Special educational needs",
            "categories": [{"id": "with-send", "name": "With SEND"}],
        },
    ],
}


def indicator(**fields: Any) -> Indicator:
    return Indicator.model_validate({"title": "An indicator", **fields})


INDICATORS = (
    indicator(
        id="families",
        measure="count",
        counts="families",
        flow="sum",
        breakdowns=["age", "send"],
    ),
    indicator(id="children", measure="count", flow="distinct"),
    indicator(
        id="re-referrals",
        title="Re-referrals to early help",
        measure="percentage",
        flow="sum",
        comparators=["england"],
        breakdowns=["age"],
    ),
    indicator(id="in-care", measure="rate", per=10000, flow="sum"),
    indicator(id="days", measure="mean", flow="sum"),
    indicator(id="delivered", measure="ratio", counts="activities", flow="sum"),
    indicator(id="saved", measure="money", counts="money", flow="sum"),
    indicator(id="level", measure="score"),
    indicator(id="gap", measure="gap", frequency="annual"),
    indicator(id="survey", measure="percentage", parts="not_held", frequency="annual"),
    indicator(id="story", measure="narrative"),
    indicator(id="waiting", measure="count", frequency="monthly", flow="snapshot"),
)


@pytest.fixture
def framework() -> Framework:
    return Framework(
        scorecard=ScorecardFile.model_validate(SCORECARD),
        policy=Policy(),
        priorities=(),
        outcomes=(),
        actions=(),
        indicators=INDICATORS,
    )


@dataclass
class Reading:
    """What came of reading a data folder."""

    tables: PrivateTables
    problems: Problems

    @property
    def lines(self) -> list[str]:
        return [str(problem) for problem in self.problems]

    @property
    def errors(self) -> list[str]:
        return [str(p) for p in self.problems if p.severity is Severity.ERROR]

    @property
    def only(self) -> str:
        assert len(self.lines) == 1, self.lines
        return self.lines[0]


Read = Callable[..., Reading]
HEADER = "indicator,period,area,breakdown,category,numerator,denominator,value,status,note"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def read(data: Path, framework: Framework) -> Read:
    """Write rows under the full header to data/a.csv, if any are given, and read the folder."""

    def read_rows(*rows: str, header: str = HEADER) -> Reading:
        if rows:
            (data / "a.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        problems = Problems()
        return Reading(read_tables(data, framework, problems), problems)

    return read_rows
