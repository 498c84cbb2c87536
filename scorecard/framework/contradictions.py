"""Definitions that contradict themselves: a target off its scale, a period given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from scorecard.framework.areas import ScorecardFile
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Bound, Target
from scorecard.measures import Measure
from scorecard.yaml_source import Location

Report = Callable[[Location, str, str], None]


def check_calendar(scorecard: ScorecardFile, report: Report) -> None:
    """Report a period that the calendar gives twice."""
    periods = [release.period for release in scorecard.releases]
    for index, period in enumerate(periods):
        if period in periods[:index]:
            at = ("releases", index, "period")
            report(at, f"{period} is in the calendar already", "keep one of the two lines")


def check_own_terms(indicator: Indicator, report: Report) -> None:
    """Report what an indicator says of itself and cannot mean."""
    if indicator.replaces == indicator.id:
        report(("replaces",), "an indicator does not replace itself", "name the earlier one")
    if indicator.target is not None:
        _check_scale(indicator, indicator.target, report)


def _check_scale(indicator: Indicator, target: Target, report: Report) -> None:
    kind = indicator.measure.kind
    lowest = None if indicator.measure is Measure.MEAN else kind.lowest
    for at, number in _numbers(target):
        if lowest is not None and number < lowest:
            report(at, f"is below {lowest}, which a {indicator.measure} cannot be", "correct it")
        if kind.highest is not None and number > kind.highest:
            what = f"is above {kind.highest}, which a {indicator.measure} cannot be"
            report(at, what, "correct it")


def _bounds(target: Target) -> Iterator[tuple[Location, Bound]]:
    """Every fixed line of a target, and where in its definition."""
    if any(n is not None for n in (target.at_least, target.at_most, target.between)):
        yield ("target",), target.bound
    if target.milestone is not None:
        yield ("target", "milestone"), target.milestone
    for period, bound in (target.by_period or {}).items():
        yield ("target", "by_period", period.name), bound


def _numbers(target: Target) -> Iterator[tuple[Location, Decimal]]:
    for at, bound in _bounds(target):
        for name in ("at_least", "at_most"):
            if (number := getattr(bound, name)) is not None:
                yield (*at, name), number
        for place, number in enumerate(bound.between or ()):
            yield (*at, "between", place), number
