"""Change since a year before, or the period before; and where a figure stands beside others'."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.published import Change, Reason
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    NOT_HELD,
    RATE,
    Figure,
    Figures,
    framework_of,
    period,
    result_of,
)

NOW, BEFORE, LAST_YEAR = "2020-21 Q3", "2020-21 Q2", "2019-20 Q3"
POISSON = COUNT + "uncertainty: poisson\n"


def change(folder: Path, figures: Figures, indicator: str = INDICATOR) -> Change:
    return result_of(framework_of(folder, indicator), figures, NOW).change


@pytest.mark.parametrize(
    ("figures", "since"),
    [
        ({LAST_YEAR: (6, 60), BEFORE: (7, 70)}, LAST_YEAR),
        ({BEFORE: (7, 70)}, BEFORE),
        ({LAST_YEAR: MISSING, BEFORE: (7, 70)}, BEFORE),
        ({LAST_YEAR: HIDDEN, BEFORE: (7, 70)}, BEFORE),
    ],
)
def test_the_year_before_comes_first_and_the_period_before_second(
    tmp_path: Path, figures: Figures, since: str
) -> None:
    assert change(tmp_path, {**figures, NOW: (8, 80)}).since == period(since)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({}, Reason.PREVIOUS_MISSING),
        ({LAST_YEAR: HIDDEN}, Reason.PREVIOUS_HIDDEN),
        ({BEFORE: HIDDEN}, Reason.PREVIOUS_HIDDEN),
        ({BEFORE: MISSING}, Reason.PREVIOUS_MISSING),
    ],
)
def test_without_an_earlier_figure_the_reason_is_said(
    tmp_path: Path, figures: Figures, reason: Reason
) -> None:
    found = change(tmp_path, {**figures, NOW: (8, 80)})
    assert (found.direction, found.reason, found.before) == ("not_compared", reason, None)


@pytest.mark.parametrize(("figure", "reason"), [(HIDDEN, Reason.HIDDEN), (MISSING, Reason.NO_DATA)])
def test_what_is_not_shown_has_not_changed_either(
    tmp_path: Path, figure: Figure, reason: Reason
) -> None:
    found = change(tmp_path, {BEFORE: (8, 80), NOW: figure})
    assert (found.direction, found.reason, found.since) == ("not_compared", reason, None)


@pytest.mark.parametrize(
    ("indicator", "before", "now", "direction"),
    [
        (INDICATOR, (600, 1000), (650, 1000), "better"),
        (INDICATOR, (650, 1000), (600, 1000), "worse"),
        (INDICATOR, (60, 100), (65, 100), "no_clear_change"),
        (INDICATOR, (60, 100), (60, 100), "no_clear_change"),
        (INDICATOR.replace("higher", "lower"), (600, 1000), (650, 1000), "worse"),
        (INDICATOR.replace("higher", "none"), (600, 1000), (650, 1000), "higher"),
        (INDICATOR.replace("higher", "none"), (650, 1000), (600, 1000), "lower"),
        (COUNT, 60, 61, "better"),
        (COUNT, 61, 60, "worse"),
        (COUNT, 60, 60, "no_clear_change"),
        (POISSON, 60, 61, "no_clear_change"),
        (POISSON, 0, 0, "no_clear_change"),
        (POISSON, 0, 9, "better"),
        (POISSON, (60, 900), (61, 100), "no_clear_change"),
        (RATE, (600, 10000), (400, 10000), "better"),
        (RATE, (0, 10000), (0, 10000), "no_clear_change"),
    ],
)
def test_a_change_is_called_one_only_where_it_is_clear(
    tmp_path: Path, indicator: str, before: Figure, now: Figure, direction: str
) -> None:
    found = change(tmp_path, {BEFORE: before, NOW: now}, indicator)
    assert found.direction == direction
    assert found.clear is (direction != "no_clear_change")


@pytest.mark.parametrize(
    ("indicator", "before", "now", "reason"),
    [
        (NOT_HELD, "60", "65", Reason.NO_DENOMINATOR),
        (INDICATOR.replace("percentage", "money"), 60, 65, Reason.NO_INTERVAL),
        (INDICATOR.replace("percentage", "mean"), (600, 100), (650, 100), Reason.NO_INTERVAL),
        (INDICATOR, (600, 1000), (12, 19), Reason.SMALL_DENOMINATOR),
        (INDICATOR, (12, 19), (600, 1000), Reason.SMALL_EARLIER),
    ],
)
def test_where_chance_cannot_be_judged_the_change_is_printed_without_a_verdict(
    tmp_path: Path, indicator: str, before: Figure, now: Figure, reason: Reason
) -> None:
    found = change(tmp_path, {BEFORE: before, NOW: now}, indicator)
    assert (found.direction, found.reason) == ("not_compared", reason)
    assert found.before is not None
    assert found.difference is not None


def test_by_how_much_is_the_exact_difference_rounded_once(tmp_path: Path) -> None:
    found = change(tmp_path, {BEFORE: (1000, 8000), NOW: (13, 80)})
    assert (found.before, found.difference) == (Decimal("12.5"), Decimal("3.8"))


def test_after_a_break_in_the_series_only_later_figures_are_compared(tmp_path: Path) -> None:
    text = f"{INDICATOR}break_in_series: {{period: 2020-21 Q1, reason: new form}}\n"
    both = change(tmp_path / "a", {LAST_YEAR: (6, 60), BEFORE: (7, 70), NOW: (8, 80)}, text)
    one = change(tmp_path / "b", {LAST_YEAR: (6, 60), NOW: (8, 80)}, text)
    assert both.since == period(BEFORE)
    assert (one.direction, one.reason, one.before) == (
        "not_compared",
        Reason.BREAK_IN_SERIES,
        None,
    )


def test_periods_that_overlap_are_not_compared(tmp_path: Path) -> None:
    framework = framework_of(tmp_path)
    figures: Figures = {"2020-21 YTD Q2": (60, 100), "2020-21 YTD Q3": (90, 140)}
    found = result_of(framework, figures).change
    assert (found.direction, found.reason) == ("not_compared", Reason.NOT_INDEPENDENT)


# Wilson: 700 of 1,000 is 67.1 to 72.8%.
@pytest.mark.parametrize(
    ("indicator", "own", "theirs", "standing", "reason"),
    [
        (INDICATOR, (700, 1000), "60", "better", None),
        (INDICATOR, (700, 1000), "80", "worse", None),
        (INDICATOR, (700, 1000), "68", "similar", None),
        (INDICATOR, (700, 1000), "72.7", "similar", None),
        (INDICATOR.replace("higher", "lower"), (700, 1000), "60", "worse", None),
        (INDICATOR.replace("higher", "none"), (700, 1000), "60", "higher", None),
        (INDICATOR.replace("higher", "none"), (700, 1000), "80", "lower", None),
        (INDICATOR, (700, 1000), MISSING, "not_compared", Reason.COMPARATOR_MISSING),
        (INDICATOR, (700, 1000), HIDDEN, "not_compared", Reason.COMPARATOR_HIDDEN),
        (INDICATOR, (14, 19), "60", "not_compared", Reason.SMALL_DENOMINATOR),
        (NOT_HELD, "70", "60", "not_compared", Reason.NO_DENOMINATOR),
        (INDICATOR + "uncertainty: none\n", (70, 100), "70", "similar", None),
        (INDICATOR + "uncertainty: none\n", (70, 100), "69.9", "better", None),
    ],
)
def test_a_figure_stands_beside_a_comparator_by_its_own_interval(
    tmp_path: Path,
    indicator: str,
    own: Figure,
    theirs: Figure,
    standing: str,
    reason: Reason | None,
) -> None:
    framework = framework_of(tmp_path, indicator)
    comparison = result_of(framework, {NOW: own, (NOW, "england"): theirs}).comparisons[0]
    assert (comparison.comparator, comparison.standing) == ("england", standing)
    assert comparison.reason is reason


def test_a_comparator_of_another_period_is_no_comparison(tmp_path: Path) -> None:
    framework = framework_of(tmp_path)
    result = result_of(framework, {NOW: (70, 100), (BEFORE, "england"): "60"})
    assert [c.reason for c in result.comparisons] == [Reason.COMPARATOR_MISSING] * 2
