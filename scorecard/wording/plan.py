"""The plan in words: states of actions with shape and colour, dates and running totals."""

from __future__ import annotations

from decimal import Decimal

from scorecard.framework.indicators import Indicator
from scorecard.periods import Period, label, short_label
from scorecard.wording.figures import capitalised, listed, short_figure, with_unit
from scorecard.wording.verdicts import Words

STATES = {
    "not_started": Words("○", "Not started", "none"),
    "on_track": Words("◆", "On track", "met"),
    "done": Words("●", "Done", "met"),
    "late": Words("■", "Late", "miss"),
}


NO_STATE = Words("○", "No state given", "none")


def due_words(indicator: Indicator, by: Period, figures: tuple[Decimal, ...]) -> str:
    """What is to be reached by when, for a chart: "Due Apr 2018: 25%"."""
    ends = " to ".join(short_figure(indicator, figure) for figure in figures)
    return f"Due {short_label(by)}: {ends}"


def running_words(
    indicator: Indicator, total: Decimal | None, stretch: Period, *, ended: bool
) -> str:
    """What has been counted since a stretch began, as the title of a chart."""
    if total is None:
        return "The total is not known, because a figure is missing or not shown"
    so_far = "" if ended else " so far"
    return f"{capitalised(with_unit(indicator, total))}{so_far} in {label(stretch)}"


def assessed_words(area: str, now: str, before: str) -> str:
    """One area of the maturity matrix, for the chart's description."""
    if not now:
        return f"{area}: not assessed" + (f", before {before}" if before else "")
    return f"{area}: {now}" + (f", before {before}" if before else "")


def by_state_words(title: str, counts: list[tuple[str, int]]) -> str:
    """How many actions of a group are in which state, for the chart's description."""
    told = [f"{number} {words.lower()}" for words, number in counts if number]
    return f"{title}: {listed(told) or 'no actions'}"
