"""Counts added up over the week, month, quarter or year that a target is for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Form, Target
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period, contains, following, previous, same_length
from scorecard.published import CellKey, IndicatorResults, Reason, Result, TargetLine
from scorecard.scoring.lines import NoLine, fixed_line
from scorecard.scoring.stretches import due_by_now, running_total, stretch_of
from scorecard.scoring.values import rounded


@dataclass(frozen=True)
class Stage:
    """One period of a stretch: its result, the published total up to its end, and what is due."""

    period: Period
    result: Result | None
    total: Decimal | None
    due: Decimal | None
    to_come: bool


@dataclass(frozen=True)
class Running:
    """A stretch that has begun, with every period of it, those to come included."""

    stretch: Period
    stages: tuple[Stage, ...]

    @property
    def last(self) -> Stage:
        """The last stage that is not still to come."""
        return [stage for stage in self.stages if not stage.to_come][-1]


def is_within(target: Target, period: Period, year_starts: int) -> bool:
    """Whether a target is for a longer stretch than a period, which is then only a part of it."""
    stretch = stretch_of(target, period, year_starts)
    return contains(stretch, period) and not same_length(stretch, period)


def running_of(results: IndicatorResults, framework: Framework) -> Running | None:
    """The running total of the stretch that the latest figure belongs to.

    It is made of published cells only. From a hidden or missing one on there is no total. `None`
    where the target is of another form, the figure covers the whole stretch, or figures of this
    kind never add up.
    """
    indicator, latest = results.indicator, results.latest
    target = indicator.target
    if target is None or target.form is not Form.PER or latest is None:
        return None
    starts = framework.scorecard.financial_year_starts
    if not is_within(target, latest.key.period, starts):
        return None
    stretch = stretch_of(target, latest.key.period, starts)
    periods = _periods(stretch, latest.key.period)
    cells = {key: result.cell for key, result in results.results.items()}
    stages = []
    for period in periods:
        key = CellKey(indicator.id, period, latest.key.area)
        to_come = period.end > latest.key.period.end
        due = _due(indicator, target, stretch, period)
        total = None
        if not to_come:
            found = running_total(indicator, key, cells, stretch)
            if isinstance(found, NoLine):
                if found.reason in (Reason.DOES_NOT_ADD_UP, Reason.BREAK_IN_SERIES):
                    return None
            else:
                total = rounded(indicator, found)
        result = None if to_come else results.results.get(key)
        stages.append(Stage(period, result, total, due, to_come))
    return Running(stretch, tuple(stages)) if stages else None


def _periods(stretch: Period, latest: Period) -> list[Period]:
    """The periods of a stretch, from its first day to its last; none where they do not fill it."""
    first = latest
    while first.start > stretch.start:
        first = previous(first)
    if first.start != stretch.start:
        return []
    found = [first]
    while found[-1].end < stretch.end:
        found.append(following(found[-1]))
    return found if found[-1].end == stretch.end else []


def _due(indicator: Indicator, target: Target, stretch: Period, period: Period) -> Decimal | None:
    """The number due by the end of a period: along the path, or else the number for the stretch."""
    aim = fixed_line(target)
    line: TargetLine | None = aim
    if target.path != "none" and period.end < stretch.end:
        line = due_by_now(target, stretch, period.end, aim)
    if line is None:
        return None
    end = line.low if line.low is not None else line.high
    return None if end is None else round_half_up(end, indicator.places)
