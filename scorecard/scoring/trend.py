"""Whether a series rises, falls or sends a signal: chi-square for trend, and XmR charts.

Everything is worked out in exact fractions, so that a tie is a tie; chi-square becomes a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from scorecard.measures.intervals import Number
from scorecard.published import XmrRule

ANNUAL_POINTS = 5
CHI_SQUARE_LIMIT = Fraction("9.5495")  # 99.8% of chi-square with one degree of freedom
XMR_POINTS = 12
RUN = 7
LIMIT_FACTOR = Fraction("2.66")  # 3 / 1.128, the mean range of two
RANGE_FACTOR = Fraction("3.267")  # the upper limit of the ranges themselves

Trend = Literal["rising", "falling", "no_clear_trend"]
Direction = Literal["up", "down"]
TrendKind = Literal["proportion", "rate"]


@dataclass(frozen=True)
class _Score:
    """The sum of time x (observed - expected), and how far chance alone would spread it."""

    value: Fraction
    variance: Fraction

    def chi_square(self) -> Fraction:
        return self.value**2 / self.variance if self.variance else Fraction(0)


def chi_square_for_trend(numerators: Sequence[Number], denominators: Sequence[Number]) -> float:
    """Chi-square (1 degree of freedom) for a linear trend in proportions at equal steps of time.

    `U² / V` with `U = sum of t (x - n p)` and `V = p (1 - p) (sum of n t² - (sum of n t)² / N)`,
    p the proportion over all: W. G. Cochran, Biometrics 10 (1954), 417 to 451; P. Armitage,
    Biometrics 11 (1955), 375 to 386. 0 where all or none are counted. Raises `ValueError` for
    fewer than two points, a denominator not above zero, or a numerator outside it.
    """
    return float(_score(_points(numerators, denominators, "proportion"), "proportion").chi_square())


def poisson_chi_square_for_trend(counts: Sequence[Number], exposures: Sequence[Number]) -> float:
    """Chi-square (1 degree of freedom) for a linear trend in rates at equal steps of time.

    `U² / V` with `U = sum of t (x - e)`, `V = sum of e t² - (sum of e t)² / sum of e`, and e the
    events expected were the rate the same throughout: N. E. Breslow and N. E. Day, Statistical
    Methods in Cancer Research II (1987), 96. 0 where there is no event. Raises `ValueError` for
    fewer than two points, an exposure not above zero, or a count below zero.
    """
    return float(_score(_points(counts, exposures, "rate"), "rate").chi_square())


def annual_trend(
    points: Sequence[tuple[Number, Number]], *, kind: TrendKind = "proportion"
) -> Trend | None:
    """Whether the latest five years rise or fall; `None` with fewer than five.

    `points` are (numerator, denominator) of years that follow each other, the latest last. There
    is a trend where chi-square for trend is above 9.5495 and the slope, fitted by least squares
    with the denominators as weights, keeps its sign leaving out each point in turn.
    """
    if len(points) < ANNUAL_POINTS:
        return None
    numerators, denominators = zip(*points[-ANNUAL_POINTS:], strict=True)
    latest = _points(numerators, denominators, kind)
    whole = _score(latest, kind)
    if whole.chi_square() <= CHI_SQUARE_LIMIT:
        return "no_clear_trend"
    # The score has the sign of the weighted slope: they differ by a factor above zero.
    without = (_score(latest[:out] + latest[out + 1 :], kind).value for out in range(len(latest)))
    if all(value * whole.value > 0 for value in without):
        return "rising" if whole.value > 0 else "falling"
    return "no_clear_trend"


_Point = tuple[int, Fraction, Fraction]


def _points(
    numerators: Sequence[Number], denominators: Sequence[Number], kind: TrendKind
) -> tuple[_Point, ...]:
    """Points as (time, numerator, denominator), checked."""
    if len(numerators) != len(denominators):
        raise ValueError("a trend needs a denominator for each numerator")
    if len(numerators) < 2:
        raise ValueError("a trend needs two points or more")
    points = []
    for time, (numerator, denominator) in enumerate(zip(numerators, denominators, strict=True)):
        x, n = Fraction(numerator), Fraction(denominator)
        if n <= 0 or x < 0 or (kind == "proportion" and x > n):
            raise ValueError("a trend needs denominators above zero and numerators that fit them")
        points.append((time, x, n))
    return tuple(points)


def _score(points: Sequence[_Point], kind: TrendKind) -> _Score:
    total = sum(n for _, _, n in points)
    share = sum((x for _, x, _ in points), Fraction(0)) / total
    value = sum((time * (x - n * share) for time, x, n in points), Fraction(0))
    spread = sum(n * time * time for time, _, n in points)
    spread -= sum((n * time for time, _, n in points), Fraction(0)) ** 2 / total
    return _Score(value, spread * share * ((1 - share) if kind == "proportion" else 1))


@dataclass(frozen=True)
class XmrLimits:
    """The mean of a series and the limits within which it moves by chance."""

    mean: Fraction
    lower: Fraction
    upper: Fraction


@dataclass(frozen=True)
class XmrSignal:
    """The rule that the last point meets, and towards which side."""

    rule: XmrRule
    direction: Direction


def xmr(values: Sequence[Number]) -> XmrLimits:
    """The mean ± 2.66 x the mean moving range, outlying ranges left out first.

    Moving ranges at or above 3.267 x their mean are left out once, then the mean is taken again:
    W. A. Shewhart's individuals chart, as in D. J. Wheeler, Understanding Variation (1993). The
    limits are not cut at 0 or 100. Raises `ValueError` for fewer than two values.
    """
    mean, reach = _mean_and_reach(_exact(values))
    return XmrLimits(mean, mean - reach, mean + reach)


def xmr_signal(values: Sequence[Number]) -> XmrSignal | None:
    """Whether the last value is a signal, and by which rule; `None` if not, or with fewer than 12.

    Outside the limits; the last of 7 values that each rise, or each fall; beyond two thirds of
    the way to a limit as at least one of the two values before it is, on the same side; the last
    of 7 on one side of the mean. A value on the line is not beyond it. All speak of the last
    value only.
    """
    if len(values) < XMR_POINTS:
        return None
    exact = _exact(values)
    mean, reach = _mean_and_reach(exact)
    gaps = [value - mean for value in exact[-RUN:]]
    found = [
        XmrSignal(rule, direction)
        for direction, turned in _both_ways(gaps)
        if (rule := _rule_upwards(turned, reach)) is not None
    ]
    # A rise below the mean meets one rule upwards and another downwards: the earlier rule speaks.
    return min(found, key=lambda signal: list(XmrRule).index(signal.rule), default=None)


def seasonal_difference(values: Sequence[Number], per_year: int) -> tuple[Fraction, ...]:
    """Each value less that of the same period last year; shorter by a year than what came in.

    `per_year` is 4 for quarters and 12 for months; the values follow each other without a gap.
    Raises `ValueError` for fewer than two periods a year.
    """
    if per_year < 2:
        raise ValueError("a season needs two periods a year or more")
    exact = _exact(values)
    return tuple(now - then for then, now in zip(exact, exact[per_year:], strict=False))


def _exact(values: Sequence[Number]) -> list[Fraction]:
    return [Fraction(value) for value in values]


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _mean_and_reach(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The mean, and how far from it the limits lie."""
    if len(values) < 2:
        raise ValueError("limits need two values or more")
    ranges = [abs(after - before) for before, after in pairwise(values)]
    outlying = RANGE_FACTOR * _mean(ranges)
    usual = [moved for moved in ranges if moved < outlying]
    # In a series that never moves, no range is below a multiple of the mean range, which is 0.
    return _mean(values), LIMIT_FACTOR * _mean(usual or ranges)


def _both_ways(gaps: list[Fraction]) -> tuple[tuple[Direction, list[Fraction]], ...]:
    return ("up", gaps), ("down", [-gap for gap in gaps])


def _rule_upwards(gaps: Sequence[Fraction], reach: Fraction) -> XmrRule | None:
    """The rule that the last of 7 values meets, by how far each of them is above the mean."""
    last = gaps[-1]
    if last > reach:
        return XmrRule.OUTSIDE_LIMITS
    if all(before < after for before, after in pairwise(gaps)):
        return XmrRule.RUN_OF_RISES_OR_FALLS
    near = [3 * gap > 2 * reach for gap in gaps[-3:]]
    # Without any reach every value above the mean would be near its limit.
    if near[-1] and sum(near) >= 2 and reach:
        return XmrRule.TWO_OF_THREE_NEAR_A_LIMIT
    if all(gap > 0 for gap in gaps):
        return XmrRule.RUN_ON_ONE_SIDE
    return None
