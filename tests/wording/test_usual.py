"""Why a figure stands out is said in words that need no chart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.framework.indicators import Indicator
from scorecard.published import UsualLimits, XmrRule
from scorecard.wording.usual import limits_shown, usual_words
from tests.projects import COUNT, INDICATOR, framework_of, period


def indicator_of(folder: Path, text: str = INDICATOR) -> Indicator:
    return framework_of(folder, text).indicator("on-time")


def limits(rule: XmrRule, lower: str, upper: str, *, above: bool) -> UsualLimits:
    low, high = Decimal(lower), Decimal(upper)
    return UsualLimits(period("2018-19 Q1"), (low + high) / 2, low, high, rule, above)


@pytest.mark.parametrize(
    ("rule", "above", "why"),
    [
        (XmrRule.OUTSIDE_LIMITS, True, "The latest figure is above the upper limit."),
        (XmrRule.OUTSIDE_LIMITS, False, "The latest figure is below the lower limit."),
        (
            XmrRule.RUN_OF_RISES_OR_FALLS,
            True,
            "The last seven figures are each higher than the one before.",
        ),
        (
            XmrRule.RUN_OF_RISES_OR_FALLS,
            False,
            "The last seven figures are each lower than the one before.",
        ),
        (
            XmrRule.TWO_OF_THREE_NEAR_A_LIMIT,
            True,
            "The latest figure and at least one of the two before it are close to the upper limit.",
        ),
        (
            XmrRule.TWO_OF_THREE_NEAR_A_LIMIT,
            False,
            "The latest figure and at least one of the two before it are close to the lower limit.",
        ),
        (XmrRule.RUN_ON_ONE_SIDE, True, "The last seven figures are all above the average."),
        (XmrRule.RUN_ON_ONE_SIDE, False, "The last seven figures are all below the average."),
    ],
)
def test_every_rule_is_said_plainly_after_what_the_limits_mean(
    tmp_path: Path, rule: XmrRule, why: str, *, above: bool
) -> None:
    said = usual_words(indicator_of(tmp_path), limits(rule, "60.2", "70.4", above=above))
    meaning = "If only chance moved these figures, nearly all of them would lie between 60.2%"
    assert said == f"{meaning} and 70.4%. {why}"


@pytest.mark.parametrize(("text", "shown"), [(INDICATOR, ("0", "100")), (COUNT, ("0", "104.5"))])
def test_a_limit_stops_at_what_a_figure_can_be(
    tmp_path: Path, text: str, shown: tuple[str, str]
) -> None:
    wide = limits(XmrRule.RUN_ON_ONE_SIDE, "-3.1", "104.5", above=True)
    lower, upper = map(Decimal, shown)
    assert limits_shown(indicator_of(tmp_path, text), wide) == (lower, upper)
