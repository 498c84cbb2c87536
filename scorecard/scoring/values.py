"""The value of a published cell, exact for judging and rounded once for showing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure, interval_of, value_of
from scorecard.measures.intervals import Interval
from scorecard.measures.rounding import float_half_up, round_half_up
from scorecard.published import Interval95, PublishedCell, Status


def exact_value(indicator: Indicator, cell: PublishedCell) -> Fraction | None:
    """The unrounded value in the indicator's unit, or None where the cell does not show one.

    The parts go before a value that was given beside them, since a given value is rounded.
    """
    if cell.status is not Status.SHOWN:
        return None
    value = None
    if cell.numerator is not None:
        value = value_of(indicator.measure, cell.numerator, cell.denominator, indicator.scale)
    if value is None and cell.given_value is not None:
        value = Fraction(cell.given_value)
    return value


def has_parts(indicator: Indicator, cell: PublishedCell) -> bool:
    """Whether the value was worked out from its parts, so that it is not rounded already."""
    if cell.numerator is None:
        return False
    return bool(cell.denominator) or not indicator.measure.kind.needs_denominator


def exact_interval(indicator: Indicator, cell: PublishedCell) -> Interval | None:
    """The 95% interval in the indicator's unit, or None where none can be had."""
    if cell.status is not Status.SHOWN or not has_parts(indicator, cell):
        return None
    numerator, denominator = parts_of(indicator, cell)
    return interval_of(indicator.interval_kind, numerator, denominator, indicator.scale)


def parts_of(indicator: Indicator, cell: PublishedCell) -> tuple[Decimal, Decimal | None]:
    """The parts of a shown value; a count has no denominator, even where one is noted beside it."""
    needed = indicator.measure.kind.needs_denominator
    return cell.numerator or Decimal(0), cell.denominator or None if needed else None


def is_exact(indicator: Indicator, cell: PublishedCell) -> bool:
    """Whether a value was not rounded before it came: from its parts, a count, or a level."""
    whole = (Measure.COUNT, Measure.MILESTONE, Measure.SCORE)
    return has_parts(indicator, cell) or indicator.measure in whole


def rounded(indicator: Indicator, value: Fraction | None) -> Decimal | None:
    """A value as it is shown, everywhere."""
    return None if value is None else round_half_up(value, indicator.places)


def rounded_interval(indicator: Indicator, interval: Interval | None) -> Interval95 | None:
    """An interval as it is shown, to the same places as the value."""
    if interval is None:
        return None
    return Interval95(
        float_half_up(interval.lower, indicator.places),
        float_half_up(interval.upper, indicator.places),
    )
