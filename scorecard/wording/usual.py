"""Why a figure stands out from the usual ups and downs of its series, in plain words."""

from __future__ import annotations

from decimal import Decimal

from scorecard.framework.indicators import Indicator
from scorecard.periods import label
from scorecard.published import Result, UsualLimits, XmrRule
from scorecard.wording.figures import short_figure, when_words, with_unit


def limits_shown(indicator: Indicator, limits: UsualLimits) -> tuple[Decimal, Decimal]:
    """The lower and the upper limit as people are told them: never beyond what a figure can be."""
    kind = indicator.measure.kind
    lower = limits.lower if kind.lowest is None else max(limits.lower, Decimal(kind.lowest))
    upper = limits.upper if kind.highest is None else min(limits.upper, Decimal(kind.highest))
    return lower, upper


def usual_title(latest: Result) -> str:
    """The headline of the chart."""
    return f"The figure for {label(latest.key.period)} stands out"


def usual_words(indicator: Indicator, limits: UsualLimits) -> str:
    """What the limits mean, and why the latest figure stands out from them."""
    lower, upper = limits_shown(indicator, limits)
    between = f"between {short_figure(indicator, lower)} and {with_unit(indicator, upper)}"
    meaning = f"If only chance moved these figures, nearly all of them would lie {between}."
    return f"{meaning} {why_unusual(limits)}"


def why_unusual(limits: UsualLimits) -> str:
    """Which rule the latest figure stands out by, as a sentence."""
    side, limit = ("above", "upper") if limits.above else ("below", "lower")
    match limits.rule:
        case XmrRule.OUTSIDE_LIMITS:
            return f"The latest figure is {side} the {limit} limit."
        case XmrRule.RUN_OF_RISES_OR_FALLS:
            way = "higher" if limits.above else "lower"
            return f"The last seven figures are each {way} than the one before."
        case XmrRule.TWO_OF_THREE_NEAR_A_LIMIT:
            near = f"close to the {limit} limit"
            return f"The latest figure and at least one of the two before it are {near}."
        case XmrRule.RUN_ON_ONE_SIDE:
            return f"The last seven figures are all {side} the average."


def usual_description(indicator: Indicator, latest: Result, limits: UsualLimits) -> str:
    """The alternative text of the chart: the latest figure, the average and the limits."""
    assert latest.value is not None
    lower, upper = (short_figure(indicator, end) for end in limits_shown(indicator, limits))
    now = f"{with_unit(indicator, latest.value)} {when_words(latest.key.period)}"
    return (
        f"{indicator.name}: {now}. Average {short_figure(indicator, limits.mean)}, lower limit"
        f" {lower}, upper limit {upper}. {why_unusual(limits)}"
    )
