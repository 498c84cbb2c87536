"""Confidence intervals for percentages, rates, counts of events, and what sets two of them apart.

scipy.special is imported where it is first needed: scipy.stats takes many times as long.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import inf, isfinite, sqrt
from typing import NamedTuple

Number = int | float | Fraction | Decimal

EXACT_BELOW = 10


class Interval(NamedTuple):
    """The range within which the true value probably lies, both ends included."""

    lower: float
    upper: float

    def contains(self, value: Number) -> bool:
        """Whether the value lies within the range or at its ends."""
        return self.lower <= value <= self.upper


def wilson(numerator: Number, denominator: Number, confidence: float = 0.95) -> Interval:
    """The Wilson score interval of a proportion, as fractions from 0 to 1.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927); in the form
    `(2x + z² ∓ z√(z² + 4x(1 - x/n))) / 2(n + z²)` of R. G. Newcombe, Statistics in Medicine 17
    (1998), 857 to 872, method 3. Raises `ValueError` for a denominator that is not above zero and
    a numerator outside it.
    """
    return _wilson(*_proportion(numerator, denominator), _z(confidence))


@lru_cache(maxsize=100_000)
def _wilson(x: float, n: float, z: float) -> Interval:
    """The same figure is asked for its interval again wherever it is compared with another."""
    middle = 2 * x + z * z
    width = z * sqrt(z * z + 4 * x * (1 - x / n))
    scale = 2 * (n + z * z)
    # At the ends of the scale the formula gives 0 and 1 exactly, and arithmetic nearly so.
    lower = 0.0 if x == 0 else max(0.0, (middle - width) / scale)
    upper = 1.0 if x == n else min(1.0, (middle + width) / scale)
    return Interval(lower, upper)


def byar(count: Number, denominator: Number, per: Number = 1, confidence: float = 0.95) -> Interval:
    """The Poisson interval of a rate of events, in events per `per` of the denominator.

    Below 10 events exact, by quantiles of chi-square (F. Garwood, Biometrika 28 (1936), 437 to
    442); from 10 by Byar's approximation (N. E. Breslow and N. E. Day, Statistical Methods in
    Cancer Research II (1987), 69). A count of events is its own rate: denominator 1, per 1.
    Raises `ValueError` for a denominator or `per` not above zero, and a count below zero.
    """
    x, n, scale = _number(count, "count"), _above_zero(denominator), _above_zero(per)
    lower, upper = _exact_poisson(x, confidence) if x < EXACT_BELOW else _byar(x, _z(confidence))
    return Interval(lower * scale / n, upper * scale / n)


def newcombe(
    numerator_1: Number,
    denominator_1: Number,
    numerator_2: Number,
    denominator_2: Number,
    confidence: float = 0.95,
) -> Interval:
    """The interval of the difference of two independent proportions, second minus first.

    Built from the two Wilson intervals: R. G. Newcombe, Statistics in Medicine 17 (1998), 873 to
    890, method 10. Between -1 and 1. Raises `ValueError` as `wilson` does.
    """
    x_1, n_1 = _proportion(numerator_1, denominator_1)
    x_2, n_2 = _proportion(numerator_2, denominator_2)
    z = _z(confidence)
    first, second = _wilson(x_1, n_1, z), _wilson(x_2, n_2, z)
    p_1, p_2 = x_1 / n_1, x_2 / n_2
    below = sqrt((p_2 - second.lower) ** 2 + (first.upper - p_1) ** 2)
    above = sqrt((second.upper - p_2) ** 2 + (p_1 - first.lower) ** 2)
    return Interval(p_2 - p_1 - below, p_2 - p_1 + above)


def rate_ratio(
    count_1: Number,
    exposure_1: Number,
    count_2: Number,
    exposure_2: Number,
    confidence: float = 0.95,
) -> Interval:
    """The interval of the ratio of two independent rates of events, second over first.

    Given how many events there were in all, the second count is binomial; its Clopper-Pearson
    interval (C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404 to 413) gives that of the
    ratio (J. Przyborowski and H. Wilenski, Biometrika 31 (1940), 313 to 323). With no event in
    the first the upper end is infinite; with none at all the interval is everything. Raises
    `ValueError` for an exposure not above zero, and a count below zero.
    """
    x_1, x_2 = _number(count_1, "count"), _number(count_2, "count")
    exposures = _above_zero(exposure_1) / _above_zero(exposure_2)
    lower, upper = _clopper_pearson(x_2, x_1 + x_2, confidence)
    return Interval(_odds(lower) * exposures, _odds(upper) * exposures)


def _odds(share: float) -> float:
    return inf if share >= 1 else share / (1 - share)


def _clopper_pearson(x: float, n: float, confidence: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    tail = _tail(confidence)
    lower = 0.0 if x == 0 else float(betaincinv(x, n - x + 1, tail))
    upper = 1.0 if x == n else float(betaincinv(x + 1, n - x, 1 - tail))
    return lower, upper


def _exact_poisson(x: float, confidence: float) -> tuple[float, float]:
    """Half the chi-square quantiles with 2x and 2x + 2 degrees of freedom."""
    from scipy.special import chdtri

    # chdtri takes the probability above the quantile, not below it.
    tail = _tail(confidence)
    lower = 0.0 if x == 0 else float(chdtri(2 * x, 1 - tail)) / 2
    return lower, float(chdtri(2 * x + 2, tail)) / 2


def _byar(x: float, z: float) -> tuple[float, float]:
    lower = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    more = x + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    return max(0.0, lower), upper


def _tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("the confidence must lie between 0 and 1, such as 0.95")
    return (1 - confidence) / 2


def _z(confidence: float) -> float:
    """The quantile of the normal distribution; 1.959964, as published tables use, for 95%."""
    if confidence == 0.95:
        return 1.959964
    from scipy.special import ndtri

    return float(ndtri(1 - _tail(confidence)))


def _number(value: Number, what: str) -> float:
    number = float(value)
    if not isfinite(number) or number < 0:
        raise ValueError(f"a {what} cannot be below zero or endless")
    return number


def _above_zero(value: Number) -> float:
    number = _number(value, "denominator")
    if number == 0:
        raise ValueError("a denominator must be above zero")
    return number


def _proportion(numerator: Number, denominator: Number) -> tuple[float, float]:
    x, n = _number(numerator, "numerator"), _above_zero(denominator)
    if x > n:
        raise ValueError("a numerator cannot be above its denominator")
    return x, n
