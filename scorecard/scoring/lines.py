"""The target that is in force for one figure, as a line that it can be held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Bound, Form, Target
from scorecard.periods import contains, independent, previous
from scorecard.published import CellKey, PublishedCell, Reason, Status, TargetLine, Verdict
from scorecard.scoring.values import exact_value, rounded

Cells = Mapping[CellKey, PublishedCell]


@dataclass(frozen=True)
class NoLine:
    """Why there is no line to hold a figure against, and the status that says so."""

    reason: Reason
    verdict: Verdict = Verdict.NOT_ASSESSED
    shown: TargetLine | None = None


def line_for(indicator: Indicator, key: CellKey, cells: Cells) -> TargetLine | NoLine:
    """The line for a figure, from the definition and from published cells only."""
    target = indicator.target
    if target is None:
        return NoLine(Reason.NO_TARGET, Verdict.NONE)
    if not key.is_total and not indicator.measure.kind.target_holds_for_parts:
        return NoLine(Reason.NO_TARGET, Verdict.NONE)
    match target.form:
        case Form.ABOVE | Form.BELOW | Form.IN_LINE_WITH:
            return _relative(indicator, target, key, cells)
        case Form.IMPROVE_ON:
            return _improvement(indicator, key, cells)
        case Form.SET_BASELINE:
            return _setting_baseline(target, key)
        case Form.MILESTONE:
            return _milestone(target, key)
        case Form.REDUCE_BY_PERCENT:
            return _reduction(indicator, target, key, cells)
        case Form.DONE_BY:
            return TargetLine(Fraction(1), None, shown=Decimal(1))
        case _:
            bound = target.bound_for(key.period)
            return _fixed(bound) if bound else NoLine(Reason.NO_TARGET, Verdict.NONE)


def _fixed(bound: Bound) -> TargetLine:
    if bound.between is not None:
        low, high = bound.between
        return TargetLine(Fraction(low), Fraction(high))
    if bound.at_least is not None:
        return TargetLine(Fraction(bound.at_least), None, shown=bound.at_least)
    most = bound.at_most or Decimal(0)
    return TargetLine(None, Fraction(most), shown=most)


def _relative(
    indicator: Indicator, target: Target, key: CellKey, cells: Cells
) -> TargetLine | NoLine:
    values = []
    for comparator in target.comparators:
        cell = cells.get(CellKey(indicator.id, key.period, comparator))
        if cell is not None and cell.status is Status.SUPPRESSED:
            return NoLine(Reason.COMPARATOR_HIDDEN)
        value = None if cell is None else exact_value(indicator, cell)
        if value is None:
            return NoLine(Reason.COMPARATOR_MISSING)
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
    if any(b.period.start > before.end and b.period.start <= key.period.start
           for b in indicator.break_in_series):  # fmt: skip
        return NoLine(Reason.BREAK_IN_SERIES)
    cell = cells.get(CellKey(key.indicator, before, key.area, key.breakdown, key.category))
    if cell is not None and cell.status is Status.SUPPRESSED:
        return NoLine(Reason.PREVIOUS_HIDDEN)
    value = None if cell is None else exact_value(indicator, cell)
    if value is None or not independent(before, key.period):
        return NoLine(Reason.PREVIOUS_MISSING)
    shown = rounded(indicator, value)
    if indicator.polarity == "lower":
        return TargetLine(None, value, strict=True, shown=shown)
    return TargetLine(value, None, strict=True, shown=shown)


def _setting_baseline(target: Target, key: CellKey) -> NoLine:
    assert target.set_baseline is not None
    if contains(target.set_baseline, key.period):
        return NoLine(Reason.BASELINE_YEAR, Verdict.BASELINE)
    return NoLine(Reason.NO_TARGET_YET)


def _milestone(target: Target, key: CellKey) -> TargetLine | NoLine:
    assert target.milestone is not None
    assert target.by is not None
    aim = _fixed(target.milestone)
    if key.period.end >= target.by.end:
        return aim
    point = _on_path(target, key.period.end, aim)
    if point is None:
        return NoLine(Reason.NOT_DUE, shown=aim)
    return point


def _on_path(target: Target, day: date, aim: TargetLine) -> TargetLine | None:
    """Where the path stands on a day: between its points in a straight line."""
    assert target.by is not None
    goal = aim.low if aim.low is not None else aim.high
    if target.path == "none" or goal is None:
        return None
    points = {target.by.end: goal}
    if target.from_ is not None:
        points[target.from_.period.end] = Fraction(target.from_.value)
    if isinstance(target.path, dict):
        points |= {period.end: Fraction(value) for period, value in target.path.items()}
    earlier = [d for d in points if d <= day]
    later = [d for d in points if d >= day]
    if not earlier or not later:
        return None
    first, last = max(earlier), min(later)
    share = Fraction((day - first).days, (last - first).days) if last > first else Fraction(0)
    at = points[first] + (points[last] - points[first]) * share
    if aim.low is not None:
        return TargetLine(at, None)
    return TargetLine(None, at)


def _reduction(
    indicator: Indicator, target: Target, key: CellKey, cells: Cells
) -> TargetLine | NoLine:
    if indicator.baseline is None or target.reduce_by_percent is None:
        return NoLine(Reason.BASELINE_MISSING)
    start = baseline_value(indicator, key, cells)
    if start is None:
        return NoLine(Reason.BASELINE_MISSING)
    if key.period.end <= indicator.baseline.period.end:
        return NoLine(Reason.BASELINE_YEAR, Verdict.BASELINE)
    most = start * (1 - Fraction(target.reduce_by_percent) / 100)
    return TargetLine(None, most, shown=rounded(indicator, most))


def baseline_value(indicator: Indicator, key: CellKey, cells: Cells) -> Fraction | None:
    """The value that progress is measured from: published data first, then the definition's."""
    if indicator.baseline is None:
        return None
    period = indicator.baseline.period
    cell = cells.get(CellKey(key.indicator, period, key.area, key.breakdown, key.category))
    if cell is not None:
        return exact_value(indicator, cell)
    return None if indicator.baseline.value is None else Fraction(indicator.baseline.value)
