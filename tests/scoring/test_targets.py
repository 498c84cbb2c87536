"""Every form of target: before, at and after its date, equality, and what cannot be assessed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from scorecard.published import Reason, Result, Verdict
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    SCORE,
    Figure,
    framework_of,
    result_of,
)

NOW = "2020-21 Q3"


def judged(
    folder: Path, target: str, figure: Figure, indicator: str = INDICATOR, when: str = NOW
) -> Result:
    framework = framework_of(folder, f"{indicator}target: {target}\n")
    return result_of(framework, {when: figure})


def verdict(folder: Path, target: str, figure: Figure, indicator: str = INDICATOR) -> str:
    return judged(folder, target, figure, indicator).judgement.verdict.value


@pytest.mark.parametrize(
    ("target", "figure", "expected"),
    [
        ("{at_least: 80}", (80, 100), "met"),
        ("{at_least: 80}", (799, 1000), "not_met"),
        ("{at_least: 79.95}", (7995, 10000), "met"),
        ("{at_most: 15}", (15, 100), "met"),
        ("{at_most: 15}", (151, 1000), "not_met"),
        ("{between: [10, 20]}", (10, 100), "met"),
        ("{between: [10, 20]}", (20, 100), "met"),
        ("{between: [10, 20]}", (99, 1000), "not_met"),
        ("{between: [10, 20]}", (201, 1000), "not_met"),
    ],
)
def test_a_fixed_target_is_reached_at_equality(
    tmp_path: Path, target: str, figure: tuple[int, int], expected: str
) -> None:
    assert verdict(tmp_path, target, figure) == expected


def test_a_target_is_shown_with_the_digits_that_its_definition_has(tmp_path: Path) -> None:
    lines = [judged(tmp_path, f"{{at_least: {said}}}", (1, 2)).target for said in ("80", "80.0")]
    assert [str(line.shown) for line in lines if line] == ["80", "80.0"]


def test_the_unrounded_value_is_judged_not_the_one_that_is_shown(tmp_path: Path) -> None:
    result = judged(tmp_path, "{at_least: 80}", (79_996, 100_000))
    assert str(result.value) == "80.0"
    assert result.judgement.verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("target", "figure", "expected"),
    [
        ("{at_least: 80, tolerance: 2}", (780, 1000), "near"),
        ("{at_least: 80, tolerance: 2}", (779, 1000), "not_met"),
        ("{at_most: 20, tolerance: 2}", (220, 1000), "near"),
        ("{at_most: 20, tolerance: 2}", (221, 1000), "not_met"),
        ("{at_least: 80, tolerance_percent: 5}", (760, 1000), "near"),
        ("{at_least: 80, tolerance_percent: 5}", (759, 1000), "not_met"),
        ("{at_least: 80, floor: 70}", (700, 1000), "near"),
        ("{at_least: 80, floor: 70}", (699, 1000), "not_met"),
        ("{at_most: 20, floor: 25}", (250, 1000), "near"),
        ("{at_most: 20, floor: 25}", (251, 1000), "not_met"),
        ("{between: [10, 20], tolerance: 1}", (90, 1000), "near"),
        ("{between: [10, 20], tolerance: 1}", (210, 1000), "near"),
        ("{between: [10, 20], tolerance: 1}", (89, 1000), "not_met"),
        ("{at_least: 80}", (799, 1000), "not_met"),
    ],
)
def test_near_is_only_what_the_definition_calls_near(
    tmp_path: Path, target: str, figure: tuple[int, int], expected: str
) -> None:
    assert verdict(tmp_path, target, figure) == expected


@pytest.mark.parametrize(
    ("exceeded", "figure", "expected"),
    [
        ("{below: 10}", (99, 1000), "exceeded"),
        ("{below: 10}", (100, 1000), "met"),
        ("{at_most: 10}", (100, 1000), "exceeded"),
        ("{by_period: {2020-21: {below: 10}}}", (99, 1000), "exceeded"),
        ("{by_period: {2019-20: {below: 10}}}", (99, 1000), "met"),
        ("{below: 10}", (151, 1000), "not_met"),
    ],
)
def test_good_practice_lies_beyond_the_target(
    tmp_path: Path, exceeded: str, figure: tuple[int, int], expected: str
) -> None:
    text = f"{INDICATOR}exceeded: {exceeded}\n"
    assert verdict(tmp_path, "{at_most: 15}", figure, text) == expected


BY_YEAR = "{by_period: {2018-19: {at_most: 15}, 2019-20: {at_most: 10}}}"


@pytest.mark.parametrize(
    ("when", "expected", "shown"),
    [
        ("2017-18 Q4", "none", None),
        ("2018-19 Q1", "met", 15),
        ("2018-19", "met", 15),
        ("2019-20 Q4", "not_met", 10),
        ("2020-21 Q1", "none", None),
    ],
)
def test_a_target_by_year_steps_and_a_quarter_is_held_against_its_years_line(
    tmp_path: Path, when: str, expected: str, shown: int | None
) -> None:
    result = judged(tmp_path, BY_YEAR, (12, 100), when=when)
    assert result.judgement.verdict == expected
    assert (result.target and result.target.shown) == shown


@pytest.mark.parametrize(
    ("when", "figure", "expected"),
    [
        ("2018-19 Q1", 9, "none"),
        ("2018-19 Q2", 10, "met"),
        ("2018-19 Q2", 9, "not_met"),
        ("Oct 2018", 10, "met"),
        ("2018-19 Q3", 19, "not_met"),
        ("2018-19 Q3", 20, "met"),
    ],
)
def test_a_target_by_date_steps_on_that_day(
    tmp_path: Path, when: str, figure: int, expected: str
) -> None:
    steps = "{by_period: {2018-09-30: {at_least: 10}, 2018-12-31: {at_least: 20}}}"
    assert judged(tmp_path, steps, figure, COUNT, when).judgement.verdict == expected


def beside(folder: Path, target: str, own: Figure, *others: Figure) -> Result:
    low = INDICATOR.replace("polarity: higher", "polarity: lower")
    text = f"{low if 'lower' in target or 'below' in target else INDICATOR}target: {target}\n"
    figures: dict[str | tuple[str, ...], Figure] = {NOW: own}
    for comparator, figure in zip(("england", "neighbours"), others, strict=False):
        figures[(NOW, comparator)] = figure
    return result_of(framework_of(folder, text), figures)


ABOVE = "{above: [england, neighbours]}"
BELOW = "{below: [england, neighbours], whichever: lower}"
IN_LINE = "{in_line_with: [england, neighbours], whichever: higher}"


@pytest.mark.parametrize(
    ("target", "own", "expected"),
    [
        (ABOVE, (751, 1000), "met"),
        (ABOVE, (750, 1000), "not_met"),
        (ABOVE, (720, 1000), "not_met"),
        (IN_LINE, (750, 1000), "met"),
        (IN_LINE, (749, 1000), "not_met"),
        (BELOW, (699, 1000), "met"),
        (BELOW, (700, 1000), "not_met"),
        (BELOW, (720, 1000), "not_met"),
        ("{below: [england, neighbours], whichever: higher}", (720, 1000), "met"),
        ("{above: [england, neighbours], whichever: lower}", (720, 1000), "met"),
        ("{in_line_with: [england, neighbours], whichever: lower}", (700, 1000), "met"),
        ("{in_line_with: [england, neighbours], whichever: lower}", (701, 1000), "not_met"),
        ("{above: england}", (701, 1000), "met"),
    ],
)
def test_comparators_set_the_line_strictly_except_in_line_with(
    tmp_path: Path, target: str, own: tuple[int, int], expected: str
) -> None:
    assert beside(tmp_path, target, own, "70", "75").judgement.verdict == expected


@pytest.mark.parametrize("target", [ABOVE, BELOW, IN_LINE])
@pytest.mark.parametrize(
    ("others", "reason"),
    [
        (("70",), Reason.COMPARATOR_MISSING),
        (("70", MISSING), Reason.COMPARATOR_MISSING),
        (("70", HIDDEN), Reason.COMPARATOR_HIDDEN),
        ((), Reason.COMPARATOR_MISSING),
    ],
)
def test_one_missing_or_hidden_comparator_and_nothing_is_assessed(
    tmp_path: Path, target: str, others: tuple[str, ...], reason: Reason
) -> None:
    result = beside(tmp_path, target, (720, 1000), *others)
    assert result.judgement.verdict is Verdict.NOT_ASSESSED
    assert result.judgement.reason is reason
    assert result.target is None


def test_a_group_is_held_against_the_same_group_elsewhere_never_against_everybody(
    tmp_path: Path,
) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{above: england}}\n")
    figures: dict[str | tuple[str, ...], Figure] = {
        (NOW, "district", "younger"): (80, 100),
        (NOW, "district", "older"): (80, 100),
        (NOW, "england"): "70",
        (NOW, "england", "older"): "85",
    }
    younger = result_of(framework, figures, NOW, "district", "younger")
    older = result_of(framework, figures, NOW, "district", "older")
    assert younger.judgement.reason is Reason.COMPARATOR_MISSING
    assert older.judgement.verdict is Verdict.NOT_MET
    assert younger.comparisons == ()
    assert [c.value for c in older.comparisons] == [85]


@pytest.mark.parametrize(
    ("polarity", "before", "now", "expected"),
    [
        ("higher", (70, 100), (71, 100), "met"),
        ("higher", (70, 100), (70, 100), "not_met"),
        ("higher", (70, 100), (69, 100), "not_met"),
        ("lower", (70, 100), (69, 100), "met"),
        ("lower", (70, 100), (70, 100), "not_met"),
    ],
)
def test_improvement_is_strict(
    tmp_path: Path, polarity: str, before: Figure, now: Figure, expected: str
) -> None:
    text = INDICATOR.replace("higher", polarity) + "target: {improve_on: previous}\n"
    result = result_of(framework_of(tmp_path, text), {"2020-21 Q2": before, NOW: now})
    assert result.judgement.verdict == expected


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({NOW: (70, 100)}, Reason.PREVIOUS_MISSING),
        ({"2020-21 Q1": (70, 100), NOW: (70, 100)}, Reason.PREVIOUS_MISSING),
        ({"2020-21 Q2": MISSING, NOW: (70, 100)}, Reason.PREVIOUS_MISSING),
        ({"2020-21 Q2": HIDDEN, NOW: (70, 100)}, Reason.PREVIOUS_HIDDEN),
        ({"2020-21 Q2": (7, 19), NOW: (70, 100)}, Reason.SMALL_EARLIER),
        ({"2020-21 Q2": (70, 100), NOW: (7, 19)}, Reason.SMALL_DENOMINATOR),
        ({"2020-21 Q2": (70, 100), NOW: MISSING}, Reason.NO_DATA),
        ({"2020-21 YTD Q2": (70, 100), "2020-21 YTD Q3": (70, 100)}, Reason.NOT_INDEPENDENT),
    ],
)
def test_no_improvement_is_claimed_without_a_fair_earlier_figure(
    tmp_path: Path, figures: dict[str | tuple[str, ...], Figure], reason: Reason
) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{improve_on: previous}}\n")
    judgement = result_of(framework, figures).judgement
    assert (judgement.verdict, judgement.reason) == (Verdict.NOT_ASSESSED, reason)


@pytest.mark.parametrize("broken", ["2020-21 Q3", "Dec 2020"])
def test_a_break_in_the_series_forbids_an_improvement(tmp_path: Path, broken: str) -> None:
    text = f"{INDICATOR}break_in_series: {{period: {broken}, reason: new form}}\n"
    framework = framework_of(tmp_path, f"{text}target: {{improve_on: previous}}\n")
    result = result_of(framework, {"2020-21 Q2": (60, 100), NOW: (70, 100)})
    assert result.judgement.reason is Reason.BREAK_IN_SERIES


def test_a_target_for_a_number_of_families_is_not_the_target_of_one_locality(
    tmp_path: Path,
) -> None:
    framework = framework_of(tmp_path, f"{COUNT}target: {{at_least: 400}}\n")
    figures: dict[str | tuple[str, ...], Figure] = {NOW: 412, (NOW, "east"): 200}
    assert result_of(framework, figures).judgement.verdict is Verdict.MET
    east = result_of(framework, figures, NOW, "east").judgement
    assert (east.verdict, east.reason) == (Verdict.NONE, Reason.NO_TARGET)


def test_a_target_for_a_percentage_is_each_localitys_and_each_groups_too(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{at_least: 80}}\n")
    figures: dict[str | tuple[str, ...], Figure] = {
        (NOW, "east"): (70, 100),
        (NOW, "district", "older"): (90, 100),
    }
    assert result_of(framework, figures, NOW, "east").judgement.verdict is Verdict.NOT_MET
    older = result_of(framework, figures, NOW, "district", "older")
    assert older.judgement.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("figure", "verdict", "reason"),
    [
        (HIDDEN, Verdict.HIDDEN, Reason.HIDDEN),
        (MISSING, Verdict.NOT_ASSESSED, Reason.NO_DATA),
        ((8, 19), Verdict.NOT_ASSESSED, Reason.SMALL_DENOMINATOR),
        ((20, 20), Verdict.MET, None),
    ],
)
def test_nothing_is_judged_that_is_hidden_missing_or_small(
    tmp_path: Path, figure: Figure, verdict: Verdict, reason: Reason | None
) -> None:
    result = judged(tmp_path, "{at_least: 80}", figure)
    assert (result.judgement.verdict, result.judgement.reason) == (verdict, reason)
    assert result.judgement.certainty is None or verdict is Verdict.MET


def test_what_is_hidden_carries_nothing_at_all(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{above: england}}\n")
    figures: dict[str | tuple[str, ...], Figure] = {
        "2019-20 Q3": (60, 100),
        NOW: HIDDEN,
        (NOW, "england"): "70",
    }
    result = result_of(framework, figures)
    assert (result.value, result.interval, result.target) == (None, None, None)
    assert result.comparisons == ()
    assert (result.change.since, result.change.before, result.change.difference) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("figure", "verdict", "reason"),
    [
        ((70, 100), Verdict.NONE, Reason.NO_TARGET),
        (MISSING, Verdict.NONE, Reason.NO_DATA),
        (HIDDEN, Verdict.HIDDEN, Reason.HIDDEN),
    ],
)
def test_without_a_target_a_figure_is_for_information(
    tmp_path: Path, figure: Figure, verdict: Verdict, reason: Reason
) -> None:
    judgement = result_of(framework_of(tmp_path), {NOW: figure}).judgement
    assert (judgement.verdict, judgement.reason) == (verdict, reason)


def test_a_score_is_held_against_its_level(tmp_path: Path) -> None:
    assert verdict(tmp_path, "{at_least: 3}", 3, SCORE) == "met"
    assert verdict(tmp_path, "{at_least: 3}", 2, SCORE) == "not_met"


def test_a_comparators_own_figure_is_taken_as_it_came(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{at_least: 80}}\n")
    england = result_of(framework, {NOW: (7, 100), (NOW, "england"): "70"}, NOW, "england")
    assert england.judgement.verdict is Verdict.NONE
    assert england.interval is None


def test_a_line_is_exact_however_it_was_written(tmp_path: Path) -> None:
    result = judged(tmp_path, "{at_least: 33.2}", (332, 1000))
    assert result.target is not None
    assert result.target.low == Fraction(332, 10)
    assert result.judgement.verdict is Verdict.MET
