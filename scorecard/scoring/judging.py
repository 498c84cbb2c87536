"""Against target, and how sure: two statements that are never merged into one."""

from __future__ import annotations

from fractions import Fraction

from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Line, Target
from scorecard.measures.intervals import Interval
from scorecard.periods import Period
from scorecard.published import Certainty, Judgement, TargetLine, Verdict


def judge(
    indicator: Indicator,
    period: Period,
    value: Fraction,
    line: TargetLine,
    certainty: Certainty,
    *,
    exact: bool,
    due: bool,
) -> Judgement:
    """The verdict by plain arithmetic on the unrounded value, with its certainty.

    `exact` says whether the value was worked out from its parts. One that arrived rounded and ties
    with the target might come out otherwise, and the judgement says so. `due` says whether the
    target's date has come: before it, along a path, a result is on course or behind course.
    """
    target = indicator.target
    assert target is not None
    tie = not exact and value in (line.low, line.high)
    met = _within(value, line)
    if not due:
        verdict = Verdict.ON_COURSE if met else Verdict.BEHIND_COURSE
    elif met:
        beyond = indicator.exceeded and indicator.exceeded.line_for(period)
        verdict = Verdict.EXCEEDED if beyond and _beyond(value, beyond) else Verdict.MET
    else:
        verdict = Verdict.NEAR if _near(value, line, target) else Verdict.NOT_MET
    return Judgement(verdict, certainty, rounding_could_matter=tie)


def is_due(target: Target, period: Period) -> bool:
    """Whether the date of a milestone has come by the end of a period."""
    return target.milestone is None or target.by is None or period.end >= target.by.end


def state_of(target: Target, period: Period, value: Fraction) -> Judgement:
    """How far a thing to be done is: 1 is done, 0 not started, and what lies between under way."""
    assert target.done_by is not None
    if value >= 1:
        verdict = Verdict.DONE
    elif period.end >= target.done_by.end:
        verdict = Verdict.LATE
    else:
        verdict = Verdict.ON_TRACK if value > 0 else Verdict.NOT_STARTED
    return Judgement(verdict, Certainty.CLEAR)


def _within(value: Fraction, line: TargetLine) -> bool:
    if line.low is not None and (value < line.low or (line.strict and value == line.low)):
        return False
    above = line.high is not None and (value > line.high or (line.strict and value == line.high))
    return not above


def _beyond(value: Fraction, line: Line) -> bool:
    if line.at_least is not None:
        return value >= Fraction(line.at_least)
    if line.at_most is not None:
        return value <= Fraction(line.at_most)
    if line.above is not None:
        return value > Fraction(line.above)
    return line.below is not None and value < Fraction(line.below)


def _near(value: Fraction, line: TargetLine, target: Target) -> bool:
    """Missed, but within the tolerance of the line, or not beyond the floor."""
    if target.floor is None and not (target.tolerance or target.tolerance_percent):
        return False
    for end, missed_below in ((line.low, True), (line.high, False)):
        if end is None or (value > end if missed_below else value < end):
            continue
        if target.floor is not None:
            floor = Fraction(target.floor)
            return value >= floor if missed_below else value <= floor
        tolerance = Fraction(target.tolerance or 0)
        if target.tolerance_percent is not None:
            tolerance = abs(end) * Fraction(target.tolerance_percent) / 100
        return tolerance > 0 and abs(value - end) <= tolerance
    return False


def certainty_of(indicator: Indicator, line: TargetLine, interval: Interval | None) -> Certainty:
    """Clear unless the interval contains the target; not known where no interval can be had."""
    if indicator.interval_kind == "none":
        return Certainty.CLEAR
    if interval is None:
        return Certainty.NOT_KNOWN
    highest = indicator.measure.kind.highest
    # At the end of the scale no interval could ever lie beyond the target.
    ends = [
        float(end)  # as the interval's own ends are
        for end in (line.low, line.high)
        if end is not None and end > 0 and (highest is None or end < highest)
    ]
    contained = any(interval.lower <= end <= interval.upper for end in ends)
    return Certainty.COULD_BE_CHANCE if contained else Certainty.CLEAR
