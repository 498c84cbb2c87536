"""Whether two independent results differ by more than chance would explain: statistics only."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan

from scorecard.measures.intervals import Interval, Number, newcombe, rate_ratio


@dataclass(frozen=True)
class Comparison:
    """How far the second result lies from the first, its interval, and whether that is clear.

    `estimate` is a difference of proportions or a ratio of rates; for a ratio it is infinite when
    only the first had no event, and not a number when neither had one.
    """

    estimate: float
    interval: Interval
    clear: bool


def proportion_change(
    numerator_1: Number,
    denominator_1: Number,
    numerator_2: Number,
    denominator_2: Number,
    confidence: float = 0.95,
) -> Comparison:
    """The change from a first proportion to a second, clear where Newcombe's interval leaves 0 out.

    Differences are fractions (0.05 is five percentage points), second minus first. The two must
    be independent: no one counted in both. Raises `ValueError` as `newcombe` does.
    """
    interval = newcombe(numerator_1, denominator_1, numerator_2, denominator_2, confidence)
    first = float(numerator_1) / float(denominator_1)
    second = float(numerator_2) / float(denominator_2)
    return Comparison(second - first, interval, clear=not interval.contains(0))


def ratio_change(
    count_1: Number,
    exposure_1: Number,
    count_2: Number,
    exposure_2: Number,
    confidence: float = 0.95,
) -> Comparison:
    """The change from a first rate to a second, clear where the exact interval leaves 1 out.

    Of two counts of events over stretches of the same length, both exposures are 1. Ratios are
    second over first. The two must be independent. Raises `ValueError` as `rate_ratio` does.
    """
    interval = rate_ratio(count_1, exposure_1, count_2, exposure_2, confidence)
    first = float(count_1) / float(exposure_1)
    second = float(count_2) / float(exposure_2)
    estimate = second / first if first else (inf if second else nan)
    return Comparison(estimate, interval, clear=not interval.contains(1))
