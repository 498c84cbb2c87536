"""The goal of a milestone as the trend chart draws it: its date, its figure and its path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scorecard.charts.trend import Goal
from scorecard.framework.targets import Bound, Target
from scorecard.measures.rounding import round_half_up
from scorecard.published import IndicatorResults, Result
from scorecard.scoring.lines import on_straight_line
from scorecard.wording.plan import due_words

Path = dict[date, Decimal]


def goal_of(results: IndicatorResults, series: Sequence[Result]) -> Goal | None:
    """The goal of a milestone and the path to it, placed among the periods of a series.

    Before its date a milestone without a path is only its point: no line says how to get there.
    """
    target = results.indicator.target
    if target is None or target.milestone is None or target.by is None or not series:
        return None
    days = [result.key.period.end for result in series]
    figures = _figures(target.milestone)
    points = _path(results, target, series)
    if points:
        points[target.by.end] = figures[0]
        # The path is straight from day to day, and periods need not be equally far apart.
        between = [day for day in days if min(points) < day < target.by.end]
        points |= {day: _on(points, day, results) for day in between}
    step = _usual_step(series)
    return Goal(
        at=place(target.by.end, days, step),
        values=figures,
        label=due_words(results.indicator, target.by, figures),
        path=tuple((place(day, days, step), points[day]) for day in sorted(points)),
    )


def place(day: date, days: Sequence[date], step: float) -> float:
    """Where a day stands among some days, counted from the first: 0.5 is half way to the second.

    Before the first and after the last a unit is as long as the interval beside it, or `step` days
    where there is none.
    """
    number = day.toordinal()
    known = [other.toordinal() for other in days]
    if len(known) == 1:
        known.append(known[0] + max(round(step), 1))
    after = next((n for n in range(1, len(known)) if known[n] >= number), len(known) - 1)
    before = after - 1
    return round(before + (number - known[before]) / (known[after] - known[before]), 3)


def _usual_step(series: Sequence[Result]) -> float:
    period = series[-1].key.period
    return (period.end - period.start).days + 1


def _figures(milestone: Bound) -> tuple[Decimal, ...]:
    if milestone.between is not None:
        return milestone.between
    one = milestone.at_least if milestone.at_least is not None else milestone.at_most
    assert one is not None
    return (one,)


def _path(results: IndicatorResults, target: Target, series: Sequence[Result]) -> Path:
    """The stated points of a path and its published start; none where the start is not shown."""
    points: Path = {}
    if isinstance(target.path, dict):
        points |= {period.end: value for period, value in target.path.items()}
    if target.path != "none" and target.from_ is not None:
        start = series[-1].key.at(target.from_.period)
        found = results.results.get(start)
        if found is not None and found.value is not None:
            points[start.period.end] = found.value
    return points


def _on(points: Path, day: date, results: IndicatorResults) -> Decimal:
    exact = on_straight_line({d: Fraction(value) for d, value in points.items()}, day)
    assert exact is not None
    return round_half_up(exact, max(results.indicator.places, 2))
