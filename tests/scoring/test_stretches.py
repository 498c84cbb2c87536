"""A target per week, month, quarter or year is held against what is added up over the stretch."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.published import Certainty, Reason, Verdict
from tests.projects import (
    COUNT,
    HIDDEN,
    MISSING,
    SCORECARD,
    Figure,
    Figures,
    framework_of,
    result_of,
)

YEAR = ["2020-21 Q1", "2020-21 Q2", "2020-21 Q3", "2020-21 Q4"]


def judged(
    folder: Path, target: str, figures: Figures, when: str, extra: str = ""
) -> tuple[str, Reason | None, int | None]:
    framework = framework_of(folder, f"{COUNT}{extra}target: {target}\n")
    result = result_of(framework, figures, when)
    line = None
    if result.target is not None:
        low, high = result.target.low, result.target.high
        line = low if low is not None else high
    whole = None if line is None else int(line)
    return result.judgement.verdict.value, result.judgement.reason, whole


def quarters(*counts: Figure) -> Figures:
    return dict(zip(YEAR, counts, strict=False))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 1, 1, 1), "met"),
        ((0, 2, 2, 0), "met"),
        ((1, 1, 1, 0), "not_met"),
        ((4, 4, 4, 4), "met"),
    ],
)
def test_at_the_end_of_the_year_its_quarters_are_added_up(
    tmp_path: Path, counts: tuple[int, ...], expected: str
) -> None:
    target = "{per: year, at_least: 4}"
    assert judged(tmp_path, target, quarters(*counts), "2020-21 Q4") == (expected, None, 4)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_before_the_end_nothing_is_judged_without_a_path(tmp_path: Path, count: int) -> None:
    found = judged(tmp_path, "{per: year, at_least: 4}", quarters(count, 0, 0), "2020-21 Q3")
    assert found == ("not_assessed", Reason.NOT_DUE, 4)


@pytest.mark.parametrize(
    ("counts", "when", "expected", "line"),
    [
        ((1,), "2020-21 Q1", "on_course", 1),
        ((0,), "2020-21 Q1", "behind_course", 1),
        ((0, 2), "2020-21 Q2", "on_course", 2),
        ((1, 1, 0), "2020-21 Q3", "behind_course", 3),
        ((1, 1, 1, 1), "2020-21 Q4", "met", 4),
    ],
)
def test_along_a_straight_path_what_is_due_grows_month_by_month(
    tmp_path: Path, counts: tuple[int, ...], when: str, expected: str, line: int
) -> None:
    target = "{per: year, at_least: 4, path: linear}"
    assert judged(tmp_path, target, quarters(*counts), when) == (expected, None, line)


@pytest.mark.parametrize(("bound", "due"), [("at_least: 5", [1, 2, 3]), ("at_most: 5", [2, 3, 4])])
def test_what_is_due_is_whole_events_in_favour_of_those_who_act(
    tmp_path: Path, bound: str, due: list[int]
) -> None:
    target = f"{{per: year, {bound}, path: linear}}"
    found = [judged(tmp_path, target, quarters(1, 1, 1), when)[2] for when in YEAR[:3]]
    assert found == due


def test_a_path_may_be_stated_in_points_of_the_year(tmp_path: Path) -> None:
    target = "{per: year, at_least: 4, path: {2020-21 Q1: 0, 2020-21 Q2: 3}}"
    found = [judged(tmp_path, target, quarters(0, 2, 2), when) for when in YEAR[:3]]
    assert found == [
        ("on_course", None, 0),
        ("behind_course", None, 3),
        ("on_course", None, 3),
    ]


@pytest.mark.parametrize(
    ("absent", "reason"), [(HIDDEN, Reason.PREVIOUS_HIDDEN), (MISSING, Reason.PREVIOUS_MISSING)]
)
@pytest.mark.parametrize("path", ["none", "linear"])
def test_one_hidden_or_missing_period_and_nothing_is_added_up(
    tmp_path: Path, absent: str, reason: Reason, path: str
) -> None:
    target = f"{{per: year, at_least: 4, path: {path}}}"
    found = judged(tmp_path, target, quarters(4, absent, 4, 4), "2020-21 Q4")
    assert found == ("not_assessed", reason, None)


def test_a_period_without_a_row_is_missing(tmp_path: Path) -> None:
    figures: Figures = {"2020-21 Q1": 4, "2020-21 Q4": 4}
    found = judged(tmp_path, "{per: year, at_least: 4}", figures, "2020-21 Q4")
    assert found == ("not_assessed", Reason.PREVIOUS_MISSING, None)


def test_last_years_counts_are_not_added(tmp_path: Path) -> None:
    figures = {"2019-20 Q4": 9, **quarters(1, 1, 1, 0)}
    found = judged(tmp_path, "{per: year, at_least: 4}", figures, "2020-21 Q4")
    assert found == ("not_met", None, 4)


@pytest.mark.parametrize(
    ("per", "when"),
    [
        ("year", "2020-21"),
        ("year", "2020"),
        ("year", "AY 2020-21"),
        ("year", "12m to Dec 2020"),
        ("quarter", "2020-21 Q2"),
        ("month", "Dec 2020"),
        ("week", "2020-11-02 to 2020-11-08"),
    ],
)
@pytest.mark.parametrize(("count", "expected"), [(5, "met"), (4, "not_met")])
def test_a_period_as_long_as_the_stretch_is_its_own_sum(
    tmp_path: Path, per: str, when: str, count: int, expected: str
) -> None:
    target = f"{{per: {per}, at_least: 5}}"
    assert judged(tmp_path, target, {when: count}, when) == (expected, None, 5)


@pytest.mark.parametrize(
    ("per", "when"),
    [
        ("month", "2020-21 Q2"),
        ("quarter", "2020-21"),
        ("week", "Nov 2020"),
        ("quarter", "2020-06-15 to 2020-07-14"),
        ("year", "2020-06-15 to 2020-07-14"),
    ],
)
def test_a_longer_period_or_one_that_does_not_fit_is_not_assessed(
    tmp_path: Path, per: str, when: str
) -> None:
    found = judged(tmp_path, f"{{per: {per}, at_least: 5}}", {when: 20}, when)
    assert found[0] == "not_assessed"
    assert found[1] in (Reason.OTHER_STRETCH, Reason.PREVIOUS_MISSING)


def test_months_are_added_up_to_a_quarter(tmp_path: Path) -> None:
    figures: Figures = {"Oct 2020": 2, "Nov 2020": 2, "Dec 2020": 1}
    found = judged(tmp_path, "{per: quarter, at_least: 5}", figures, "Dec 2020")
    assert found == ("met", None, 5)


def test_terms_are_added_up_to_an_academic_year(tmp_path: Path) -> None:
    figures: Figures = {"AY 2020-21 autumn": 2, "AY 2020-21 spring": 2, "AY 2020-21 summer": 1}
    target = "{per: year, at_least: 5}"
    assert judged(tmp_path, target, figures, "AY 2020-21 summer") == ("met", None, 5)
    assert judged(tmp_path, target, figures, "AY 2020-21 spring")[1] is Reason.NOT_DUE


def test_a_year_to_date_is_a_sum_already(tmp_path: Path) -> None:
    target = "{per: year, at_least: 4, path: linear}"
    found = judged(tmp_path, target, {"2020-21 YTD Q3": 3}, "2020-21 YTD Q3")
    assert found == ("on_course", None, 3)


def test_the_year_begins_where_the_partnerships_year_begins(tmp_path: Path) -> None:
    scorecard = f"{SCORECARD}financial_year_starts: 7\n"
    text = f"{COUNT}target: {{per: year, at_least: 4}}\n"
    framework = framework_of(tmp_path, text, scorecard=scorecard)
    months = ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    figures: Figures = {f"{month} 2018": 1 for month in months}
    figures |= {f"{month} 2019": 0 for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")}
    june = result_of(framework, figures, "Jun 2019").judgement
    march = result_of(framework, figures, "Mar 2019").judgement
    assert june.verdict is Verdict.MET
    assert march.reason is Reason.NOT_DUE


@pytest.mark.parametrize("flow", ["distinct", "snapshot"])
def test_what_does_not_add_up_over_time_is_not_added(tmp_path: Path, flow: str) -> None:
    text = COUNT.replace("flow: sum", f"flow: {flow}") + "target: {per: year, at_least: 4}\n"
    result = result_of(framework_of(tmp_path, text), quarters(9, 9, 9, 9))
    assert result.judgement.reason is Reason.DOES_NOT_ADD_UP


def test_a_break_within_the_year_forbids_the_sum(tmp_path: Path) -> None:
    extra = "break_in_series: {period: 2020-21 Q3, reason: new form}\n"
    found = judged(tmp_path, "{per: year, at_least: 4}", quarters(1, 1, 1, 1), YEAR[3], extra)
    assert found == ("not_assessed", Reason.BREAK_IN_SERIES, None)


def test_one_localitys_count_is_not_held_against_the_whole_areas_target(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{COUNT}target: {{per: year, at_least: 4}}\n")
    figures: Figures = {(when, "east"): 1 for when in YEAR}
    east = result_of(framework, figures, YEAR[3], "east").judgement
    assert (east.verdict, east.reason) == (Verdict.NONE, Reason.NO_TARGET)


@pytest.mark.parametrize(
    ("uncertainty", "certainty"),
    [("none", Certainty.CLEAR), ("poisson", Certainty.COULD_BE_CHANCE)],
)
def test_how_sure_is_said_of_the_sum(
    tmp_path: Path, uncertainty: str, certainty: Certainty
) -> None:
    text = f"{COUNT}uncertainty: {uncertainty}\ntarget: {{per: year, at_least: 40}}\n"
    result = result_of(framework_of(tmp_path, text), quarters(11, 11, 11, 11))
    assert result.judgement.verdict is Verdict.MET
    assert result.judgement.certainty is certainty


def test_good_practice_is_found_in_the_sum(tmp_path: Path) -> None:
    extra = "exceeded: {at_least: 6}\n"
    found = judged(tmp_path, "{per: year, at_least: 4}", quarters(2, 2, 2, 0), YEAR[3], extra)
    assert found == ("exceeded", None, 4)
