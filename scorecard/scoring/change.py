"""Change since the same period last year, or else the period before; and beside comparators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.framework.indicators import Indicator
from scorecard.measures.intervals import Interval, newcombe, rate_ratio
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period, independent, previous, same_length, year_before
from scorecard.published import (
    CellKey,
    Change,
    Comparison,
    Direction,
    PublishedCell,
    Reason,
    Standing,
    Status,
)
from scorecard.scoring.lines import COMPARATOR, Cells, NoLine, broken_between, shown_value
from scorecard.scoring.values import has_parts, parts_of, rounded


@dataclass(frozen=True)
class Difference:
    """How two figures of one series differ: latest minus earlier, and whether clearly."""

    amount: Fraction
    clear: bool | None
    """None where no interval of the difference can be had."""


def change_of(
    indicator: Indicator,
    cell: PublishedCell,
    value: Fraction | None,
    cells: Cells,
    minimum: int,
) -> Change:
    """Change since the same period last year first, and the period before second.

    `value` is the cell's, exact. A series that is not regular has neither; then the latest earlier
    period that it has will do.
    """
    if value is None:
        return Change(Direction.NOT_COMPARED, reason=_why_absent(cell))
    reasons = []
    for period in _earlier(cell.key, cells):
        before = shown_value(indicator, cell.key, period, cells)
        if isinstance(before, NoLine):
            reasons.append(before.reason)
        elif broken_between(indicator, period, cell.key.period):
            reasons.append(Reason.BREAK_IN_SERIES)
        elif not independent(period, cell.key.period) or not same_length(period, cell.key.period):
            reasons.append(Reason.NOT_INDEPENDENT)
        else:
            earlier = cells[cell.key.at(period)]
            return _compared(indicator, earlier, cell, before, value, minimum)
    # That nothing is there says less than why what is there cannot be compared.
    said = [reason for reason in reasons if reason is not Reason.PREVIOUS_MISSING]
    return Change(Direction.NOT_COMPARED, reason=next(iter(said), Reason.PREVIOUS_MISSING))


def _earlier(key: CellKey, cells: Cells) -> Iterator[Period]:
    """The periods to compare with, best first; all are searched only where the usual fail."""
    yield year_before(key.period)
    yield previous(key.period)
    line = (key.area, key.breakdown, key.category)
    earlier = [
        other.period
        for other in cells
        if (other.area, other.breakdown, other.category) == line
        and other.period.kind is key.period.kind
        and other.period.end < key.period.start
    ]
    if earlier:
        yield max(earlier)


def _compared(
    indicator: Indicator,
    earlier: PublishedCell,
    cell: PublishedCell,
    before: Fraction,
    value: Fraction,
    minimum: int,
) -> Change:
    since = earlier.key.period
    difference = difference_between(indicator, earlier, cell, value - before)
    shown_before = rounded(indicator, before)
    amount = round_half_up(difference.amount, indicator.places)
    reason = None
    if indicator.measure.kind.minimum_applies:
        if is_small(cell, minimum):
            reason = Reason.SMALL_DENOMINATOR
        elif is_small(earlier, minimum):
            reason = Reason.SMALL_EARLIER
    if difference.clear is None:
        reason = reason or _why_no_interval(indicator)
    if reason is not None:
        return Change(Direction.NOT_COMPARED, since, shown_before, amount, reason)
    if not difference.clear:
        return Change(Direction.NO_CLEAR_CHANGE, since, shown_before, amount)
    direction = _direction(indicator, up=difference.amount > 0)
    return Change(direction, since, shown_before, amount, clear=True)


def difference_between(
    indicator: Indicator, earlier: PublishedCell, later: PublishedCell, amount: Fraction
) -> Difference:
    """Later minus earlier, which is the amount, and whether its interval leaves out none.

    Newcombe for proportions; the conditional exact interval of a ratio for rates and for counts
    that vary by chance; any difference between exact counts is clear.
    """
    if indicator.interval_kind == "none":
        return Difference(amount, amount != 0)
    if not (has_parts(indicator, earlier) and has_parts(indicator, later)):
        return Difference(amount, None)
    x_1, n_1 = parts_of(indicator, earlier)
    x_2, n_2 = parts_of(indicator, later)
    n_1, n_2 = n_1 or Decimal(1), n_2 or Decimal(1)
    if indicator.interval_kind == "binomial":
        interval = newcombe(x_1, n_1, x_2, n_2)
        return Difference(amount, not interval.lower <= 0 <= interval.upper)
    if indicator.interval_kind == "poisson":
        if x_1 == 0 and x_2 == 0:
            return Difference(amount, clear=False)
        interval = rate_ratio(x_1, n_1, x_2, n_2)
        return Difference(amount, not interval.lower <= 1 <= interval.upper)
    return Difference(amount, None)


def compare(
    indicator: Indicator,
    cell: PublishedCell,
    value: Fraction | None,
    interval: Interval | None,
    cells: Cells,
    minimum: int,
) -> tuple[Comparison, ...]:
    """The figure beside each comparator's in the same period: by the area's own interval."""
    if value is None:
        return ()
    return tuple(
        _beside(indicator, cell, value, interval, comparator, cells, minimum)
        for comparator in indicator.comparators
        # Most comparators give no figures for groups, and saying so of each group helps nobody.
        if cell.key.is_total or cell.key.of(comparator) in cells
    )


def _beside(
    indicator: Indicator,
    cell: PublishedCell,
    value: Fraction,
    interval: Interval | None,
    comparator: str,
    cells: Cells,
    minimum: int,
) -> Comparison:
    period = cell.key.period
    theirs = shown_value(indicator, cell.key.of(comparator), period, cells, COMPARATOR)
    if isinstance(theirs, NoLine):
        return Comparison(comparator, period, None, Standing.NOT_COMPARED, theirs.reason)
    shown = rounded(indicator, theirs)
    if indicator.measure.kind.minimum_applies and is_small(cell, minimum):
        return Comparison(
            comparator, period, shown, Standing.NOT_COMPARED, Reason.SMALL_DENOMINATOR
        )
    if interval is None and indicator.interval_kind != "none":
        why = _why_no_interval(indicator)
        return Comparison(comparator, period, shown, Standing.NOT_COMPARED, why)
    similar = interval.contains(float(theirs)) if interval else value == theirs
    if similar:
        return Comparison(comparator, period, shown, Standing.SIMILAR)
    direction = _direction(indicator, up=value > theirs)
    return Comparison(comparator, period, shown, Standing(direction.value))


def is_small(cell: PublishedCell, minimum: int) -> bool:
    """Whether a denominator is too small for a verdict."""
    return cell.denominator is not None and cell.denominator < minimum


def _direction(indicator: Indicator, *, up: bool) -> Direction:
    if indicator.polarity == "none":
        return Direction.HIGHER if up else Direction.LOWER
    better = up == (indicator.polarity == "higher")
    return Direction.BETTER if better else Direction.WORSE


def _why_no_interval(indicator: Indicator) -> Reason:
    """A percentage lacks only its parts; of money or a score nobody knows how chance moves it."""
    lacks_parts = indicator.interval_kind is not None
    return Reason.NO_DENOMINATOR if lacks_parts else Reason.NO_INTERVAL


def _why_absent(cell: PublishedCell) -> Reason:
    return Reason.HIDDEN if cell.status is Status.SUPPRESSED else Reason.NO_DATA
