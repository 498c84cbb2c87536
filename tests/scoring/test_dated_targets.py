"""Targets with a date: before it, at it and after it, along a path or without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.published import Reason, Result, Verdict
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    NOT_HELD,
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


@pytest.mark.parametrize(
    ("when", "expected", "reason"),
    [
        ("2016-17 Q4", "not_assessed", Reason.NO_TARGET_YET),
        ("2017-18 Q1", "baseline", Reason.BASELINE_YEAR),
        ("2017-18", "baseline", Reason.BASELINE_YEAR),
        ("2018-19 Q1", "not_assessed", Reason.NO_TARGET_YET),
    ],
)
def test_a_baseline_year_gives_no_verdict(
    tmp_path: Path, when: str, expected: str, reason: Reason
) -> None:
    judgement = judged(tmp_path, "{set_baseline: 2017-18}", (70, 100), when=when).judgement
    assert (judgement.verdict, judgement.reason) == (expected, reason)


MILESTONE = "milestone: {at_most: 24}, by: 2018-04-30"


@pytest.mark.parametrize(
    ("when", "figure", "expected"),
    [
        ("2018-03-31", "20", "not_assessed"),
        ("2018-04-30", "24", "met"),
        ("2018-04-30", "24.1", "not_met"),
        ("2018-05-31", "24", "met"),
    ],
)
def test_a_milestone_without_a_path_is_judged_at_its_date_and_after(
    tmp_path: Path, when: str, figure: str, expected: str
) -> None:
    result = judged(tmp_path, f"{{{MILESTONE}}}", figure, NOT_HELD, when)
    assert result.judgement.verdict == expected
    assert result.target is not None
    assert result.target.shown == 24
    if expected == "not_assessed":
        assert result.judgement.reason is Reason.NOT_DUE


# From 34 on 31 December 2017 to 24 on 30 April 2018: 120 days, a point every 12 of them.
LINEAR = f"{{{MILESTONE}, from: {{period: 2017-12-31}}, path: linear}}"


@pytest.mark.parametrize(
    ("when", "figure", "expected", "line"),
    [
        ("2017-11-30", "40", "not_assessed", 24),
        ("2017-12-31", "34", "baseline", None),
        ("2018-03-01", "29", "on_course", 29),
        ("2018-03-01", "29.1", "behind_course", 29),
        ("2018-04-30", "24", "met", 24),
        ("2018-05-31", "25", "not_met", 24),
    ],
)
def test_along_a_straight_path_a_figure_is_on_course_or_behind(
    tmp_path: Path, when: str, figure: str, expected: str, line: int | None
) -> None:
    framework = framework_of(tmp_path, f"{NOT_HELD}target: {LINEAR}\n")
    result = result_of(framework, {"2017-12-31": "34", when: figure}, when)
    assert result.judgement.verdict == expected
    assert (result.target and result.target.shown) == line


@pytest.mark.parametrize(
    ("start", "reason"),
    [(HIDDEN, Reason.PREVIOUS_HIDDEN), (MISSING, Reason.BASELINE_MISSING)],
)
def test_a_path_from_a_figure_that_is_not_published_is_not_drawn(
    tmp_path: Path, start: str, reason: Reason
) -> None:
    # The definition still holds the number: only a published cell may be used.
    target = LINEAR.replace("2017-12-31}", "2017-12-31, value: 34}")
    framework = framework_of(tmp_path, f"{NOT_HELD}target: {target}\n")
    result = result_of(framework, {"2017-12-31": start, "2018-03-01": "29"})
    assert (result.judgement.verdict, result.judgement.reason) == (Verdict.NOT_ASSESSED, reason)
    assert result.target is None


@pytest.mark.parametrize(
    ("when", "figure", "expected"),
    [
        ("2018-01-31", "33", "not_assessed"),
        ("2018-02-28", "30", "on_course"),
        ("2018-02-28", "31", "behind_course"),
        ("2018-03-31", "27", "on_course"),
        ("2018-04-30", "24", "met"),
    ],
)
def test_a_path_may_be_stated_in_points(
    tmp_path: Path, when: str, figure: str, expected: str
) -> None:
    points = "{2018-02-28: 30, 2018-03-31: 27}"
    result = judged(tmp_path, f"{{{MILESTONE}, path: {points}}}", figure, NOT_HELD, when)
    assert result.judgement.verdict == expected


REDUCTION = f"{COUNT}baseline: {{period: 2010-11, value: 1}}\ntarget: {{reduce_by_percent: 33}}\n"


@pytest.mark.parametrize(
    ("baseline", "when", "figure", "expected", "reason"),
    [
        (100, "2010-11", 100, "baseline", Reason.BASELINE_YEAR),
        (100, "2011-12", 67, "met", None),
        (100, "2011-12", 68, "not_met", None),
        (HIDDEN, "2011-12", 60, "not_assessed", Reason.PREVIOUS_HIDDEN),
        (MISSING, "2011-12", 60, "not_assessed", Reason.BASELINE_MISSING),
        (None, "2011-12", 60, "not_assessed", Reason.BASELINE_MISSING),
        (100, "2011-12 Q1", 20, "not_assessed", Reason.NOT_INDEPENDENT),
    ],
)
def test_a_reduction_is_measured_from_a_published_baseline_of_the_same_length(
    tmp_path: Path,
    baseline: Figure | None,
    when: str,
    figure: int,
    expected: str,
    reason: Reason | None,
) -> None:
    framework = framework_of(tmp_path, REDUCTION.replace("polarity: higher", "polarity: lower"))
    figures: dict[str | tuple[str, ...], Figure] = {}
    if baseline is not None:
        figures["2010-11"] = baseline
    judgement = result_of(framework, {**figures, when: figure}, when).judgement
    assert (judgement.verdict, judgement.reason) == (expected, reason)


MILESTONE_DONE = "id: on-time\ntitle: Psychologist in post\nmeasure: milestone\n"


@pytest.mark.parametrize(
    ("when", "figure", "expected"),
    [
        ("2018-06-30", "0", "not_started"),
        ("2018-06-30", "0.5", "on_track"),
        ("2018-06-30", "1", "done"),
        ("2018-09-30", "1", "done"),
        ("2018-09-30", "0.5", "late"),
        ("2018-12-31", "0", "late"),
        ("2018-12-31", "1", "done"),
    ],
)
def test_a_thing_to_be_done_by_a_date_has_a_state(
    tmp_path: Path, when: str, figure: str, expected: str
) -> None:
    result = judged(tmp_path, "{done_by: Sep 2018}", figure, MILESTONE_DONE, when)
    assert result.judgement.verdict == expected
