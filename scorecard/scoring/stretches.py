"""Targets per week, month, quarter or year: counts added over the stretch, in whole events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Target
from scorecard.periods import Period, contains, previous, same_length
from scorecard.periods.model import (
    PeriodKind,
    academic_year,
    financial_quarter,
    financial_year,
    month_of,
    span,
)
from scorecard.published import CellKey, Reason, TargetLine
from scorecard.scoring.lines import Cells, NoLine, fixed_line, on_straight_line, shown_value


@dataclass(frozen=True)
class Sum:
    """What was counted since a stretch began, the line that it is held against, and if it ended."""

    total: Fraction
    line: TargetLine
    ended: bool


def sum_for(
    indicator: Indicator, target: Target, key: CellKey, cells: Cells, year_starts: int
) -> Sum | NoLine:
    """The sum of published cells from the start of the stretch to this period, and its line.

    A period as long as the stretch is its own sum. One hidden or missing cell and there is no sum.
    `year_starts` is the month in which the financial year starts.
    """
    aim = fixed_line(target)
    period = key.period
    stretch = stretch_of(target, period, year_starts)
    if same_length(stretch, period):
        stretch = period
    elif not contains(stretch, period):
        return NoLine(Reason.OTHER_STRETCH)
    total = running_total(indicator, key, cells, stretch)
    if isinstance(total, NoLine):
        return total
    if period.end == stretch.end:
        return Sum(total, aim, ended=True)
    due = due_by_now(target, stretch, period.end, aim)
    return NoLine(Reason.NOT_DUE, shown=aim) if due is None else Sum(total, due, ended=False)


def stretch_of(target: Target, period: Period, year_starts: int) -> Period:
    """The week, month, quarter or year in which a period begins."""
    day = period.start
    match target.per:
        case "week":
            monday = day - timedelta(days=day.weekday())
            return span(monday, monday + timedelta(days=6))
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            year = day.year - (day.month < year_starts)
            return financial_quarter(year, (day.month - year_starts) % 12 // 3 + 1, year_starts)
        case _ if period.kind is PeriodKind.TERM:
            return academic_year(day.year - (day.month < 9))
        case _:
            return financial_year(day.year - (day.month < year_starts), year_starts)


def running_total(
    indicator: Indicator, key: CellKey, cells: Cells, stretch: Period
) -> Fraction | NoLine:
    """What published cells count from the start of a stretch to a period, or why that is unknown.

    A stretch that is as long as the period is to be given as the period itself.
    """
    total = Fraction(0)
    period = key.period
    if period.start != stretch.start and indicator.flow != "sum":
        return NoLine(Reason.DOES_NOT_ADD_UP)
    if any(stretch.start < b.period.start <= key.period.end for b in indicator.break_in_series):
        return NoLine(Reason.BREAK_IN_SERIES)
    while True:
        value = shown_value(indicator, key, period, cells)
        if isinstance(value, NoLine):
            return value
        total += value
        if period.start == stretch.start:
            return total
        period = previous(period)
        if not contains(stretch, period):
            return NoLine(Reason.OTHER_STRETCH)


def due_by_now(target: Target, stretch: Period, day: date, aim: TargetLine) -> TargetLine | None:
    """The whole number of events due by a day of the stretch, along the path that is given."""
    goal = aim.low if aim.low is not None else aim.high
    if target.path == "none" or goal is None:
        return None
    so_far = span(stretch.start, day)
    if target.path == "linear":
        months = so_far.whole_months, stretch.whole_months
        days = (so_far.end - so_far.start).days + 1, (stretch.end - stretch.start).days + 1
        part, whole = months if all(months) else days
        due = goal * Fraction(part, whole)
    else:
        points = {stretch.start - timedelta(days=1): Fraction(0), stretch.end: goal}
        points |= {p.end: Fraction(n) for p, n in target.path.items() if contains(stretch, p)}
        due = on_straight_line(points, day) or Fraction(0)
    # Nobody can hold a part of a meeting: what is due is rounded in favour of those who act.
    now = Decimal(floor(due) if aim.low is not None else ceil(due))
    if aim.low is not None:
        return TargetLine(Fraction(now), None, shown=now)
    return TargetLine(None, Fraction(now), shown=now)
