"""The Worcestershire example says what its source tables say: each figure, target and verdict."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.loading import load_framework
from scorecard.measures import Measure
from scorecard.periods import Period, parse_period
from scorecard.problems import Problems

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "worcestershire"
TABLES = ROOT / "tests" / "data" / "frameworks"
EDUCATION = "worcestershire_kpi_2016.csv"
SAFEGUARDING = "worcestershire_back_to_basics_2016.csv"
HEADER = "indicator,period,area,breakdown,category,numerator,denominator,value,status,note"
AREAS = {
    "Worcestershire": "worcestershire",
    "National": "national",
    "Statistical neighbours": "statistical-neighbours",
}
BOTH = ("national", "statistical-neighbours")
TARGETS: dict[str, dict[str, Any]] = {
    "gt_all(national,statistical_neighbours)": {"above": BOTH},
    "lt_min(national,statistical_neighbours)": {"below": BOTH, "whichever": "lower"},
    "ge_max(national,statistical_neighbours)": {"in_line_with": BOTH, "whichever": "higher"},
    "le_const(1)": {"at_most": Decimal(1)},
    "gap_narrower_than_previous": {"improve_on": "previous"},
    "better_than_previous_strict": {"improve_on": "previous"},
    "fixed_min(95)": {"at_least": Decimal(95)},
    "fixed_min(97)": {"at_least": Decimal(97)},
    "fixed_min(100)": {"at_least": Decimal(100)},
}
MEASURES = {
    "percent": Measure.PERCENTAGE,
    "percentage points": Measure.GAP,
    "count": Measure.COUNT,
}
DIFFERENT = {"KPI 11 / KS4 gap", "KPI 12 / KS4 gap"}
"""The two printed verdicts that do not follow from their own rule."""

Row = dict[str, str]
Key = tuple[str, Period, str]


def rows_of(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def source_rows() -> list[Row]:
    return rows_of(TABLES / EDUCATION) + rows_of(TABLES / SAFEGUARDING)


@pytest.fixture(scope="module")
def framework() -> Framework:
    problems = Problems()
    loaded = load_framework(PROJECT / "content", problems)
    assert loaded is not None
    assert list(problems) == []
    return loaded


@pytest.fixture(scope="module")
def indicators(framework: Framework) -> tuple[Indicator, ...]:
    """Those on education and safeguarding; the others have a test of their own."""
    return tuple(i for i in framework.indicators if "stronger-families" not in i.priorities)


@pytest.fixture(scope="module")
def by_ref(indicators: tuple[Indicator, ...]) -> dict[str, Indicator]:
    return {i.source_ref: i for i in indicators}


@pytest.fixture(scope="module")
def cells() -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for name in ("education.csv", "safeguarding.csv"):
        for row in rows_of(PROJECT / "data" / name):
            key = (row["indicator"], parse_period(row["period"]), row["area"])
            assert key not in found, f"{key} is given twice"
            found[key] = row
    return found


def with_period() -> Iterator[tuple[Row, Period]]:
    """The rows of the source that stand for a cell; a block without any has one blank row."""
    for row in source_rows():
        if row["period"]:
            yield row, parse_period(row["period"].removesuffix(" (baseline)"))


def first_rows() -> dict[str, Row]:
    first: dict[str, Row] = {}
    for row in source_rows():
        first.setdefault(row["ref"], row)
    return first


def test_there_are_31_education_and_seven_safeguarding_indicators(
    indicators: tuple[Indicator, ...],
) -> None:
    refs = [i.source_ref for i in indicators]
    assert len(refs) == len(set(refs)) == 38
    assert sum(ref.startswith("KPI ") for ref in refs) == 31
    assert sum(ref.startswith("B2B ") for ref in refs) == 7


def test_references_are_those_of_the_source_and_only_printed_ones_are_shown(
    indicators: tuple[Indicator, ...],
) -> None:
    assert {i.source_ref for i in indicators} == set(first_rows())
    for indicator in indicators:
        made_up = indicator.source_ref.startswith("B2B ")
        assert indicator.ref == ("" if made_up else indicator.source_ref)


def test_every_figure_of_the_source_stands_in_the_data_as_printed(
    by_ref: dict[str, Indicator], cells: dict[Key, Row]
) -> None:
    for row, period in with_period():
        cell = cells[by_ref[row["ref"]].id, period, AREAS[row["area"]]]
        expected = "" if row["value"] == "x" else row["value"]
        assert cell["value"] == expected, (row["ref"], row["area"], row["period"])


def test_the_data_hold_nothing_that_the_source_does_not(
    by_ref: dict[str, Indicator], cells: dict[Key, Row]
) -> None:
    assert set(cells) == {
        (by_ref[row["ref"]].id, period, AREAS[row["area"]]) for row, period in with_period()
    }
    for cell in cells.values():
        others = ("breakdown", "category", "numerator", "denominator")
        assert not any(cell[column] for column in others), cell


def test_a_printed_x_arrives_hidden_and_a_printed_dash_arrives_missing(
    by_ref: dict[str, Indicator], cells: dict[Key, Row]
) -> None:
    for row, period in with_period():
        cell = cells[by_ref[row["ref"]].id, period, AREAS[row["area"]]]
        assert cell["status"] == {"x": "c", "": "x"}.get(row["value"], ""), row["ref"]
    assert sum(cell["status"] == "c" for cell in cells.values()) == 2


def test_figures_that_are_not_clear_in_the_scan_carry_a_note_and_a_caveat(
    by_ref: dict[str, Indicator], cells: dict[Key, Row]
) -> None:
    for row, period in with_period():
        indicator = by_ref[row["ref"]]
        cell = cells[indicator.id, period, AREAS[row["area"]]]
        if row["confidence"] != "clear":
            assert cell["note"] in indicator.caveats, row["ref"]
        elif not cell["status"]:
            assert not cell["note"], row["ref"]


def test_targets_measures_and_polarity_are_as_the_titles_word_them(
    by_ref: dict[str, Indicator],
) -> None:
    for ref, row in first_rows().items():
        indicator = by_ref[ref]
        assert indicator.target is not None, ref
        given = indicator.target.model_dump(exclude_none=True, exclude_defaults=True)
        assert given == TARGETS[row["target_rule"]], ref
        assert indicator.measure is MEASURES[row["unit"]], ref
        assert indicator.polarity == {"high": "higher", "low": "lower"}[row["polarity"]], ref
        assert row["title"].rstrip(".") in indicator.source, ref


def test_figures_keep_the_decimals_that_were_printed(by_ref: dict[str, Indicator]) -> None:
    for row, _ in with_period():
        if row["value"] not in ("", "x"):
            printed = len(row["value"].partition(".")[2])
            assert by_ref[row["ref"]].places == printed, row["ref"]


def test_only_values_are_held_so_no_indicator_claims_its_parts(
    indicators: tuple[Indicator, ...],
) -> None:
    assert {i.parts for i in indicators} == {"not_held"}


def test_education_indicators_with_figures_name_both_comparators(
    by_ref: dict[str, Indicator],
) -> None:
    for row, _ in with_period():
        named = BOTH if row["ref"].startswith("KPI ") else ()
        assert by_ref[row["ref"]].comparators == named, row["ref"]


def test_the_verdict_that_was_printed_is_given_for_the_latest_year(
    by_ref: dict[str, Indicator],
) -> None:
    latest: dict[str, Period] = {}
    for row, period in with_period():
        if row["area"] == "Worcestershire":
            latest[row["ref"]] = period
    for ref, row in first_rows().items():
        verdict = by_ref[ref].published_verdict
        if row["target_met_published"]:
            assert verdict is not None, ref
            assert verdict.printed == row["target_met_published"], ref
            assert verdict.period == latest[ref], ref
            assert bool(verdict.note) == (ref in DIFFERENT), ref
        else:
            assert verdict is None, ref


def test_safeguarding_indicators_start_from_the_baseline_where_one_is_printed(
    by_ref: dict[str, Indicator],
) -> None:
    for row in rows_of(TABLES / SAFEGUARDING):
        if row["period"].endswith("(baseline)"):
            baseline = by_ref[row["ref"]].baseline
            assert (baseline is not None) == bool(row["value"]), row["ref"]
            assert baseline is None or baseline.period == parse_period("May 2015")


def test_every_indicator_belongs_to_a_priority_and_has_commentary(framework: Framework) -> None:
    priorities = {priority for i in framework.indicators for priority in i.priorities}
    assert priorities == {p.id for p in framework.priorities}
    assert all(len(i.priorities) == 1 for i in framework.indicators)
    commented = {i.id for i in framework.indicators if i.priorities != ("stronger-families",)}
    assert {c.indicator for c in framework.commentary} == commented


def test_commentary_stands_with_the_latest_figure(
    framework: Framework, cells: dict[Key, Row]
) -> None:
    for comment in framework.commentary:
        own = [p for (i, p, a) in cells if (i, a) == (comment.indicator, "worcestershire")]
        assert comment.period == max(own, key=lambda p: p.end, default=comment.period)
        assert bool(comment.fields.corrective_action) == bool(comment.fields.owner)


def test_the_columns_are_those_of_the_contract() -> None:
    for file in (PROJECT / "data").glob("*.csv"):
        assert file.read_text(encoding="utf-8").splitlines()[0] == HEADER
