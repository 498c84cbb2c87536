"""Intervals agree with published values, and hold at the ends of the scale."""

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.measures.intervals import Interval, byar, newcombe, rate_ratio, wilson


def ends(interval: Interval, decimals: int = 4) -> tuple[float, float]:
    return round(interval.lower, decimals), round(interval.upper, decimals)


# R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven
# methods, Statistics in Medicine 17 (1998), table I, method 3.
@pytest.mark.parametrize(
    ("numerator", "denominator", "published"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_gives_the_published_intervals(
    numerator: int, denominator: int, published: tuple[float, float]
) -> None:
    assert ends(wilson(numerator, denominator)) == published


def test_wilson_uses_the_quantile_of_the_published_tables() -> None:
    # At one half the upper end is 1/2 + z / (2 √(n + z²)): 0.5961685 for z = 1.959964 and n = 100,
    # and 0.5961701 for z = 1.96.
    assert ends(wilson(50, 100), 7) == (0.4038315, 0.5961685)


def test_wilson_gives_the_range_that_the_design_page_words() -> None:
    # "28 of 40 families (70%) ... anywhere from about 55% to 82%"
    assert ends(wilson(28, 40), 2) == (0.55, 0.82)


# R. G. Newcombe, Interval estimation for the difference between independent proportions:
# comparison of eleven methods, Statistics in Medicine 17 (1998), table II, method 10; his
# difference is first minus second, so that the two are given here the other way round.
@pytest.mark.parametrize(
    ("his_first", "his_second", "published"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_gives_the_published_differences_second_minus_first(
    his_first: tuple[int, int], his_second: tuple[int, int], published: tuple[float, float]
) -> None:
    assert ends(newcombe(*his_second, *his_first)) == published


# The exact Poisson limits of F. Garwood, Biometrika 28 (1936), as tabulated since.
@pytest.mark.parametrize(
    ("count", "published"),
    [
        (0, (0.0, 3.689)),
        (1, (0.025, 5.572)),
        (2, (0.242, 7.225)),
        (3, (0.619, 8.767)),
        (5, (1.623, 11.668)),
        (9, (4.115, 17.085)),
    ],
)
def test_fewer_than_ten_events_get_the_exact_poisson_interval(
    count: int, published: tuple[float, float]
) -> None:
    assert ends(byar(count, 1), 3) == published


# The exact limits are 4.795 to 18.390, 12.217 to 30.888, 37.111 to 65.919 and 81.364 to 121.627:
# Byar's approximation, written out by hand below, lies a hundredth of an event beside them.
@pytest.mark.parametrize(
    ("count", "exact"),
    [
        (10, (4.795, 18.390)),
        (20, (12.217, 30.888)),
        (50, (37.111, 65.919)),
        (100, (81.364, 121.627)),
    ],
)
def test_from_ten_events_byar_is_within_a_hundredth_of_the_exact_interval(
    count: int, exact: tuple[float, float]
) -> None:
    interval = byar(count, 1)
    assert interval.lower == pytest.approx(exact[0], abs=0.01)
    assert interval.upper == pytest.approx(exact[1], abs=0.01)
    assert interval.lower != pytest.approx(exact[0], abs=0.0005)


def test_byar_takes_over_at_ten_events() -> None:
    # 10 (1 - 1/90 - 1.959964 / (3 √10))³ and 11 (1 - 1/99 + 1.959964 / (3 √11))³
    assert ends(byar(10, 1), 3) == (4.787, 18.391)
    # 81.3621 is also what the public health indicator methods of England give for 100 events.
    assert ends(byar(100, 1), 4) == (81.3621, 121.6279)


def test_a_rate_is_given_for_so_many_of_its_denominator() -> None:
    assert ends(byar(100, 40_000, per=10_000), 2) == (20.34, 30.41)
    assert ends(byar(0, 500, per=1000), 3) == (0.0, 7.378)


# R's poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)), its own example, gives
# 0.8584264 to 4.2772659 for the ratio of its first to its second.
def test_the_ratio_of_two_rates_gives_the_published_interval() -> None:
    assert ends(rate_ratio(21, 3011, 11, 800), 6) == (0.858426, 4.277266)


def test_the_ratio_of_two_rates_works_with_no_events() -> None:
    assert rate_ratio(0, 10, 0, 10) == Interval(0.0, inf)
    assert rate_ratio(0, 1, 5, 1).upper == inf
    # Five heads in five: the lower limit p has p⁵ = 0.025, and the ratio p / (1 - p).
    assert rate_ratio(0, 1, 5, 1).lower == pytest.approx(0.4781762 / 0.5218238, rel=1e-6)
    assert rate_ratio(5, 1, 0, 1).lower == 0
    assert rate_ratio(5, 1, 0, 1).upper == pytest.approx(0.5218238 / 0.4781762, rel=1e-6)


def test_another_confidence_uses_its_own_quantile() -> None:
    # 99.8%: z = 3.0902
    assert ends(wilson(50, 100, confidence=0.998), 4) == (0.3524, 0.6476)
    assert byar(9, 1, confidence=0.998).lower < byar(9, 1).lower
    assert byar(50, 1, confidence=0.998).upper > byar(50, 1).upper


def test_an_interval_contains_its_own_ends() -> None:
    interval = wilson(28, 40)
    assert interval.contains(Fraction(7, 10))
    assert interval.contains(interval.lower)
    assert not interval.contains(Decimal("0.9"))


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: wilson(1, 0),
        lambda: wilson(5, 4),
        lambda: wilson(-1, 4),
        lambda: wilson(1, float("nan")),
        lambda: wilson(1, 4, confidence=95),
        lambda: byar(-1, 10),
        lambda: byar(1, 0),
        lambda: byar(1, 10, per=0),
        lambda: newcombe(1, 2, 3, 2),
        lambda: newcombe(1, 0, 1, 2),
        lambda: rate_ratio(1, 0, 1, 1),
        lambda: rate_ratio(1, 1, -1, 1),
    ],
)
def test_impossible_figures_are_refused(impossible: Callable[[], Interval]) -> None:
    with pytest.raises(ValueError, match=r"cannot|must"):
        impossible()


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 100_000))
    return draw(st.integers(0, denominator)), denominator


@given(proportions())
def test_a_proportion_lies_in_its_interval_and_the_interval_on_the_scale(
    figure: tuple[int, int],
) -> None:
    interval = wilson(*figure)
    assert 0 <= interval.lower <= figure[0] / figure[1] <= interval.upper <= 1


@given(st.integers(0, 100_000))
def test_a_count_lies_in_its_interval(count: int) -> None:
    interval = byar(count, 1)
    assert 0 <= interval.lower <= count < interval.upper


@given(proportions(), proportions())
def test_a_difference_turned_round_is_its_mirror(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    there, back = newcombe(*first, *second), newcombe(*second, *first)
    assert there.lower == pytest.approx(-back.upper, abs=1e-12)
    assert -1 - 1e-12 <= there.lower <= there.upper <= 1 + 1e-12


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_ratio_turned_round_is_its_inverse(first: int, second: int) -> None:
    there, back = rate_ratio(first, 3, second, 2), rate_ratio(second, 2, first, 3)
    assert there.lower == pytest.approx(1 / back.upper, rel=1e-9)
    assert there.lower < (second / 2) / (first / 3) < there.upper


def test_importing_the_intervals_does_not_load_scipy() -> None:
    code = "import sys, scorecard.measures.intervals; print('scipy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
