"""A file for each kind of measure: its value, its interval and its limits."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from scorecard.measures import (
    count,
    gap,
    mean,
    milestone,
    money,
    narrative,
    percentage,
    rate,
    ratio,
    score,
)

if TYPE_CHECKING:
    from scorecard.measures.intervals import Interval
    from scorecard.measures.kinds import Kind, Uncertainty

__all__ = ["COUNTED", "KINDS", "Measure", "interval_of", "value_of"]


class Measure(StrEnum):
    """The kinds of measure; each has a file of its name here."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"
    MEAN = "mean"
    MONEY = "money"
    RATIO = "ratio"
    SCORE = "score"
    GAP = "gap"
    MILESTONE = "milestone"
    NARRATIVE = "narrative"

    @cached_property
    def kind(self) -> Kind:
        """What this kind of measure says of itself."""
        return KINDS[self]


KINDS: dict[Measure, Kind] = {
    Measure(module.KIND.name): module.KIND
    for module in (
        count,
        gap,
        mean,
        milestone,
        money,
        narrative,
        percentage,
        rate,
        ratio,
        score,
    )
}
"""Every kind of measure: a new one is a file and a line here."""

COUNTED = (Measure.COUNT, Measure.PERCENTAGE, Measure.RATE, Measure.MEAN, Measure.RATIO)
"""Kinds whose parts are counts that add up; the others hold values that are tied to nothing."""


@lru_cache(maxsize=100_000)
def value_of(
    measure: Measure, numerator: Decimal, denominator: Decimal | None, per: int
) -> Fraction | None:
    """The exact value of a figure's parts, or None where it needs a denominator and has none.

    `per` is 100 for a percentage. The same parts are asked for their value many times: for the
    checks of a table, for its change, its target and its line.
    """
    kind = measure.kind
    if kind.needs_denominator and not denominator:
        return None
    return kind.value(Fraction(numerator), Fraction(denominator) if denominator else None, per)


def interval_of(
    uncertainty: Uncertainty | None,
    numerator: Fraction | Decimal | None,
    denominator: Fraction | Decimal | None,
    per: int,
) -> Interval | None:
    """The 95% interval of a figure in its own unit, or None where no interval can be had.

    `per` is 100 for a percentage. Wilson for proportions; exact Poisson and Byar for rates and for
    counts that vary by chance (statistics.md, Intervals).
    """
    # The distributions are slow to load, and a command that draws no interval does not need them.
    from scorecard.measures.intervals import Interval, byar, wilson

    if uncertainty is None or uncertainty == "none" or numerator is None:
        return None
    if uncertainty == "binomial":
        if not denominator:
            return None
        share = wilson(numerator, denominator)
        return Interval(share.lower * per, share.upper * per)
    return byar(numerator, denominator or 1, per=per)
