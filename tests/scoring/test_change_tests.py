"""A change is called one only where chance would not explain it."""

from math import inf, isnan

import pytest

from scorecard.scoring.change_tests import proportion_change, ratio_change


def test_a_small_rise_in_a_small_percentage_is_no_clear_change() -> None:
    change = proportion_change(60, 100, 65, 100)
    assert change.estimate == pytest.approx(0.05)
    assert not change.clear
    assert change.interval.lower < 0 < change.interval.upper


def test_the_same_rise_among_very_many_is_clear() -> None:
    change = proportion_change(6000, 10_000, 6500, 10_000)
    assert change.clear
    assert change.interval.lower > 0


def test_a_clear_fall_has_an_interval_below_zero() -> None:
    # Newcombe's 56/70 against 48/80: 0.0524 to 0.3339 apart.
    change = proportion_change(56, 70, 48, 80)
    assert change.clear
    assert change.estimate == pytest.approx(-0.2)
    assert change.interval.upper == pytest.approx(-0.0524, abs=0.00005)


def test_a_rate_that_halves_on_few_events_is_no_clear_change() -> None:
    assert not ratio_change(8, 1000, 4, 1000).clear
    assert ratio_change(80, 1000, 40, 1000).clear
    assert ratio_change(80, 1000, 40, 1000).estimate == pytest.approx(0.5)


def test_two_counts_of_events_are_compared_with_exposure_one() -> None:
    # Six heads in six is a two-sided chance of 3.1%, five in five 6.3%.
    assert ratio_change(0, 1, 6, 1).clear
    assert not ratio_change(0, 1, 5, 1).clear


def test_no_events_at_all_are_no_clear_change() -> None:
    change = ratio_change(0, 1000, 0, 1000)
    assert not change.clear
    assert isnan(change.estimate)
    assert ratio_change(0, 1000, 3, 1000).estimate == inf
    assert ratio_change(3, 1000, 0, 1000).estimate == 0


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="denominator"):
        proportion_change(1, 0, 1, 2)
    with pytest.raises(ValueError, match="denominator"):
        ratio_change(1, 0, 1, 2)
