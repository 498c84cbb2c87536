"""A trend or a signal is named by fixed rules, and speaks of the last point only."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.published import XmrRule
from scorecard.scoring.trend import (
    XmrSignal,
    annual_trend,
    chi_square_for_trend,
    poisson_chi_square_for_trend,
    seasonal_difference,
    xmr,
    xmr_signal,
)


def test_chi_square_for_trend_gives_the_published_value() -> None:
    # R's own example of prop.trend.test, after Fleiss (1981): X-squared = 8.2249.
    assert chi_square_for_trend([83, 90, 129, 70], [86, 93, 136, 82]) == pytest.approx(
        8.2249, abs=0.00005
    )


def test_chi_square_for_trend_in_rates_is_worked_by_hand() -> None:
    # 20.8 events expected a year: U = -6.8 - 3.6 + 21.6 + 48.8 = 60,
    # V = 20.8 x 30 - 208² / 104 = 208, and 60² / 208 = 17.308.
    counts = [10, 14, 19, 28, 33]
    assert poisson_chi_square_for_trend(counts, [1000] * 5) == pytest.approx(17.3077, abs=0.0001)


def test_all_or_none_counted_is_no_trend() -> None:
    assert chi_square_for_trend([0, 0, 0], [10, 20, 30]) == 0
    assert chi_square_for_trend([10, 20, 30], [10, 20, 30]) == 0
    assert poisson_chi_square_for_trend([0, 0, 0], [10, 20, 30]) == 0


def test_five_years_that_climb_are_rising_and_turned_round_falling() -> None:
    years = [(100, 1000), (130, 1000), (150, 1000), (180, 1000), (210, 1000)]
    assert annual_trend(years) == "rising"
    assert annual_trend(years[::-1]) == "falling"
    assert annual_trend(years, kind="rate") == "rising"


def test_fewer_than_five_years_have_no_trend_to_speak_of() -> None:
    assert annual_trend([(100, 1000), (200, 1000), (300, 1000), (400, 1000)]) is None


def test_only_the_latest_five_years_count() -> None:
    flat = [(300, 1000)] * 5
    assert annual_trend([(10, 1000), (50, 1000), *flat]) == "no_clear_trend"


def test_a_slope_that_hangs_on_one_year_is_no_clear_trend() -> None:
    # Four years falling gently, then one leap: chi-square is far above 9.5495.
    years = [(130, 1000), (125, 1000), (120, 1000), (115, 1000), (250, 1000)]
    numerators, denominators = zip(*years, strict=True)
    assert chi_square_for_trend(numerators, denominators) > 9.5495
    assert annual_trend(years) == "no_clear_trend"


def test_a_steady_climb_within_chance_is_no_clear_trend() -> None:
    assert annual_trend([(10, 100), (11, 100), (12, 100), (13, 100), (14, 100)]) == "no_clear_trend"


def test_impossible_points_are_refused() -> None:
    with pytest.raises(ValueError, match="denominators above zero"):
        chi_square_for_trend([1, 2], [1, 0])
    with pytest.raises(ValueError, match="denominators above zero"):
        chi_square_for_trend([1, 3], [1, 2])
    with pytest.raises(ValueError, match="for each numerator"):
        chi_square_for_trend([1, 3], [1])
    with pytest.raises(ValueError, match="two points"):
        poisson_chi_square_for_trend([1], [1])


STEADY = [50, 52, 49, 51, 50, 48, 51, 49, 50, 52, 50, 51]


def test_limits_are_the_mean_and_the_mean_moving_range_by_266() -> None:
    # 10, 12, 10, 12: mean 11, moving ranges 2, 2, 2; 11 ± 2.66 x 2.
    limits = xmr([10, 12, 10, 12])
    assert limits.mean == 11
    assert limits.lower == pytest.approx(5.68)
    assert limits.upper == pytest.approx(16.32)


def test_an_outlying_moving_range_is_left_out_of_the_limits() -> None:
    # Ranges: nine of 1, then 30; their mean is 3.9, and 30 is above 3.267 x 3.9 = 12.7.
    limits = xmr([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 41])
    mean = 146 / 11
    assert limits.upper == pytest.approx(mean + 2.66)
    assert limits.lower == pytest.approx(mean - 2.66)


def test_a_range_at_the_factor_itself_is_left_out() -> None:
    # Ranges: nine of 6,733 and one of 29,403; their mean is 9,000, and 3.267 x 9,000 = 29,403.
    limits = xmr([0, 6733, 0, 6733, 0, 6733, 0, 6733, 0, 6733, 36136])
    assert limits.upper - limits.mean == pytest.approx(2.66 * 6733)


def test_a_series_that_never_moves_has_limits_on_its_mean_and_no_signal() -> None:
    limits = xmr([7] * 12)
    assert {limits.lower, limits.mean, limits.upper} == {Fraction(7)}
    assert xmr_signal([7] * 12) is None


def test_a_steady_series_sends_no_signal() -> None:
    assert xmr_signal(STEADY) is None


def test_fewer_than_twelve_points_send_no_signal() -> None:
    assert xmr_signal([*STEADY[:10], 500]) is None
    assert xmr_signal([*STEADY[:11], 500]) is not None


def test_a_point_outside_the_limits_is_a_signal() -> None:
    assert xmr_signal([*STEADY, 70]) == XmrSignal(XmrRule.OUTSIDE_LIMITS, "up")
    assert xmr_signal([*STEADY, 30]) == XmrSignal(XmrRule.OUTSIDE_LIMITS, "down")


def test_seven_points_that_each_rise_are_a_signal_and_six_are_not() -> None:
    swing = [40, 60] * 4
    assert xmr_signal([*swing, 47, 48, 49, 50, 51, 52]) is None
    rising = [*swing, 46, 47, 48, 49, 50, 51, 52]
    assert xmr_signal(rising) == XmrSignal(XmrRule.RUN_OF_RISES_OR_FALLS, "up")
    falling = [100 - value for value in rising]
    assert xmr_signal(falling) == XmrSignal(XmrRule.RUN_OF_RISES_OR_FALLS, "down")


def test_a_rise_below_the_mean_is_called_a_rise_and_a_fall_above_it_a_fall() -> None:
    rising = [40, 80, 40, 80, 40, 80, 40, 80, 45, 46, 47, 48, 49, 50, 51]
    falling = [120 - value for value in rising]
    assert xmr_signal(rising) == XmrSignal(XmrRule.RUN_OF_RISES_OR_FALLS, "up")
    assert xmr_signal(falling) == XmrSignal(XmrRule.RUN_OF_RISES_OR_FALLS, "down")


def test_two_of_three_near_a_limit_are_a_signal_only_if_the_last_is_one() -> None:
    swing = [48, 52] * 10
    near = [*swing, 60, 50, 60]
    assert xmr_signal(near) == XmrSignal(XmrRule.TWO_OF_THREE_NEAR_A_LIMIT, "up")
    assert xmr_signal([*swing, 60, 60, 50]) is None
    assert xmr_signal([*swing, 50, 50, 60]) is None
    assert xmr_signal([*swing, 40, 50, 60]) is None


def test_seven_points_on_one_side_are_a_signal_and_six_are_not() -> None:
    swing = [40, 60, 40, 60, 40, 50]
    above = [54, 52, 53, 52, 53, 52, 53]
    assert xmr_signal([*swing, *above]) == XmrSignal(XmrRule.RUN_ON_ONE_SIDE, "up")
    assert xmr_signal([*swing, 40, *above[1:]]) is None


def test_a_signal_in_the_past_is_not_spoken_of() -> None:
    assert xmr_signal([*STEADY, 70, *STEADY]) is None


def test_a_series_with_seasons_is_taken_as_the_change_from_last_year() -> None:
    quarters = [Decimal(value) for value in ("10", "20", "30", "40", "11", "21", "31", "41.5")]
    assert list(seasonal_difference(quarters, 4)) == [1, 1, 1, Fraction(3, 2)]
    assert seasonal_difference(quarters[:4], 4) == ()
    with pytest.raises(ValueError, match="two periods a year"):
        seasonal_difference(quarters, 1)


VALUES = st.lists(st.integers(0, 1000), min_size=2, max_size=40)


@given(VALUES)
def test_turning_a_series_upside_down_turns_its_signal(values: list[int]) -> None:
    there, back = xmr_signal(values), xmr_signal([-value for value in values])
    if there is None or back is None:
        assert there is back
    else:
        assert there.direction != back.direction
        assert there.rule is back.rule


@given(VALUES, st.sampled_from([int, float, Decimal, Fraction]))
def test_the_kind_of_number_does_not_matter(
    values: list[int], number: type[int | float | Decimal | Fraction]
) -> None:
    assert xmr([number(value) for value in values]) == xmr(values)
