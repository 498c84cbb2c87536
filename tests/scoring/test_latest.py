"""Which figure an indicator's latest is, whether it is out of date, and what its series says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.published import Reason, Trend, Verdict
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    Figure,
    Figures,
    framework_of,
    period,
    result_of,
    results_of,
    score,
)

Q1, Q2, Q3 = "2020-21 Q1", "2020-21 Q2", "2020-21 Q3"


@pytest.mark.parametrize("figure", [HIDDEN, MISSING])
def test_a_last_period_without_a_figure_stays_the_latest(tmp_path: Path, figure: Figure) -> None:
    results = results_of(framework_of(tmp_path), {Q1: (70, 100), Q2: (71, 100), Q3: figure})
    assert results.latest is not None
    assert results.latest.key.period == period(Q3)
    assert results.judgement is results.latest.judgement


def test_the_latest_is_the_whole_areas_total(tmp_path: Path) -> None:
    figures: Figures = {Q2: (71, 100), (Q3, "east"): (1, 2), (Q3, "district", "older"): (1, 2)}
    latest = results_of(framework_of(tmp_path), figures).latest
    assert latest is not None
    assert latest.key.period == period(Q2)


def test_year_totals_among_quarters_are_not_the_latest(tmp_path: Path) -> None:
    figures: Figures = {"2020-21 Q3": 9, "2020-21": 30, "2020-21 YTD Q4": 30}
    latest = results_of(framework_of(tmp_path, COUNT), figures).latest
    assert latest is not None
    assert latest.key.period == period("2020-21 Q3")


def test_a_period_that_had_not_ended_by_the_releases_is_not_the_latest(tmp_path: Path) -> None:
    scorecard = score(framework_of(tmp_path), {Q2: (7, 70), Q3: (8, 80)}, until=Q2)
    latest = scorecard.of("on-time").latest
    assert latest is not None
    assert latest.key.period == period(Q2)


@pytest.mark.parametrize(
    ("frequency", "last", "until", "as_at", "late"),
    [
        ("quarterly", Q2, Q2, "2021-02-12", False),
        ("quarterly", Q2, Q3, "2021-02-12", True),
        ("quarterly", Q2, Q3, "2020-12-30", False),
        ("quarterly", "2020-09-30", "2020-21 Q2", "2021-02-12", False),
        ("quarterly", "2020-09-30", Q3, "2021-02-12", True),
        ("quarterly", "12m to Sep 2020", Q3, "2021-02-12", True),
        ("annual", "2019-20", Q3, "2021-02-12", False),
        ("annual", "2020-03-31", Q3, "2021-02-12", False),
        ("annual", "2018-19", Q3, "2021-02-12", True),
        ("monthly", "Nov 2020", Q3, "2021-02-12", True),
        ("monthly", "Dec 2020", Q3, "2021-02-12", False),
        ("termly", "AY 2020-21 autumn", "2021-22 Q1", "2021-08-12", True),
        ("termly", "AY 2020-21 spring", "2021-22 Q1", "2021-08-12", False),
        ("weekly", "2020-12-14 to 2020-12-20", Q3, "2021-02-12", True),
        ("once", "2015-16", Q3, "2021-02-12", False),
    ],
)
def test_a_figure_is_out_of_date_where_a_later_one_was_due(
    tmp_path: Path, frequency: str, last: str, until: str, as_at: str, *, late: bool
) -> None:
    framework = framework_of(tmp_path, f"{COUNT}frequency: {frequency}\n")
    scorecard = score(framework, {last: 9}, until, date.fromisoformat(as_at))
    assert scorecard.of("on-time").out_of_date is late


def test_a_retired_indicator_is_never_out_of_date(tmp_path: Path) -> None:
    text = f"{COUNT}retired: {{period: 2018-19, reason: replaced}}\n"
    assert not results_of(framework_of(tmp_path, text), {"2018-19 Q4": 9}).out_of_date


@pytest.mark.parametrize(
    ("indicator", "verdict", "reason"),
    [
        (COUNT, Verdict.NOT_ASSESSED, Reason.AWAITING_DATA),
        (COUNT + "target: {at_least: 4}\n", Verdict.NOT_ASSESSED, Reason.AWAITING_DATA),
        (COUNT.replace("count", "narrative"), Verdict.NONE, Reason.NARRATIVE),
    ],
)
def test_an_indicator_without_figures_says_why(
    tmp_path: Path, indicator: str, verdict: Verdict, reason: Reason
) -> None:
    results = results_of(framework_of(tmp_path, indicator), {})
    assert (results.judgement.verdict, results.judgement.reason) == (verdict, reason)
    assert results.latest is None


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((13, 80), "16.3"),
        ((9, 400), "2.3"),
        ((23, 80), "28.8"),
        ((1, 3), "33.3"),
        ((2, 3), "66.7"),
        ((0, 40), "0.0"),
    ],
)
def test_a_value_is_rounded_half_up_once(
    tmp_path: Path, parts: tuple[int, int], shown: str
) -> None:
    assert str(result_of(framework_of(tmp_path), {Q3: parts}).value) == shown


def test_the_parts_go_before_a_value_given_beside_them(tmp_path: Path) -> None:
    assert result_of(framework_of(tmp_path), {Q3: (13, 80)}).value == Decimal("16.3")


YEARS = ["2016-17", "2017-18", "2018-19", "2019-20", "2020-21"]


@pytest.mark.parametrize(
    ("counts", "trend"),
    [
        ((500, 550, 600, 650, 700), Trend.RISING),
        ((700, 650, 600, 550, 500), Trend.FALLING),
        ((500, 510, 490, 505, 500), Trend.NO_CLEAR_TREND),
        ((500, 550, 600, 650), None),
    ],
)
def test_five_years_make_a_trend(
    tmp_path: Path, counts: tuple[int, ...], trend: Trend | None
) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}frequency: annual\n")
    years = YEARS[-len(counts) :]
    figures: Figures = {year: (n, 1000) for year, n in zip(years, counts, strict=True)}
    assert results_of(framework, figures).trend is trend


@pytest.mark.parametrize("gap", [HIDDEN, MISSING])
def test_a_hidden_or_missing_year_begins_the_series_anew(tmp_path: Path, gap: Figure) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}frequency: annual\n")
    figures: Figures = {year: (500 + 50 * n, 1000) for n, year in enumerate(YEARS)}
    assert results_of(framework, {**figures, "2017-18": gap}).trend is None


@pytest.mark.parametrize(
    ("last", "trend"), [((71, 100), Trend.AS_USUAL), ((20, 100), Trend.UNUSUAL)]
)
def test_twelve_quarters_show_whether_the_last_is_unusual(
    tmp_path: Path, last: tuple[int, int], trend: Trend
) -> None:
    quarters = [f"{year} Q{n}" for year in ("2018-19", "2019-20", "2020-21") for n in range(1, 5)]
    figures: Figures = {q: (70 + n % 2, 100) for n, q in enumerate(quarters)}
    figures[quarters[-1]] = last
    assert results_of(framework_of(tmp_path), figures).trend is trend
