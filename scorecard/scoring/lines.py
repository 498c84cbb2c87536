"""The target that is in force for one figure, as a line that it can be held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Bound, Form, Target
from scorecard.periods import Period, contains, independent, previous, same_length
from scorecard.published import CellKey, PublishedCell, Reason, Status, TargetLine, Verdict
from scorecard.scoring.values import exact_value, rounded

Cells = Mapping[CellKey, PublishedCell]
EARLIER = (Reason.PREVIOUS_MISSING, Reason.PREVIOUS_HIDDEN)
BASELINE = (Reason.BASELINE_MISSING, Reason.PREVIOUS_HIDDEN)
COMPARATOR = (Reason.COMPARATOR_MISSING, Reason.COMPARATOR_HIDDEN)


@dataclass(frozen=True)
class NoLine:
    """Why there is no line to hold a figure against, and the status that says so."""

    reason: Reason
    verdict: Verdict = Verdict.NOT_ASSESSED
    shown: TargetLine | None = None


def line_for(
    indicator: Indicator, key: CellKey, cells: Cells, whole_area: str
) -> TargetLine | NoLine:
    """The line for a figure, from the definition and from published cells only.

    A target for the number of families in the whole area says nothing of one locality's number.
    """
    target = indicator.target
    if target is None:
        return NoLine(Reason.NO_TARGET, Verdict.NONE)
    whole = key.is_total and key.area == whole_area
    if not whole and not indicator.measure.kind.target_holds_for_parts:
        return NoLine(Reason.NO_TARGET, Verdict.NONE)
    match target.form:
        case Form.ABOVE | Form.BELOW | Form.IN_LINE_WITH:
            return _relative(indicator, target, key, cells)
        case Form.IMPROVE_ON:
            return _improvement(indicator, key, cells)
        case Form.SET_BASELINE:
            return _setting_baseline(target, key)
        case Form.MILESTONE:
            return _milestone(indicator, target, key, cells)
        case Form.REDUCE_BY_PERCENT:
            return _reduction(indicator, target, key, cells)
        case Form.PER:
            return fixed_line(target)
        case Form.DONE_BY:
            return TargetLine(Fraction(1), None, shown=Decimal(1))
        case _:
            bound = target.bound_for(key.period)
            return fixed_line(bound) if bound else NoLine(Reason.NO_TARGET, Verdict.NONE)


def fixed_line(bound: Bound | Target) -> TargetLine:
    """The line of a bound that is stated in numbers."""
    if bound.between is not None:
        low, high = bound.between
        return TargetLine(_exact(low), _exact(high))
    if bound.at_least is not None:
        return TargetLine(_exact(bound.at_least), None, shown=bound.at_least)
    most = bound.at_most or Decimal(0)
    return TargetLine(None, _exact(most), shown=most)


@lru_cache(maxsize=1000)
def _exact(bound: Decimal) -> Fraction:
    """Every figure of an indicator is held against the same few lines."""
    return Fraction(bound)


def _relative(
    indicator: Indicator, target: Target, key: CellKey, cells: Cells
) -> TargetLine | NoLine:
    values = []
    for comparator in target.comparators:
        # A group of ours is held against the same group elsewhere, never against everybody.
        other = key.of(comparator)
        value = shown_value(indicator, other, key.period, cells, COMPARATOR)
        if isinstance(value, NoLine):
            return value
        values.append(value)
    strict = target.form is not Form.IN_LINE_WITH
    higher_is_aimed_for = target.form is Form.ABOVE or (
        target.form is Form.IN_LINE_WITH and indicator.polarity != "lower"
    )
    # "Above" every one named means above the highest, unless the definition says which counts.
    usual = "higher" if higher_is_aimed_for else "lower"
    chosen = max(values) if (target.whichever or usual) == "higher" else min(values)
    shown = rounded(indicator, chosen)
    if higher_is_aimed_for:
        return TargetLine(chosen, None, strict=strict, shown=shown)
    return TargetLine(None, chosen, strict=strict, shown=shown)


def _improvement(indicator: Indicator, key: CellKey, cells: Cells) -> TargetLine | NoLine:
    before = previous(key.period)
    if broken_between(indicator, before, key.period):
        return NoLine(Reason.BREAK_IN_SERIES)
    if not independent(before, key.period):
        return NoLine(Reason.NOT_INDEPENDENT)
    value = shown_value(indicator, key, before, cells)
    if isinstance(value, NoLine):
        return value
    shown = rounded(indicator, value)
    if indicator.polarity == "lower":
        return TargetLine(None, value, strict=True, shown=shown)
    return TargetLine(value, None, strict=True, shown=shown)


def _setting_baseline(target: Target, key: CellKey) -> NoLine:
    assert target.set_baseline is not None
    if contains(target.set_baseline, key.period):
        return NoLine(Reason.BASELINE_YEAR, Verdict.BASELINE)
    return NoLine(Reason.NO_TARGET_YET)


def _milestone(
    indicator: Indicator, target: Target, key: CellKey, cells: Cells
) -> TargetLine | NoLine:
    assert target.milestone is not None
    assert target.by is not None
    aim = fixed_line(target.milestone)
    goal = aim.low if aim.low is not None else aim.high
    day = key.period.end
    if day >= target.by.end:
        return aim
    if target.path == "none" or goal is None:
        return NoLine(Reason.NOT_DUE, shown=aim)
    points = {target.by.end: goal}
    if isinstance(target.path, dict):
        points |= {period.end: Fraction(value) for period, value in target.path.items()}
    if target.from_ is not None:
        start = target.from_.period
        if day == start.end:
            return NoLine(Reason.BASELINE_YEAR, Verdict.BASELINE)
        value = shown_value(indicator, key, start, cells, BASELINE)
        # A path of stated points does without its start, once the first of them is reached.
        if not isinstance(value, NoLine):
            points[start.end] = value
        elif day > start.end and not any(start.end < point <= day for point in points):
            return value
    at = on_straight_line(points, day)
    if at is None:
        return NoLine(Reason.NOT_DUE, shown=aim)
    shown = rounded(indicator, at)
    if aim.low is not None:
        return TargetLine(at, None, shown=shown)
    return TargetLine(None, at, shown=shown)


def on_straight_line(points: Mapping[date, Fraction], day: date) -> Fraction | None:
    """The height on a day of straight lines between points; None before the first."""
    earlier = [d for d in points if d <= day]
    later = [d for d in points if d >= day]
    if not earlier or not later:
        return None
    first, last = max(earlier), min(later)
    share = Fraction((day - first).days, (last - first).days) if last > first else Fraction(0)
    return points[first] + (points[last] - points[first]) * share


def _reduction(
    indicator: Indicator, target: Target, key: CellKey, cells: Cells
) -> TargetLine | NoLine:
    if indicator.baseline is None or target.reduce_by_percent is None:
        return NoLine(Reason.BASELINE_MISSING)
    since = indicator.baseline.period
    if key.period.end <= since.end:
        return NoLine(Reason.BASELINE_YEAR, Verdict.BASELINE)
    if broken_between(indicator, since, key.period):
        return NoLine(Reason.BREAK_IN_SERIES)
    adds_up = indicator.flow in ("sum", "distinct")
    if adds_up and not same_length(since, key.period):
        # A quarter has fewer cases than a year, whatever was done.
        return NoLine(Reason.NOT_INDEPENDENT)
    start = shown_value(indicator, key, since, cells, BASELINE)
    if isinstance(start, NoLine):
        return start
    most = start * (1 - Fraction(target.reduce_by_percent) / 100)
    return TargetLine(None, most, shown=rounded(indicator, most))


def broken_between(indicator: Indicator, before: Period, now: Period) -> bool:
    """Whether the way of counting changed after one period and by the end of another."""
    return any(before.end < b.period.start <= now.end for b in indicator.break_in_series)


def shown_value(
    indicator: Indicator,
    key: CellKey,
    period: Period,
    cells: Cells,
    absent: tuple[Reason, Reason] = EARLIER,
) -> Fraction | NoLine:
    """The published value of the same line in another period, or why there is none.

    `absent` are the reasons for a missing and for a hidden one.
    """
    cell = cells.get(key.at(period))
    missing, hidden = absent
    if cell is not None and cell.status is Status.SUPPRESSED:
        return NoLine(hidden)
    value = None if cell is None else exact_value(indicator, cell)
    return NoLine(missing) if value is None else value
