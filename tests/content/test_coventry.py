"""The Coventry example says what its source says: figures, targets, actions and maturity."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scorecard.framework import Framework
from scorecard.framework.loading import load_framework
from scorecard.problems import Problems

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "coventry"
TABLE = ROOT / "tests" / "data" / "frameworks" / "coventry_2015_16.csv"
PERIODS = {
    "November 2015": "Nov 2015",
    "June 2016": "Jun 2016",
    "April 2016": "Apr 2016",
    "1st claim": "May 2016",
    "Autumn 2015": "AY 2015-16 autumn",
    "Spring 2016": "AY 2015-16 spring",
    "2016": "Jun 2016",
}
TARGETS: dict[str, dict[str, Any]] = {
    "fixed_min(70)": {"at_least": Decimal(70)},
    "fixed_max(15)": {"at_most": Decimal(15)},
    "fixed_min(40)": {"at_least": Decimal(40)},
    "count_min(3130)": {"at_least": Decimal(3130)},
    "count_min(16)": {"at_least": Decimal(16)},
    "count_min(20)": {"at_least": Decimal(20)},
    "count_min(400)": {"at_least": Decimal(400)},
}
CLAIMS = "count_min(535) by end of financial year"
NOT_IN_TABLE = {"intensive-support-keyworkers"}
ROLES = {
    "CWPT (spelled out nowhere in the paper)",
    "Commissioning",
    "Consultant in Public Health",
    "Ignite, with senior managers of Children's Services",
    "LODS (spelled out nowhere in the paper)",
    "Programme manager, public health",
    "Role not printed",
    "Role not printed, supported by the Early Help Board",
    "Service Manager",
    "Service Manager; Human Resources",
    "Service Manager; Performance Manager",
}

Row = dict[str, str]


def rows_of(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def table(prefix: str = r"COV \d") -> list[Row]:
    return [row for row in rows_of(TABLE) if re.match(prefix, row["ref"])]


@pytest.fixture(scope="module")
def framework() -> Framework:
    problems = Problems()
    loaded = load_framework(PROJECT / "content", problems)
    assert loaded is not None
    assert list(problems) == []
    return loaded


@pytest.fixture(scope="module")
def data() -> list[Row]:
    return [row for file in (PROJECT / "data").glob("*.csv") for row in rows_of(file)]


def cell_for(row: Row, framework: Framework, data: list[Row]) -> Row:
    """The one cell of the data that stands for a row of the table."""
    ids = {i.id for i in framework.indicators if i.source_ref == row["ref"]}
    found = [
        cell
        for cell in data
        if cell["indicator"] in ids and cell["period"] == PERIODS[row["period"]]
    ]
    assert len(found) == 1, row["ref"]
    return found[0]


def test_every_reference_of_the_table_is_some_items(framework: Framework) -> None:
    assert framework.maturity is not None
    refs = {i.source_ref for i in framework.indicators} | {a.source_ref for a in framework.actions}
    refs |= {area.source_ref for area in framework.maturity.areas}
    assert refs - {""} == {row["ref"] for row in rows_of(TABLE)}


def test_references_that_the_table_made_up_are_not_shown_as_printed(framework: Framework) -> None:
    assert all(not i.ref for i in framework.indicators)
    assert [a.ref for a in framework.actions if a.ref] == ["1", "2", "4", "5", "7", "9", "10"]


def test_every_printed_figure_stands_in_the_data(framework: Framework, data: list[Row]) -> None:
    seen = []
    for row in table():
        if row["value"]:
            cell = cell_for(row, framework, data)
            part = "value" if row["unit"] == "percent" else "numerator"
            assert cell[part] == row["value"], row["ref"]
            seen.append((cell["indicator"], cell["period"]))
    others = [c["indicator"] for c in data if (c["indicator"], c["period"]) not in seen]
    assert set(others) == NOT_IN_TABLE


def test_what_has_a_target_and_no_figure_awaits_data(framework: Framework, data: list[Row]) -> None:
    awaiting = {i.id for i in framework.indicators} - {cell["indicator"] for cell in data}
    assert awaiting == {"strengthening-families-phase-2", "new-assessments-at-level-2"}


def test_targets_and_direction_are_those_of_the_table(framework: Framework) -> None:
    for row in table():
        for indicator in (i for i in framework.indicators if i.source_ref == row["ref"]):
            target = indicator.target
            given = target and target.model_dump(exclude_none=True, exclude_defaults=True)
            if row["target_rule"] == CLAIMS:
                assert target is not None
                assert target.milestone is not None
                assert target.milestone.at_least == 535
                assert target.by is not None
                assert target.by.name == "Mar 2017"
            else:
                assert given == TARGETS.get(row["target_rule"]), row["ref"]
            polarity = {"high": "higher", "low": "lower", "none": "none"}[row["polarity"]]
            assert indicator.polarity == polarity, row["ref"]


def test_two_year_olds_are_two_things_and_not_a_series(
    framework: Framework, data: list[Row]
) -> None:
    found = [i for i in framework.indicators if i.source_ref == "COV 8"]
    assert len(found) == 2
    for indicator in found:
        assert len([cell for cell in data if cell["indicator"] == indicator.id]) == 1
        assert any("two things" in caveat for caveat in indicator.caveats)


def test_figures_that_are_not_clear_carry_a_note_and_a_caveat(
    framework: Framework, data: list[Row]
) -> None:
    for row in table():
        if row["confidence"] != "clear":
            cell = cell_for(row, framework, data)
            assert cell["note"], row["ref"]
            assert next(i for i in framework.indicators if i.id == cell["indicator"]).caveats


def test_only_values_are_held_for_percentages(framework: Framework) -> None:
    for indicator in framework.indicators:
        expected = "not_held" if indicator.measure == "percentage" else "held"
        assert indicator.parts == expected, indicator.id


def test_the_matrix_has_seven_areas_on_four_levels(framework: Framework) -> None:
    matrix = framework.maturity
    assert matrix is not None
    assert [level.level for level in matrix.levels] == [1, 2, 3, 4]
    by_ref = {area.source_ref: area for area in matrix.areas}
    rows = table("COV M")
    assert len(rows) == len(by_ref) == 7
    for row in rows:
        area = by_ref[row["ref"]]
        assert area.title.casefold() == row["title"].casefold()
        assert [a.level for a in area.assessments] == [int(row["value"])]


def test_actions_carry_the_level_that_was_printed_and_say_how_it_was_read(
    framework: Framework,
) -> None:
    by_ref = {action.source_ref: action for action in framework.actions}
    for row in table("COV A"):
        action = by_ref[row["ref"]]
        assert action.level == int(row["value"]), row["ref"]
        assert action.ref == re.findall(r"\d+", row["title"])[0]
        assert f"level {row['value']} from the scan" in action.progress


def test_every_action_has_an_area_of_the_matrix_an_achievement_and_next_steps(
    framework: Framework,
) -> None:
    assert framework.maturity is not None
    areas = {area.title for area in framework.maturity.areas}
    assert {action.area for action in framework.actions} == areas
    for action in framework.actions:
        assert action.progress, action.id
        assert action.sub_actions, action.id
        assert action.priority is not None
        assert action.priority.replace("-", " ") == action.area.casefold()


def test_only_what_is_printed_as_completed_is_done(framework: Framework) -> None:
    steps = [step for action in framework.actions for step in action.sub_actions]
    assert {step.state for step in steps} == {"done", None}
    assert sum(step.state == "done" for step in steps) == 15
    assert all(action.state is None for action in framework.actions)


def test_source_page_names_only_what_exists_and_leaves_nothing_out(framework: Framework) -> None:
    text = (PROJECT / "SOURCE.md").read_text(encoding="utf-8")
    assert framework.maturity is not None
    ids = {i.id for i in framework.indicators} | {a.id for a in framework.actions}
    ids |= {area.id for area in framework.maturity.areas}
    pages = {page.name for page in framework.pages}
    named = set(re.findall(r"`([^`]+)`", text)) - {"maturity.yml"}
    assert named - ids - pages == set()
    assert ids - named == set()
    for row in rows_of(TABLE):
        assert re.search(rf"{row['ref']}\b", text), row["ref"]


def test_leads_are_roles_and_bodies_that_the_plan_names(framework: Framework) -> None:
    steps = [step for action in framework.actions for step in action.sub_actions]
    leads = {action.lead for action in framework.actions} | {step.lead for step in steps}
    assert leads - {""} == ROLES
