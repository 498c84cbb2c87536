"""Verdicts, reasons and targets in words; a status always has a word and a shape."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Bound, Form, Line, Target
from scorecard.measures import Measure
from scorecard.periods import Period, PeriodKind, label, short_label
from scorecard.published import Certainty, Judgement, Reason, Verdict
from scorecard.wording.figures import listed, with_separators, with_unit


@dataclass(frozen=True)
class Words:
    """How a status is said and drawn: its shape, its words, and the class of its colour."""

    shape: str
    words: str
    colour: str


VERDICTS = {
    Verdict.MET: Words("●", "Met", "met"),
    Verdict.EXCEEDED: Words("★", "Exceeded", "met"),
    Verdict.NEAR: Words("▲", "Near target", "near"),
    Verdict.NOT_MET: Words("■", "Not met", "miss"),
    Verdict.ON_COURSE: Words("●", "On course", "met"),
    Verdict.BEHIND_COURSE: Words("■", "Behind course", "miss"),
    Verdict.NOT_STARTED: Words("○", "Not started", "none"),
    Verdict.ON_TRACK: Words("●", "On track", "met"),
    Verdict.DONE: Words("●", "Done", "met"),
    Verdict.LATE: Words("■", "Late", "miss"),
    Verdict.BASELINE: Words("○", "Setting a baseline", "none"),
    Verdict.NOT_ASSESSED: Words("◇", "Not assessed", "none"),
    Verdict.HIDDEN: Words("▨", "Not shown", "hid"),
    Verdict.NONE: Words("○", "For information", "none"),
}

AWAITING_SHAPE = "…"

REASONS = {
    Reason.NO_DATA: "There is no figure yet.",
    Reason.HIDDEN: (
        "Not shown, to protect the people behind small numbers. Nothing else about this figure is"
        " given either."
    ),
    Reason.PREVIOUS_MISSING: "There is no earlier figure to compare with.",
    Reason.PREVIOUS_HIDDEN: "The earlier figure is not shown, so the two cannot be compared.",
    Reason.BASELINE_YEAR: "This period sets the baseline that later ones are judged against.",
    Reason.NO_TARGET: "There is no target: the figure is for information.",
    Reason.NO_TARGET_YET: "No target has been agreed yet.",
    Reason.SMALL_DENOMINATOR: "There are too few cases to judge this fairly.",
    Reason.SMALL_EARLIER: "The earlier figure has too few cases to compare with fairly.",
    Reason.BREAK_IN_SERIES: (
        "The way this is counted, or the place that it is counted in, has changed, so it cannot be "
        "compared with earlier figures."
    ),
    Reason.COMPARATOR_MISSING: "The figure to compare with has not been published.",
    Reason.AWAITING_DATA: "No figure has been given yet.",
    Reason.COMPARATOR_HIDDEN: "The figure to compare with is not shown.",
    Reason.NOT_DUE: "The target is not due yet.",
    Reason.NOT_INDEPENDENT: (
        "The two periods overlap or are not the same length, so they cannot be compared."
    ),
    Reason.NO_DENOMINATOR: (
        "We do not know how many this is out of, so we cannot tell whether it could be chance."
    ),
    Reason.BASELINE_MISSING: "There is no baseline figure to measure from.",
    Reason.NARRATIVE: "This is told in words, not in figures.",
    Reason.NO_INTERVAL: "We do not know how far chance alone could move this figure.",
    Reason.OTHER_STRETCH: "The target is for another length of time than this figure.",
    Reason.DOES_NOT_ADD_UP: (
        "The target is for a longer time, and figures for shorter times cannot be added up to it."
    ),
}


def verdict_words(judgement: Judgement) -> str:
    """A verdict with how sure it is: "Met, could be chance"."""
    if judgement.reason is Reason.AWAITING_DATA:
        return "Awaiting data"
    if judgement.reason is Reason.NOT_DUE:
        return "Not due yet"
    words = VERDICTS[judgement.verdict].words
    match judgement.certainty:
        case Certainty.COULD_BE_CHANCE:
            return f"{words}, could be chance"
        case Certainty.NOT_KNOWN:
            return f"{words}, certainty not known"
        case _:
            return words


FILLS = {
    Certainty.CLEAR: "fill",
    Certainty.COULD_BE_CHANCE: "",
    Certainty.NOT_KNOWN: "pale",
}


def fill_of(judgement: Judgement) -> str:
    """How a status is filled, the same in a tag, a bar and a chart.

    Solid when clear, an outline when it could be chance, dashes when that is not known; a tint is
    for information, and dots await data.
    """
    if judgement.certainty is not None:
        return FILLS[judgement.certainty]
    if judgement.reason is Reason.AWAITING_DATA:
        return "dots"
    return "" if judgement.verdict in (Verdict.NOT_ASSESSED, Verdict.HIDDEN) else "tint"


def shape_of(judgement: Judgement) -> str:
    """The shape that stands before a status."""
    if judgement.reason is Reason.AWAITING_DATA:
        return AWAITING_SHAPE
    return VERDICTS[judgement.verdict].shape


def reason_words(reason: Reason | None) -> str:
    """Why something is not assessed, as a sentence."""
    return "" if reason is None else REASONS[reason]


def target_words(indicator: Indicator, framework: Framework, period: Period | None = None) -> str:
    """What is aimed for, in words, for a period where the target changes over time."""
    target = indicator.target
    if target is None:
        return "No target"
    return _form_words(indicator, target, framework, period) + _tolerance_words(indicator, target)


def short_target_words(indicator: Indicator, framework: Framework, period: Period) -> str:
    """The same for a narrow table: without the tolerance, and without the step that follows."""
    target = indicator.target
    if target is None:
        return ""
    if target.form is Form.BY_PERIOD:
        bound = target.bound_for(period)
        return "none for this period" if bound is None else _bound_words(indicator, bound)
    return _form_words(indicator, target, framework, period)


def _form_words(
    indicator: Indicator, target: Target, framework: Framework, period: Period | None
) -> str:
    names = listed([framework.scorecard.area_name(c) for c in target.comparators])
    several = len(target.comparators) > 1
    which = f", whichever is {target.whichever}" if target.whichever and several else ""
    match target.form:
        case Form.ABOVE:
            return f"above {names}{which}"
        case Form.BELOW:
            return f"below {names}{which}"
        case Form.IN_LINE_WITH:
            return f"in line with {names}{which}"
        case Form.IMPROVE_ON:
            good = "higher" if indicator.polarity == "higher" else "lower"
            return f"{good} than the period before"
        case Form.BY_PERIOD:
            return _stepped_words(indicator, target, period)
        case Form.MILESTONE:
            assert target.milestone is not None
            assert target.by is not None
            return f"{_bound_words(indicator, target.milestone)} by {label(target.by)}"
        case Form.PER:
            bound = Bound(at_least=target.at_least, at_most=target.at_most)
            return f"{_bound_words(indicator, bound)} a {target.per}, all added up"
        case Form.REDUCE_BY_PERCENT:
            less = "fewer" if indicator.measure is Measure.COUNT else "lower"
            since = f"in {label(indicator.baseline.period)}" if indicator.baseline else "at first"
            return f"at least {target.reduce_by_percent:,f}% {less} than {since}"
        case Form.SET_BASELINE:
            assert target.set_baseline is not None
            return f"to be set from {label(target.set_baseline)}"
        case Form.DONE_BY:
            assert target.done_by is not None
            return f"done by {label(target.done_by)}"
        case _:
            return _bound_words(
                indicator,
                Bound(at_least=target.at_least, at_most=target.at_most, between=target.between),
            )


def _stepped_words(indicator: Indicator, target: Target, period: Period | None) -> str:
    assert target.by_period is not None
    if period is not None:
        bound = target.bound_for(period)
        if bound is None:
            return "none for this period"
        later = [p for p in target.by_period if p.start > period.end]
        following = min(later, default=None)
        words = _bound_words(indicator, bound)
        if following is not None:
            then = _bound_words(indicator, target.by_period[following])
            words += f" ({then} from {short_label(following)})"
        return words
    steps = sorted(target.by_period)
    return "; ".join(
        f"{_bound_words(indicator, target.by_period[step])} {_in_force(step)}" for step in steps
    )


def _bound_words(indicator: Indicator, bound: Bound) -> str:
    if bound.at_least is not None:
        return f"at least {with_unit(indicator, bound.at_least)}"
    if bound.at_most is not None:
        return f"at most {with_unit(indicator, bound.at_most)}"
    assert bound.between is not None
    low, high = bound.between
    return f"from {with_separators(low)} to {with_unit(indicator, high)}"


def _tolerance_words(indicator: Indicator, target: Target) -> str:
    if target.tolerance is not None:
        return f" (within {_difference(indicator, target.tolerance)} counts as near)"
    if target.tolerance_percent is not None:
        return f" (within {target.tolerance_percent:f}% of it counts as near)"
    if target.floor is not None:
        return f" (near as far as {with_unit(indicator, target.floor)})"
    return ""


def exceeded_words(indicator: Indicator, period: Period | None = None) -> str:
    """Where good practice begins, in a period or in all: empty where nothing says so."""
    exceeded = indicator.exceeded
    if exceeded is None:
        return ""
    if period is None and exceeded.by_period is not None:
        return "; ".join(
            f"{_line_words(indicator, exceeded.by_period[step])} {_in_force(step)}"
            for step in sorted(exceeded.by_period)
        )
    line = exceeded.line_for(period) if period else Line(**exceeded.model_dump(exclude_unset=True))
    return "" if line is None else _line_words(indicator, line)


def _line_words(indicator: Indicator, line: Line) -> str:
    for words, number in (
        ("at least", line.at_least),
        ("at most", line.at_most),
        ("above", line.above),
        ("below", line.below),
    ):
        if number is not None:
            return f"{words} {with_unit(indicator, number)}"
    return ""


def _in_force(step: Period) -> str:
    """When a step of a target holds: a day is a date to reach it by."""
    return f"by {label(step)}" if step.kind is PeriodKind.DAY else f"in {short_label(step)}"


def _difference(indicator: Indicator, amount: Decimal) -> str:
    if indicator.measure in (Measure.PERCENTAGE, Measure.RATIO):
        return f"{amount:,f} percentage point{'' if amount == 1 else 's'}"
    return with_unit(indicator, amount)


def polarity_words(indicator: Indicator) -> str:
    """Whether high or low is good, in words."""
    return {
        "higher": "high is good",
        "lower": "low is good",
        "none": "neither high nor low is simply good",
    }[indicator.polarity]
